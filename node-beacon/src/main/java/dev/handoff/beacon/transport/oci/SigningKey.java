package dev.handoff.beacon.transport.oci;

import java.security.PrivateKey;

/**
 * Whose signature it is.
 *
 * @param id by which the service finds the public key: {@code TENANCY/USER/FINGERPRINT}, {@code
 *     TENANCY/fed-x509-sha256/FINGERPRINT} or {@code ST$TOKEN}
 * @param key an RSA key
 */
record SigningKey(String id, PrivateKey key) {

  /** A token is as good as a key, and stays out of logs. */
  @Override
  public String toString() {
    return "SigningKey[" + id.substring(0, Math.min(id.length(), 3)) + "…]";
  }
}
