package dev.handoff.oci.local;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds out who signed a call. Source: Request Signatures
 * (docs.oracle.com/en-us/iaas/Content/API/Concepts/signingrequests.htm), version 1, which is a
 * profile of draft-cavage-http-signatures-08; and API Errors, 401 NotAuthenticated.
 */
final class Signatures {

  /** "If the client's clock is skewed more than 5 minutes, a 401 is returned." */
  static final Duration MOST_SKEW = Duration.ofMinutes(5);

  private static final Pattern MEMBER = Pattern.compile("([A-Za-z]+)=\"([^\"]*)\"");
  private static final List<String> OF_BODY =
      List.of("content-length", "content-type", "x-content-sha256");

  private record Key(PublicKey key, String ocid) {}

  private final Map<String, Key> keys = new ConcurrentHashMap<>();

  void add(String keyId, PublicKey key, String ocid) {
    keys.put(keyId, new Key(key, ocid));
  }

  void remove(String keyId) {
    keys.remove(keyId);
  }

  /**
   * Checks a call.
   *
   * @return the caller's OCID
   * @throws OciRefusal with status 401 if it is not signed as it must be
   */
  String caller(OciRequest request, Instant now) {
    Map<String, String> members = members(request);
    List<String> signed = List.of(members.getOrDefault("headers", "date").split(" ", -1));
    String dated = signed.contains("x-date") ? "x-date" : "date";
    require(signed.contains(dated), "the date is not signed");
    require(signed.contains("(request-target)"), "(request-target) is not signed");
    require(signed.contains("host"), "the host is not signed");
    checkDate(header(request, dated), now);
    checkBody(request, signed);
    require("1".equals(members.get("version")), "the signature's version is not 1");
    require("rsa-sha256".equals(members.get("algorithm")), "the algorithm is not rsa-sha256");
    Key key = keys.get(members.getOrDefault("keyId", ""));
    if (key == null) {
      throw refused("nobody has the key " + members.get("keyId"));
    }
    String text =
        signed.stream().map(name -> line(request, name)).collect(Collectors.joining("\n"));
    require(verifies(key.key(), text, members.getOrDefault("signature", "")), "it does not verify");
    return key.ocid();
  }

  private static Map<String, String> members(OciRequest request) {
    String authorization = request.header("authorization").orElse("");
    require(authorization.startsWith("Signature "), "there is no Signature in Authorization");
    Map<String, String> members = new HashMap<>();
    Matcher matcher = MEMBER.matcher(authorization);
    while (matcher.find()) {
      members.put(matcher.group(1), matcher.group(2));
    }
    return members;
  }

  private static void checkDate(String date, Instant now) {
    Instant sent;
    try {
      sent = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeException e) {
      throw refused("the date '" + date + "' is none of HTTP's");
    }
    require(
        Duration.between(sent, now).abs().compareTo(MOST_SKEW) <= 0,
        "the date " + date + " is more than 5 minutes from " + now);
  }

  /**
   * PUT and POST sign their body by its hash, except Object Storage's PutObject and UploadPart: for
   * them the page says that the three headers of the body need not be signed.
   */
  private static void checkBody(OciRequest request, List<String> signed) {
    boolean hasBody = List.of("POST", "PUT", "PATCH").contains(request.method());
    boolean exempt =
        request.is("PUT", "n", "*", "b", "*", "o") || request.is("PUT", "n", "*", "b", "*", "u");
    if (hasBody && !exempt) {
      OF_BODY.forEach(name -> require(signed.contains(name), name + " is not signed"));
    }
    if (signed.contains("x-content-sha256")) {
      require(
          Arrays.equals(
              header(request, "x-content-sha256").getBytes(StandardCharsets.UTF_8),
              Base64.getEncoder().encode(sha256(request.body()))),
          "x-content-sha256 is not that of the body");
    }
  }

  private static String line(OciRequest request, String name) {
    return name.equals("(request-target)")
        ? name + ": " + request.method().toLowerCase(Locale.ROOT) + " " + request.target()
        : name + ": " + header(request, name);
  }

  private static String header(OciRequest request, String name) {
    return request.header(name).orElseThrow(() -> refused("the header " + name + " is missing"));
  }

  private static boolean verifies(PublicKey key, String text, String signature) {
    try {
      Signature verifier = Signature.getInstance("SHA256withRSA");
      verifier.initVerify(key);
      verifier.update(text.getBytes(StandardCharsets.UTF_8));
      return verifier.verify(Base64.getDecoder().decode(signature));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }

  private static byte[] sha256(byte[] body) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw refused(otherwise);
    }
  }

  private static OciRefusal refused(String why) {
    return new OciRefusal(
        401, "NotAuthenticated", "The required information to complete authentication: " + why);
  }
}
