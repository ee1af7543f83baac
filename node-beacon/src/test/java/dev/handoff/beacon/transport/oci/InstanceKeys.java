package dev.handoff.beacon.transport.oci;

import dev.handoff.beacon.SelfSigned;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/**
 * A certificate with its key, whose subject is written as that of an instance. It stands for the
 * intermediate one, too.
 */
record InstanceKeys(X509Certificate x509, PrivateKey privateKey) {

  static final String TENANCY = "ocid1.tenancy.oc1..t";

  /**
   * Makes one, by the JDK's own tool.
   *
   * @param file where the keys are put
   */
  static InstanceKeys made(Path file) throws Exception {
    KeyStore pair =
        SelfSigned.pair(
            file,
            "RSA",
            "CN=ocid1.instance.oc1.i, OU=opc-certtype:instance, OU=opc-compartment:ocid1.c,"
                + " OU=opc-instance:ocid1.instance.oc1.i, OU=opc-tenant:"
                + TENANCY,
            "-keysize",
            "2048");
    return new InstanceKeys(
        (X509Certificate) pair.getCertificate("server"), SelfSigned.privateKey(pair));
  }

  byte[] der() {
    try {
      return x509.getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  String certificate() {
    return Base64.getEncoder().encodeToString(der());
  }

  String intermediate() {
    return certificate();
  }

  String fingerprint() throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(der());
    return HexFormat.ofDelimiter(":").formatHex(digest).toUpperCase(Locale.ROOT);
  }
}
