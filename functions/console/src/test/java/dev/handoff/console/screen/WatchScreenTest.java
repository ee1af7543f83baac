package dev.handoff.console.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.console.status.StatusText;
import dev.handoff.console.status.Views;
import dev.handoff.console.story.Paint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jline.terminal.Size;
import org.jline.terminal.impl.LineDisciplineTerminal;
import org.jline.utils.ScreenTerminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a watched page leaves on a terminal, as a terminal shows it. */
final class WatchScreenTest {

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  private LineDisciplineTerminal terminal(int columns, int rows) throws IOException {
    LineDisciplineTerminal terminal =
        new LineDisciplineTerminal("test", "xterm", written, StandardCharsets.UTF_8);
    terminal.setSize(Size.of(columns, rows));
    return terminal;
  }

  /** What a terminal of that size shows after all that was written to it. */
  private List<String> shown(int columns, int rows) {
    ScreenTerminal screen = new ScreenTerminal(columns, rows);
    screen.write(written.toString(StandardCharsets.UTF_8));
    long[] cells = new long[columns * rows];
    screen.dump(cells, new int[2]);
    List<String> lines = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < columns; column++) {
        int point = ScreenTerminal.cellCodePoint(cells[row * columns + column]);
        line.appendCodePoint(point == 0 ? ' ' : point);
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  private static List<String> padded(List<String> lines, int rows) {
    List<String> all = new ArrayList<>(lines);
    while (all.size() < rows) {
      all.add("");
    }
    return all;
  }

  private static List<String> status(Views view, int columns) {
    return StatusText.lines(view.view(), columns, new Paint(false));
  }

  @ParameterizedTest
  @ValueSource(ints = {80, 120})
  void thePageOfAFailoverTakesThePlaceOfTheOneBefore(int columns) throws IOException {
    try (WatchScreen screen = new WatchScreen(terminal(columns, 40))) {
      for (Views view : Views.values()) {
        List<String> page = status(view, screen.columns());
        screen.show(page);

        assertEquals(padded(page, 40), shown(columns, 40));
      }
    }
  }

  @Test
  void onlyWhatHasChangedIsWritten() throws IOException {
    try (WatchScreen screen = new WatchScreen(terminal(80, 24))) {
      screen.show(List.of("Cluster web", "front on srv-lb01", "srv-lb02 online"));
      written.reset();
      screen.show(List.of("Cluster web", "front on srv-lb02", "srv-lb02 online"));
    }

    String update = written.toString(StandardCharsets.UTF_8);
    assertTrue(update.contains("2"), update);
    assertFalse(update.contains("Cluster web"), update);
    assertFalse(update.contains("online"), update);
  }

  @Test
  void whatDoesNotFitIsCounted() throws IOException {
    try (WatchScreen screen = new WatchScreen(terminal(80, 10))) {
      screen.show(IntStream.range(0, 30).mapToObj(i -> "line " + i).toList());

      assertEquals("line 8", shown(80, 10).get(8));
      assertEquals("... and 21 more lines", shown(80, 10).get(9));
    }
  }

  @Test
  void coloursReachTheTerminal() throws IOException {
    try (WatchScreen screen = new WatchScreen(terminal(80, 24))) {
      screen.show(List.of(new Paint(true).red("x SILENT")));

      assertEquals("x SILENT", shown(80, 24).getFirst());
    }
    assertTrue(written.toString(StandardCharsets.UTF_8).contains("\u001b[31m"));
  }

  @Test
  void aPersonLeavesByQAndTheTerminalIsAsBefore() throws IOException {
    LineDisciplineTerminal terminal = terminal(80, 24);
    try (WatchScreen screen = new WatchScreen(terminal)) {
      terminal.processInputBytes("q".getBytes(StandardCharsets.UTF_8));
      assertFalse(screen.stays(60_000));
    }

    String all = written.toString(StandardCharsets.UTF_8);
    assertTrue(all.contains("\u001b[?1049h"), "it has a screen of its own");
    assertTrue(all.contains("\u001b[?1049l"), () -> Arrays.toString(all.toCharArray()));
  }

  @Test
  void nobodyWhoDoesNothingIsMadeToLeave() throws IOException {
    try (WatchScreen screen = new WatchScreen(terminal(80, 24))) {
      assertTrue(screen.stays(20));
    }
  }
}
