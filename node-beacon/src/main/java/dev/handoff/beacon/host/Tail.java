package dev.handoff.beacon.host;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The end of an output, however long it was. */
final class Tail {

  private static final int MOST_BYTES = 2048;
  private static final int MOST_LINES = 3;

  private byte[] end = new byte[0];

  synchronized void add(byte[] bytes, int count) {
    byte[] joined = Arrays.copyOf(end, end.length + count);
    System.arraycopy(bytes, 0, joined, end.length, count);
    end =
        joined.length <= MOST_BYTES
            ? joined
            : Arrays.copyOfRange(joined, joined.length - MOST_BYTES, joined.length);
  }

  /** Its last lines as one, for people. */
  synchronized String text() {
    return lastLines(new String(end, StandardCharsets.UTF_8));
  }

  /** The last lines of a text as one line, without what a terminal would obey. */
  static String lastLines(String text) {
    String[] lines =
        text.lines().map(String::strip).filter(line -> !line.isEmpty()).toArray(String[]::new);
    int from = Math.max(0, lines.length - MOST_LINES);
    String joined = String.join(" | ", Arrays.asList(lines).subList(from, lines.length));
    return joined.replaceAll("\\p{Cntrl}", "?");
  }
}
