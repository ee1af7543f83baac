package dev.handoff.beacon.transport.aws;

import dev.handoff.beacon.transport.HttpCall;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Signs calls of DynamoDB's JSON protocol as AWS's page "Create a signed AWS API request"
 * (Signature Version 4) asks. A test compares it with the SDK's signer; decision 0014 tells why
 * this is not that one.
 */
final class SignatureV4 {

  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final String SERVICE = "dynamodb";
  private static final String HMAC = "HmacSHA256";

  /** The letters of a date as {@code 20261123T101500Z} that are its day. */
  private static final int DAY = 8;

  private final String region;

  /** Found once: to find them is a third of what a signature costs. */
  private final MessageDigest sha;

  private final Mac mac;
  private @Nullable DayKey dayKey;

  /** A key that is good for one day, region and service. */
  private record DayKey(String day, String secret, SecretKeySpec key) {}

  SignatureV4(String region) {
    this.region = region;
    try {
      this.sha = MessageDigest.getInstance("SHA-256");
      this.mac = Mac.getInstance(HMAC);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256 and " + HMAC, e);
    }
  }

  /**
   * The headers that make a {@code POST} a signed one. {@code Host} is signed, too, as the
   * connection will send it.
   *
   * @param target the operation, as {@code X-Amz-Target} names it
   * @param now AWS refuses a date that is more than five minutes off its own
   */
  synchronized Map<String, List<String>> headers(
      URI url, String target, String body, AwsKeys keys, Instant now) {
    String date = now.truncatedTo(ChronoUnit.SECONDS).toString().replace("-", "").replace(":", "");
    SortedMap<String, String> signed = new TreeMap<>();
    signed.put("content-type", "application/x-amz-json-1.0");
    signed.put("host", HttpCall.host(url));
    signed.put("x-amz-content-sha256", hash(body));
    signed.put("x-amz-date", date);
    signed.put("x-amz-target", target);
    if (keys.token() != null) {
      signed.put("x-amz-security-token", keys.token().strip());
    }
    String names = String.join(";", signed.keySet());
    StringBuilder request = new StringBuilder("POST\n" + path(url) + "\n\n");
    signed.forEach((name, value) -> request.append(name + ":" + value + "\n"));
    request.append("\n" + names + "\n" + signed.get("x-amz-content-sha256"));

    String day = date.substring(0, DAY);
    String scope = day + "/" + region + "/" + SERVICE + "/aws4_request";
    String text = ALGORITHM + "\n" + date + "\n" + scope + "\n" + hash(request.toString());
    String signature = HexFormat.of().formatHex(hmac(dayKey(day, keys), text));

    Map<String, List<String>> headers = new LinkedHashMap<>();
    signed.remove("host");
    signed.forEach((name, value) -> headers.put(name, List.of(value)));
    headers.put(
        "Authorization",
        List.of(
            ALGORITHM
                + (" Credential=" + keys.accessKey() + "/" + scope)
                + (", SignedHeaders=" + names)
                + (", Signature=" + signature)));
    return headers;
  }

  private SecretKeySpec dayKey(String day, AwsKeys keys) {
    DayKey known = dayKey;
    if (known == null || !known.day.equals(day) || !known.secret.equals(keys.secretKey())) {
      SecretKeySpec key = key(("AWS4" + keys.secretKey()).getBytes(StandardCharsets.UTF_8));
      for (String part : List.of(day, region, SERVICE, "aws4_request")) {
        key = key(hmac(key, part));
      }
      known = new DayKey(day, keys.secretKey(), key);
      dayKey = known;
    }
    return known.key;
  }

  /** Encoded once more than it is sent, as everywhere but in S3. */
  private static String path(URI url) {
    StringBuilder path = new StringBuilder();
    for (byte letter : url.getRawPath().getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (letter & 0xFF);
      boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || "/-._~".indexOf(c) >= 0);
      path.append(
          plain ? String.valueOf(c) : "%" + HexFormat.of().withUpperCase().toHexDigits(letter));
    }
    return path.toString();
  }

  private String hash(String text) {
    return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static SecretKeySpec key(byte[] bytes) {
    return new SecretKeySpec(bytes, HMAC);
  }

  private byte[] hmac(SecretKeySpec key, String text) {
    try {
      mac.init(key);
    } catch (InvalidKeyException e) {
      throw new IllegalStateException("a key of bytes is good for " + HMAC, e);
    }
    return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
  }
}
