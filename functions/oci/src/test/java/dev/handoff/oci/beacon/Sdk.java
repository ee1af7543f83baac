package dev.handoff.oci.beacon;

import com.oracle.bmc.http.signing.DefaultRequestSigner;
import com.oracle.bmc.http.signing.RequestSigner;
import com.oracle.bmc.http.signing.SigningStrategy;
import dev.handoff.oci.local.OciRequest;
import dev.handoff.oci.local.Principal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Oracle's own signer makes of a call. RSA signs the same text with the same key alike. */
final class Sdk {

  private static final Pattern MEMBER = Pattern.compile("([A-Za-z]+)=\"([^\"]*)\"");

  private Sdk() {}

  /** The members of the header with which the SDK would sign this call at the same moment. */
  static Map<String, String> signature(URI endpoint, OciRequest call, Principal by) {
    RequestSigner signer =
        DefaultRequestSigner.createRequestSigner(by.credentials(), SigningStrategy.STANDARD);
    Map<String, List<String>> headers = new HashMap<>();
    call.header("date").ifPresent(date -> headers.put("date", List.of(date)));
    call.header("content-type").ifPresent(type -> headers.put("content-type", List.of(type)));
    boolean bare = call.body().length == 0;
    Map<String, String> signed =
        signer.signRequest(
            URI.create(endpoint + call.target().toString()),
            call.method(),
            headers,
            bare ? null : new String(call.body(), StandardCharsets.UTF_8));
    return members(signed.getOrDefault("authorization", ""));
  }

  /** The members of the header that the call came with. */
  static Map<String, String> told(OciRequest call) {
    return members(call.header("authorization").orElse(""));
  }

  private static Map<String, String> members(String authorization) {
    Map<String, String> members = new HashMap<>();
    Matcher matcher = MEMBER.matcher(authorization);
    while (matcher.find()) {
      members.put(matcher.group(1), matcher.group(2));
    }
    return members;
  }
}
