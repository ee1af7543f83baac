package dev.handoff.beacon.host;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * What a service writes. It writes to the file itself, so that it survives the beacon; the beacon
 * keeps the file small by moving its content to a second one (ending in {@code .1}) when it has
 * grown past the limit, and emptying it. Services append, so they go on at the new end.
 */
final class ServiceLog {

  static final long MOST_BYTES = 1 << 20;

  private static final int TAIL_BYTES = 2048;

  private ServiceLog() {}

  /** Keeps the log within its limit. */
  static void trim(Path log) throws IOException {
    if (Files.exists(log) && Files.size(log) > MOST_BYTES) {
      Path former = log.resolveSibling(log.getFileName() + ".1");
      Files.copy(log, former, StandardCopyOption.REPLACE_EXISTING);
      try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "rw")) {
        file.setLength(0);
      }
    }
  }

  /** The last lines, for people; empty if there are none or they cannot be read. */
  static String lastLines(Path log) {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      long length = file.length();
      file.seek(Math.max(0, length - TAIL_BYTES));
      byte[] end = new byte[(int) Math.min(length, TAIL_BYTES)];
      file.readFully(end);
      return Tail.lastLines(new String(end, StandardCharsets.UTF_8));
    } catch (IOException e) {
      return "";
    }
  }
}
