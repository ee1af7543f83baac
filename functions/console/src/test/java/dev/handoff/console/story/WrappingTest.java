package dev.handoff.console.story;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Text on lines of a terminal. */
final class WrappingTest {

  @Test
  void linesHangBehindTheFirst() {
    assertEquals(
        List.of("- the web is", "  on node-a"),
        Wrapping.lines("- ", "  ", "the web is on node-a", 12));
  }

  @Test
  void aWordIsNeverBroken() {
    assertEquals(
        List.of("see", "eipalloc-0123456789", "there"),
        Wrapping.lines("", "", "see eipalloc-0123456789 there", 10));
  }

  @Test
  void columnsWithinALineStayWhereTheyAre() {
    assertEquals(
        List.of("node-a   100  (owner)"), Wrapping.lines("", "", "node-a   100  (owner)", 40));
  }
}
