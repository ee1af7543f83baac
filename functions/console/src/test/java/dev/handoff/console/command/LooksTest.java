package dev.handoff.console.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How wide an answer may be. */
final class LooksTest {

  @Test
  void whatColumnsSaysGoes() {
    assertEquals(132, new Looks(Map.of("COLUMNS", "132")).columns());
    assertEquals(40, new Looks(Map.of("COLUMNS", "3")).columns());
  }

  @Test
  void whatGoesIntoAPipeIsNotWrapped() {
    assertEquals(Looks.UNLIMITED, new Looks(Map.of("COLUMNS", "wide")).columns());
  }

  @ParameterizedTest
  @CsvSource({"24 80, 80", "50 211, 211", "24 12, 40"})
  void sttyTellsRowsAndColumns(String size, int columns) {
    assertEquals(columns, Looks.columnsOf(size));
  }

  @ParameterizedTest
  @CsvSource({"0 0", "''", "stty: standard input: Inappropriate ioctl for device"})
  void aTerminalThatDoesNotKnowWrapsByItself(String size) {
    assertEquals(Looks.UNLIMITED, Looks.columnsOf(size));
  }
}
