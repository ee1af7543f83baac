package dev.handoff.console.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class DifferenceTest {

  @Test
  void sameTextsDoNotDiffer() {
    assertEquals(List.of(), Difference.of(List.of("a", "b"), List.of("a", "b")));
  }

  @Test
  void tellsWhatWasTakenAndWhatWasAdded() {
    assertEquals(
        List.of("  a", "- b", "+ B", "  c", "+ d"),
        Difference.of(List.of("a", "b", "c"), List.of("a", "B", "c", "d")));
  }

  @Test
  void leavesOutWhatIsFarFromAnyChange() {
    List<String> first = IntStream.rangeClosed(1, 20).mapToObj(Integer::toString).toList();
    List<String> second = IntStream.rangeClosed(1, 19).mapToObj(Integer::toString).toList();

    assertEquals(
        List.of("  ... line 16", "  16", "  17", "  18", "  19", "- 20"),
        Difference.of(first, second));
  }
}
