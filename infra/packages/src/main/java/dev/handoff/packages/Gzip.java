package dev.handoff.packages;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Texts as packages want them: {@code gzip -9n}. */
final class Gzip {

  /** Where the header tells how hard the packer tried (RFC 1952), which Java leaves open. */
  private static final int EXTRA_FLAGS = 8;

  private static final byte SLOWEST = 2;

  private Gzip() {}

  static void write(String text, Path file) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new Smallest(packed)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    byte[] bytes = packed.toByteArray();
    bytes[EXTRA_FLAGS] = SLOWEST;
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }

  private static final class Smallest extends GZIPOutputStream {
    Smallest(OutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_COMPRESSION);
    }
  }
}
