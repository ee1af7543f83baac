package dev.handoff.events.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SuggestionTest {

  private static final List<String> KEYS =
      List.of("interval", "timeout", "on-fail", "start-timeout", "stop-timeout", "unit");

  @ParameterizedTest
  @CsvSource({
    "'', '', 0",
    "a, '', 1",
    "abc, abd, 1",
    "abcd, abdc, 1",
    "ca, abc, 3",
    "kitten, sitting, 3",
    "interval, intervall, 1",
  })
  void distanceCountsSlips(String a, String b, int slips) {
    assertEquals(slips, Suggestion.distance(a, b));
    assertEquals(slips, Suggestion.distance(b, a));
  }

  @ParameterizedTest
  @CsvSource({
    "intervall, interval",
    "itnerval, interval",
    "Interval, interval",
    "onFail, on-fail",
    "stop_timeout, stop-timeout",
    "stopTimout, stop-timeout",
    "fail, on-fail",
    "start, start-timeout",
  })
  void suggestsWhatIsNear(String word, String key) {
    assertEquals(Optional.of(key), Suggestion.nearest(word, KEYS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"color", "x", "", "time", "kitchen"})
  void suggestsNothingFarFetched(String word) {
    assertEquals(Optional.empty(), Suggestion.nearest(word, KEYS));
  }

  @Test
  void aVeryLongWordIsNotCompared() {
    assertEquals(Optional.empty(), Suggestion.nearest("x".repeat(100_000), KEYS));
  }
}
