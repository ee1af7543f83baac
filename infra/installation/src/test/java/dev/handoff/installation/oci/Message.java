package dev.handoff.installation.oci;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A message in the encoding of Protocol Buffers, as far as a provider's schema needs it. */
final class Message {

  private static final int VARINT = 0;
  private static final int BYTES = 2;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** Adds a field; false is what a reader assumes where there is none. */
  Message add(int field, boolean value) {
    return add(field, value ? 1 : 0);
  }

  /** Adds a field; 0 is what a reader assumes where there is none. */
  Message add(int field, int value) {
    if (value != 0) {
      varint((field << 3) | VARINT);
      varint(value);
    }
    return this;
  }

  Message add(int field, String value) {
    return add(field, value.getBytes(StandardCharsets.UTF_8));
  }

  Message add(int field, Message value) {
    return add(field, value.bytes());
  }

  private Message add(int field, byte[] value) {
    varint((field << 3) | BYTES);
    varint(value.length);
    out.writeBytes(value);
    return this;
  }

  private void varint(int value) {
    int rest = value;
    while ((rest & ~0x7f) != 0) {
      out.write((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    out.write(rest);
  }

  byte[] bytes() {
    return out.toByteArray();
  }
}
