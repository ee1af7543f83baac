package dev.handoff.console.replay;

import dev.handoff.console.story.Paint;
import dev.handoff.console.story.Wrapping;
import java.util.ArrayList;
import java.util.List;

/** Columns side by side, whose cells are wrapped where the screen is too narrow for them. */
final class Table {

  private static final int BETWEEN = 2;

  /** No column gets narrower than this, if it has that much to say. */
  private static final int NARROWEST = 14;

  private record Row(String mark, List<String> cells) {}

  private final List<String> heads;
  private final List<Row> rows = new ArrayList<>();

  Table(String... heads) {
    this.heads = List.of(heads);
  }

  /**
   * Adds a row.
   *
   * @param mark two characters in front; a row whose mark is not blank stands out
   */
  void row(String mark, String... cells) {
    rows.add(new Row(mark, List.of(cells)));
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  /** The lines, no longer than that many columns. */
  List<String> lines(int columns, Paint paint) {
    int[] widths = widths(columns - BETWEEN - BETWEEN * (heads.size() - 1));
    List<String> lines = new ArrayList<>();
    laid("  ", heads, widths).forEach(line -> lines.add(paint.bold(line)));
    for (Row row : rows) {
      boolean notable = !row.mark.isBlank();
      laid(row.mark, row.cells, widths)
          .forEach(line -> lines.add(notable ? paint.yellow(line) : line));
    }
    return lines;
  }

  /** Each column has what it needs; what is wider than its share gives way, the widest first. */
  private int[] widths(int room) {
    int[] widths = new int[heads.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = heads.get(i).length();
      for (Row row : rows) {
        widths[i] = Math.max(widths[i], row.cells.get(i).length());
      }
    }
    while (sum(widths) > room) {
      int widest = 0;
      for (int i = 1; i < widths.length; i++) {
        widest = widths[i] >= widths[widest] ? i : widest;
      }
      if (widths[widest] <= NARROWEST) {
        break;
      }
      widths[widest]--;
    }
    return widths;
  }

  private static int sum(int[] widths) {
    int sum = 0;
    for (int width : widths) {
      sum += width;
    }
    return sum;
  }

  private static List<String> laid(String mark, List<String> cells, int[] widths) {
    List<List<String>> columns = new ArrayList<>();
    int height = 0;
    for (int i = 0; i < widths.length; i++) {
      List<String> lines = fitted(cells.get(i), Math.max(1, widths[i]));
      columns.add(lines);
      height = Math.max(height, lines.size());
    }
    List<String> lines = new ArrayList<>();
    for (int y = 0; y < height; y++) {
      StringBuilder line = new StringBuilder(y == 0 ? mark : "  ");
      for (int i = 0; i < widths.length; i++) {
        String cell = y < columns.get(i).size() ? columns.get(i).get(y) : "";
        line.append(cell).repeat(" ", widths[i] - cell.length() + BETWEEN);
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  /** A word that is wider than its column is broken, so that the next column stays where it is. */
  private static List<String> fitted(String text, int width) {
    List<String> lines = new ArrayList<>();
    for (String line : Wrapping.lines("", "", text, width)) {
      String rest = line;
      while (rest.length() > width) {
        lines.add(rest.substring(0, width));
        rest = rest.substring(width);
      }
      lines.add(rest);
    }
    return lines;
  }
}
