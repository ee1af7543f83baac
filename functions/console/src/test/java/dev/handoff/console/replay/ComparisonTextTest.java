package dev.handoff.console.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.console.example.Golden;
import dev.handoff.console.story.Paint;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.yaml.SpecReader;
import dev.handoff.events.yaml.SpecResult;
import dev.handoff.simulation.replay.Comparison;
import dev.handoff.simulation.replay.Past;
import dev.handoff.simulation.replay.Silence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A week beside what another spec makes of it, on screens of 80 and of 120 columns. */
final class ComparisonTextTest {

  private static final Path FOLDER = Path.of("src/test/resources/dev/handoff/console/replay");
  private static final Golden GOLDEN =
      Golden.ofProperty("handoff.golden", ComparisonTextTest.class);
  private static final Past PAST = Past.of(Week.entries(), Silence.AUTO);

  private static ClusterSpec spec(String old, String other) {
    String text = Week.SPEC.replace(old, other);
    return assertInstanceOf(SpecResult.Valid.class, SpecReader.read("spec.yaml", text)).spec();
  }

  private static ClusterSpec recorded() {
    return spec("cluster: shop", "cluster: shop");
  }

  private static ComparisonText text(Comparison comparison, boolean onlyChanged) {
    String then = comparison.control() == null ? "" : "cluster.yaml";
    return new ComparisonText(PAST, comparison, then, "new.yaml", onlyChanged);
  }

  @ParameterizedTest
  @CsvSource({
    "threshold, migration-threshold: 2, migration-threshold: 3",
    "timeout, timeout: 8s, timeout: 30s",
    "stickiness, resource-stickiness: 200, resource-stickiness: 0",
  })
  void anotherSpecIsReadAtAGlance(String name, String old, String other) throws IOException {
    Comparison comparison = Comparison.of(PAST, recorded(), spec(old, other));

    for (int columns : List.of(80, 120)) {
      check(name, columns, text(comparison, false).lines(columns, new Paint(false)));
    }
  }

  @Test
  void withoutTheRecordedSpecItSaysWhatWasNotChecked() throws IOException {
    Comparison comparison =
        Comparison.of(PAST, null, spec("migration-threshold: 2", "migration-threshold: 1"));

    for (int columns : List.of(80, 120)) {
      check("unchecked", columns, text(comparison, true).lines(columns, new Paint(false)));
    }
  }

  @Test
  void coloursOnlyAdd() {
    Comparison comparison = Comparison.of(PAST, null, spec("timeout: 8s", "timeout: 4s"));
    ComparisonText text = text(comparison, false);

    String coloured = String.join("\n", text.lines(80, new Paint(true)));

    assertTrue(coloured.contains("\u001b["), coloured);
    assertEquals(
        String.join("\n", text.lines(80, new Paint(false))),
        coloured.replaceAll("\u001b\\[[0-9]+m", ""));
  }

  @Test
  void theSameSpecWouldHaveDoneTheSame() {
    Comparison comparison = Comparison.of(PAST, null, recorded());

    assertTrue(
        text(comparison, true)
            .lines(80, new Paint(false))
            .contains("With new.yaml everything would have been as it was."));
  }

  private static void check(String name, int columns, List<String> lines) throws IOException {
    lines.forEach(line -> assertTrue(line.length() <= columns, line));
    Files.createDirectories(FOLDER);
    GOLDEN.check(FOLDER.resolve(name + "-" + columns + ".txt"), lines);
  }
}
