package dev.handoff.beacon.transport.oci;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** Writes PEM. */
final class Pems {

  /** What PKCS #8 puts before the PKCS #1 form of an RSA key of 2048 bits. */
  private static final int ENVELOPE = 26;

  private static final int LINE = 64;

  private Pems() {}

  static String of(String label, byte[] der) {
    Base64.Encoder lines = Base64.getMimeEncoder(LINE, "\n".getBytes(StandardCharsets.UTF_8));
    return "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n"
        .formatted(label, lines.encodeToString(der));
  }

  /** The bare form of an RSA key of 2048 bits. */
  static byte[] pkcs1(byte[] pkcs8) {
    return Arrays.copyOfRange(pkcs8, ENVELOPE, pkcs8.length);
  }
}
