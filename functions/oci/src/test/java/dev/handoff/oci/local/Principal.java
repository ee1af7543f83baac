package dev.handoff.oci.local;

import com.oracle.bmc.auth.SimpleAuthenticationDetailsProvider;
import com.oracle.bmc.auth.StringPrivateKeySupplier;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;

/**
 * Somebody who may call: a user with an API key, made for one test.
 *
 * @param ocid what services see as the caller
 * @param keyId what the signature names: tenancy, user and fingerprint
 * @param privateKey in PKCS 8, as PEM
 */
public record Principal(String ocid, String keyId, PublicKey publicKey, String privateKey) {

  /** The tenancy of everybody. */
  public static final String TENANCY = "ocid1.tenancy.oc1..local";

  private static final int KEY_BITS = 2048;

  /** Makes a user with a key of its own. */
  public static Principal named(String name) {
    KeyPair keys = newKeys();
    String ocid = "ocid1.user.oc1.." + name + "-" + UUID.randomUUID();
    return new Principal(
        ocid,
        TENANCY + "/" + ocid + "/" + fingerprint(keys.getPublic()),
        keys.getPublic(),
        pem(keys));
  }

  /** What the SDK's clients sign with. */
  public SimpleAuthenticationDetailsProvider credentials() {
    return SimpleAuthenticationDetailsProvider.builder()
        .tenantId(TENANCY)
        .userId(ocid)
        .fingerprint(fingerprint(publicKey))
        .privateKeySupplier(new StringPrivateKeySupplier(privateKey))
        .build();
  }

  /** The key's fingerprint, as {@code OCI_CONFIG} variables and configuration files name it. */
  public String fingerprint() {
    return fingerprint(publicKey);
  }

  private static KeyPair newKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(KEY_BITS);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has RSA", e);
    }
  }

  private static String pem(KeyPair keys) {
    byte[] newline = "\n".getBytes(StandardCharsets.UTF_8);
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder(64, newline).encodeToString(keys.getPrivate().getEncoded())
        + "\n-----END PRIVATE KEY-----\n";
  }

  private static String fingerprint(PublicKey key) {
    try {
      byte[] digest = MessageDigest.getInstance("MD5").digest(key.getEncoded());
      return HexFormat.ofDelimiter(":").formatHex(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }
}
