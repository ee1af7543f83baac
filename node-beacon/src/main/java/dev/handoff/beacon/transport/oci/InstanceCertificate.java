package dev.handoff.beacon.transport.oci;

import dev.handoff.beacon.transport.HttpCall;
import dev.handoff.beacon.transport.HttpCall.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Oracle Cloud gives to each instance, and changes several times a day, so that it can show
 * who it is.
 *
 * @param certificate in base64, exactly as it was given
 * @param intermediate of the authority that signed it
 * @param key signs with the certificate's key
 */
record InstanceCertificate(String certificate, String intermediate, SigningKey key) {

  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  /** Version 2 of the metadata service answers only those who say this. */
  private static final Map<String, List<String>> AUTHORIZATION =
      Map.of("Authorization", List.of("Bearer Oracle"));

  /** Where the subject of an instance's certificate names the tenancy. */
  private static final Pattern TENANCY = Pattern.compile("OU=opc-tenant:([^,+]+)");

  private static final Base64.Encoder BASE64 = Base64.getEncoder();

  /**
   * Asks the metadata service.
   *
   * @param metadata its address, without a path
   * @throws IOException if it does not answer, or the answers make no sense
   */
  static InstanceCertificate of(URI metadata) throws IOException {
    URI folder = URI.create(metadata + "/opc/v2/identity/");
    try {
      byte[] certificate = Pem.of(ask(folder, "cert.pem")).der();
      byte[] intermediate = Pem.of(ask(folder, "intermediate.pem")).der();
      PrivateKey key = Pem.of(ask(folder, "key.pem")).rsaKey();
      String id = tenancy(certificate) + "/fed-x509-sha256/" + fingerprint(certificate);
      return new InstanceCertificate(
          BASE64.encodeToString(certificate),
          BASE64.encodeToString(intermediate),
          new SigningKey(id, key));
    } catch (GeneralSecurityException e) {
      throw new IOException(folder + ": " + e.getMessage(), e);
    }
  }

  private static String ask(URI folder, String name) throws IOException {
    URI url = folder.resolve(name);
    Answer answer = HttpCall.send("GET", url, AUTHORIZATION, "", TIMEOUT);
    if (!answer.isOk()) {
      throw new IOException(url + " answered " + answer.status());
    }
    return answer.body();
  }

  private static String tenancy(byte[] certificate) throws GeneralSecurityException {
    X509Certificate read =
        (X509Certificate)
            CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(certificate));
    String subject = read.getSubjectX500Principal().getName();
    Matcher matcher = TENANCY.matcher(subject);
    if (!matcher.find()) {
      throw new GeneralSecurityException("the certificate names no tenancy: " + subject);
    }
    return matcher.group(1);
  }

  /** As {@code openssl x509 -fingerprint -sha256} shows it. */
  private static String fingerprint(byte[] certificate) throws GeneralSecurityException {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate);
    return HexFormat.ofDelimiter(":").formatHex(digest).toUpperCase(Locale.ROOT);
  }
}
