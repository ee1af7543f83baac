package dev.handoff.events.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.events.json.Json;
import dev.handoff.events.json.JsonSamples;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.yaml.SpecReader;
import dev.handoff.events.yaml.SpecResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FuzzTest {

  private static final List<String> RULES =
      List.of(
          "not defined ping or ping < 1000",
          "zone eq \"a b\" and (number:load lte -1.5 or version:os gt 10.2.1)",
          "date in_range 2026-12-01T00:00:00Z to 2026-12-02T00:00:00Z",
          "((defined a and b ne 'c') or date >= 2026-12-01T00:00:00+01:00) and d == 1");

  private static List<String> specs() throws IOException {
    List<String> texts = new ArrayList<>();
    for (String folder : List.of("good", "bad")) {
      try (Stream<Path> files = Files.list(Path.of("src/test/resources/specs", folder))) {
        for (Path file : files.sorted().toList()) {
          texts.add(Files.readString(file));
        }
      }
    }
    return texts;
  }

  @Test
  void aSpecIsReadOrRefusedInPlainLines() throws IOException {
    Fuzz.run("spec", specs(), 2_500, new SpecTarget());
  }

  @Test
  void aRuleIsReadOrRefusedAtAPlace() {
    Fuzz.run("rule", RULES, 10_000, new RuleTarget());
  }

  @Test
  void whatTravelsIsReadOrRefusedInOnePlainLine() throws IOException {
    List<String> texts = new ArrayList<>(JsonSamples.ofEveryType());
    for (String yaml : specs()) {
      if (SpecReader.read("f", yaml) instanceof SpecResult.Valid valid) {
        texts.add(Json.write(valid.spec(), ClusterSpec.class));
      }
    }
    Fuzz.run("json", texts, 4_000, new JsonTarget());
  }

  @Test
  void aTargetThatThrowsIsReportedWithItsInput() {
    AssertionError error =
        assertThrows(
            AssertionError.class,
            () -> Fuzz.run("broken", List.of("good"), 100, text -> assertEquals("good", text)));

    String message = String.valueOf(error.getMessage());
    assertTrue(message.startsWith("broken, seed "), message);
    assertTrue(message.contains("expected: <good>"), message);
  }

  @Test
  void aTargetThatRecursesOverItsInputIsReported() {
    AssertionError error =
        assertThrows(
            AssertionError.class,
            () -> Fuzz.run("deep", List.of("x"), 0, text -> SpecTarget.require(deep(0) > 0, "")));

    assertTrue(String.valueOf(error.getMessage()).contains("StackOverflowError"));
  }

  private static int deep(int level) {
    return level < 0 ? 0 : deep(level + 1) + 1;
  }

  @Test
  void aTargetThatTakesTooMuchMemoryIsReported() {
    Fuzz.Target wasteful =
        text -> SpecTarget.require(IntStream.range(0, 1_000).map(FuzzTest::waste).sum() > 0, "");
    AssertionError error =
        assertThrows(AssertionError.class, () -> Fuzz.run("large", List.of("x"), 0, wasteful));

    assertTrue(String.valueOf(error.getMessage()).contains("bytes of memory"));
  }

  private static int waste(int round) {
    byte[] megabyte = new byte[1 << 20];
    megabyte[round] = 1;
    return megabyte[round];
  }
}
