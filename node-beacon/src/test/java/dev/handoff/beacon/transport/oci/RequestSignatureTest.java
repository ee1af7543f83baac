package dev.handoff.beacon.transport.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Held against the examples of Oracle's page "Request Signatures", version 1. */
class RequestSignatureTest {

  private static final Instant NOW = Instant.parse("2026-01-05T21:31:40Z");
  private static final Pattern FORM =
      Pattern.compile(
          "Signature version=\"1\",keyId=\"([^\"]+)\",algorithm=\"rsa-sha256\","
              + "headers=\"([^\"]+)\",signature=\"([^\"]+)\"");

  @Test
  void aGetSignsDateTargetAndHost() throws Exception {
    Map<String, List<String>> headers =
        sign(OciRequest.get(URI.create("https://store.example.com/o/a%2Fb?cursor=c%2B&limit=5")));

    assertEquals(Set.of("authorization", "date"), headers.keySet());
    assertEquals(List.of("Mon, 05 Jan 2026 21:31:40 GMT"), headers.get("date"));
    assertSigned(
        "date (request-target) host",
        """
        date: Mon, 05 Jan 2026 21:31:40 GMT
        (request-target): get /o/a%2Fb?cursor=c%2B&limit=5
        host: store.example.com\
        """,
        headers);
  }

  @Test
  void aPostSignsItsBodyToo() throws Exception {
    Map<String, List<String>> headers =
        sign(OciRequest.post(URI.create("http://127.0.0.1:8080/messages"), "{\"ä\":1}"));

    assertEquals(List.of("application/json"), headers.get("content-type"));
    assertSigned(
        "date (request-target) host content-length content-type x-content-sha256",
        """
        date: Mon, 05 Jan 2026 21:31:40 GMT
        (request-target): post /messages
        host: 127.0.0.1:8080
        content-length: 8
        content-type: application/json
        x-content-sha256: c1z3s1Q3SAmqiczjz4Y40aXapJPZm9PXysgb3yd8N2A=\
        """,
        headers);
  }

  @Test
  void theUsualPortIsNoPartOfTheHost() throws Exception {
    Map<String, List<String>> headers =
        sign(OciRequest.get(URI.create("https://store.example.com:443/x")));

    assertSigned(
        "date (request-target) host",
        """
        date: Mon, 05 Jan 2026 21:31:40 GMT
        (request-target): get /x
        host: store.example.com\
        """,
        headers);
  }

  @Test
  void aKeyDoesNotShowInWords() {
    assertEquals("SigningKey[ten…]", PlayedOci.KEY.toString());
  }

  private static Map<String, List<String>> sign(OciRequest request) {
    return RequestSignature.headers(request, PlayedOci.KEY, NOW);
  }

  private static void assertSigned(String names, String text, Map<String, List<String>> headers)
      throws Exception {
    Matcher matcher = FORM.matcher(headers.getOrDefault("authorization", List.of()).getFirst());
    assertTrue(matcher.matches(), headers::toString);
    assertEquals(PlayedOci.KEY.id(), matcher.group(1));
    assertEquals(names, matcher.group(2));
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initVerify(PlayedOci.KEYS.getPublic());
    signature.update(text.getBytes(StandardCharsets.UTF_8));
    assertTrue(signature.verify(Base64.getDecoder().decode(matcher.group(3))), text);
  }
}
