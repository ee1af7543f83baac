package dev.handoff.beacon.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenMetricsTest {

  private final OpenMetrics out = new OpenMetrics();

  @Test
  void aCounterEndsWithTotalAndHasItsTypeAndHelpBeforeIt() {
    String text = out.counter("beats_sent", "Beats.").value(3).end();

    assertEquals(
        """
        # TYPE beats_sent counter
        # HELP beats_sent Beats.
        beats_sent_total 3
        # EOF
        """,
        text);
    assertEquals(3, Exposed.read(text).value("beats_sent_total"));
  }

  @Test
  void aNameThatEndsWithAUnitHasThatUnit() {
    String text = out.gauge("age_seconds", "Age.").seconds(1_500_000_000L, "peer", "b").end();

    assertEquals(
        """
        # TYPE age_seconds gauge
        # UNIT age_seconds seconds
        # HELP age_seconds Age.
        age_seconds{peer="b"} 1.5
        # EOF
        """,
        text);
    assertEquals(1.5, Exposed.read(text).value("age_seconds{peer=\"b\"}"));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 999, 1_000_000_000L, 100_000_000_000L, Long.MAX_VALUE})
  void secondsAreWrittenWithoutAnExponent(long nanos) {
    String text = out.gauge("a_seconds", "A.").seconds(nanos).end();

    assertEquals(nanos / 1e9, Exposed.read(text).value("a_seconds"));
    String sample = text.lines().filter(line -> !line.startsWith("#")).findFirst().orElseThrow();
    assertTrue(sample.matches("a_seconds \\d+(\\.\\d+)?"), sample);
  }

  @Test
  void labelsAreEscaped() {
    String text = out.gauge("a", "A.").value(1, "name", "a\\b\"c\nd{,}=é").end();

    assertEquals(1, Exposed.read(text).value("a{name=\"a\\\\b\\\"c\\nd{,}=é\"}"));
  }

  /** The reader of these tests: what it lets through is worth something only if it refuses. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a 1\n# EOF\n",
        "# TYPE a gauge\na 1\n",
        "# TYPE a gauge\na 1\n# EOF\n\n",
        "# TYPE a gauge\na  1\n# EOF\n",
        "# TYPE a gauge\na one\n# EOF\n",
        "# TYPE a counter\na 1\n# EOF\n",
        "# TYPE a gauge\na_total 1\n# EOF\n",
        "# TYPE a gauge\n# UNIT a seconds\na 1\n# EOF\n",
        "# TYPE a gauge\na 1\na 2\n# EOF\n",
        "# TYPE a gauge\na 1\n# HELP a A.\n# EOF\n",
        "# TYPE a gauge\na 1\n# TYPE b gauge\nb 1\n# TYPE a gauge\na 2\n# EOF\n",
        "# TYPE a gauge\na{b=\"c\",} 1\n# EOF\n",
        "# TYPE a gauge\na{b=\"c\"d\"} 1\n# EOF\n",
        "# TYPE a gauge\na{b=\"c\\d\"} 1\n# EOF\n",
        "# TYPE a gauge\na{b=\"c\",b=\"d\"} 1\n# EOF\n",
        "# TYPE a gauge\na{2=\"c\"} 1\n# EOF\n",
        "# comment\n# TYPE a gauge\na 1\n# EOF\n",
        "# TYPE a counter\na_total -1\n# EOF\n"
      })
  void whatTheFormatForbidsIsRefused(String text) {
    assertThrows(AssertionError.class, () -> Exposed.read(text));
  }
}
