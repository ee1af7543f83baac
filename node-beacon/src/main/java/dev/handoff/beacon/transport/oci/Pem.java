package dev.handoff.beacon.transport.oci;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The first thing of a PEM file (RFC 7468): what it is, and its bytes. */
final class Pem {

  private static final Pattern FORM =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");

  /** Version zero, and the algorithm rsaEncryption, as PKCS #8 (RFC 5208) begins. */
  private static final byte[] RSA_IN_PKCS8 =
      HexFormat.of().parseHex("020100300d06092a864886f70d0101010500");

  private static final int SEQUENCE = 0x30;
  private static final int OCTET_STRING = 0x04;

  private final String label;
  private final byte[] der;

  private Pem(String label, byte[] der) {
    this.label = label;
    this.der = der;
  }

  /**
   * Reads a text.
   *
   * @throws InvalidKeyException if there is nothing of that form in it
   */
  static Pem of(String text) throws InvalidKeyException {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.find()) {
      throw new InvalidKeyException("not PEM: no -----BEGIN … ----- that is ended");
    }
    try {
      return new Pem(matcher.group(1), Base64.getMimeDecoder().decode(matcher.group(2)));
    } catch (IllegalArgumentException e) {
      throw new InvalidKeyException("not PEM: its content is not base64", e);
    }
  }

  /** Its bytes, in DER. */
  byte[] der() {
    return der.clone();
  }

  /**
   * The RSA key that it holds: {@code PRIVATE KEY} (PKCS #8) or {@code RSA PRIVATE KEY} (PKCS #1).
   *
   * @throws GeneralSecurityException if it holds something else
   */
  PrivateKey rsaKey() throws GeneralSecurityException {
    byte[] pkcs8 =
        switch (label) {
          case "PRIVATE KEY" -> der;
          case "RSA PRIVATE KEY" -> inPkcs8(der);
          default ->
              throw new InvalidKeyException(
                  label + ", where an RSA key without a password is needed");
        };
    return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
  }

  /** Java reads PKCS #8 only, which is PKCS #1 in an envelope. */
  private static byte[] inPkcs8(byte[] pkcs1) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    content.writeBytes(RSA_IN_PKCS8);
    content.writeBytes(element(OCTET_STRING, pkcs1));
    return element(SEQUENCE, content.toByteArray());
  }

  /** An element of DER: its tag, its length, its content. */
  private static byte[] element(int tag, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    if (content.length < 0x80) {
      out.write(content.length);
    } else if (content.length < 0x100) {
      out.write(0x81);
      out.write(content.length);
    } else {
      out.write(0x82);
      out.write(content.length >> 8);
      out.write(content.length);
    }
    out.writeBytes(content);
    return out.toByteArray();
  }
}
