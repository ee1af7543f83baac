package dev.handoff.events.yaml;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever happens to a file, the reader answers, and points into the file. */
class SpecDamageTest {

  private static final int SEEDS = 150;
  private static final List<String> INSERTIONS =
      List.of(
          "[", "]", "{", "}", ": ", "- ", "\n", "  ", "\"", "'", "&a ", "*a", "!x ", "|\n", ">\n",
          "# ", "? ", ", ", "null", "-1", "0", "1s", ".inf", "<<: ", "é💡", "\t", "---\n", "%");

  static Stream<Path> good() {
    return SpecFiles.in("good").stream();
  }

  @ParameterizedTest
  @MethodSource("good")
  void damageIsAnsweredWithPlacesInTheFile(Path file) {
    for (long seed = 0; seed < SEEDS; seed++) {
      String damaged = damaged(SpecFiles.text(file), new Random(seed));
      SpecResult result;
      try {
        result = SpecReader.read("f", damaged);
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + ":\n" + damaged, e);
      }
      if (result instanceof SpecResult.Invalid invalid) {
        long seedOfFailure = seed;
        List<String> lines = List.of((damaged + "\n.").split("\n", -1));
        assertTrue(!invalid.problems().isEmpty(), () -> "seed " + seedOfFailure);
        for (SpecProblem problem : invalid.problems()) {
          boolean inside =
              problem.line() <= lines.size()
                  && problem.column() <= lines.get(problem.line() - 1).length() + 1;
          boolean oneLine = problem.toString().lines().count() == 1;
          assertTrue(inside && oneLine, () -> "seed " + seedOfFailure + ": " + problem);
        }
      }
    }
  }

  private static String damaged(String text, Random random) {
    StringBuilder damaged = new StringBuilder(text);
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = random.nextInt(damaged.length());
      switch (random.nextInt(4)) {
        case 0 -> damaged.delete(at, Math.min(damaged.length(), at + 1 + random.nextInt(5)));
        case 1 -> damaged.setCharAt(at, (char) (' ' + random.nextInt(95)));
        case 2 -> {
          int end = Math.min(damaged.length(), at + random.nextInt(60));
          damaged.insert(random.nextInt(damaged.length()), damaged.substring(at, end));
        }
        default -> damaged.insert(at, INSERTIONS.get(random.nextInt(INSERTIONS.size())));
      }
    }
    return damaged.toString();
  }
}
