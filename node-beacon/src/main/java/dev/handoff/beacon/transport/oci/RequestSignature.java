package dev.handoff.beacon.transport.oci;

import dev.handoff.beacon.transport.HttpCall;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Signs requests as Oracle's page "Request Signatures" (version 1) asks: RSA with SHA-256 over the
 * date, the request target and the host, and for a request with a body also over its length, type
 * and digest. Decision 0014 tells why this is not the SDK's signer.
 */
final class RequestSignature {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);

  private static final Base64.Encoder BASE64 = Base64.getEncoder();

  private RequestSignature() {}

  /**
   * The headers that make a request a signed one. {@code Host} and {@code Content-Length} are
   * signed, too, as the connection will send them.
   *
   * @param now a service refuses a date that is more than five minutes off its own
   */
  static Map<String, List<String>> headers(OciRequest request, SigningKey key, Instant now) {
    Map<String, String> signed = new LinkedHashMap<>();
    signed.put("date", DATE.format(now));
    signed.put("(request-target)", target(request));
    signed.put("host", HttpCall.host(request.url()));
    if (!request.body().isEmpty()) {
      byte[] body = request.body().getBytes(StandardCharsets.UTF_8);
      signed.put("content-length", Integer.toString(body.length));
      signed.put("content-type", "application/json");
      signed.put("x-content-sha256", digest(body));
    }
    Map<String, List<String>> headers = new LinkedHashMap<>();
    headers.put("authorization", List.of(authorization(signed, key)));
    signed.keySet().removeAll(List.of("(request-target)", "host", "content-length"));
    signed.forEach((name, value) -> headers.put(name, List.of(value)));
    return headers;
  }

  private static String authorization(Map<String, String> signed, SigningKey key) {
    String text =
        signed.entrySet().stream()
            .map(header -> header.getKey() + ": " + header.getValue())
            .collect(Collectors.joining("\n"));
    String names = String.join(" ", signed.keySet());
    return "Signature version=\"1\",keyId=\"%s\",algorithm=\"rsa-sha256\",headers=\"%s\",%s"
        .formatted(key.id(), names, "signature=\"" + signature(text, key) + "\"");
  }

  private static String target(OciRequest request) {
    URI url = request.url();
    String query = url.getRawQuery();
    return request.method().toLowerCase(Locale.ROOT)
        + " "
        + url.getRawPath()
        + (query == null ? "" : "?" + query);
  }

  private static String digest(byte[] body) {
    try {
      return BASE64.encodeToString(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String signature(String text, SigningKey key) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key.key());
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return BASE64.encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("cannot be signed with: " + key, e);
    }
  }
}
