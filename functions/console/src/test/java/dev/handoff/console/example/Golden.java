package dev.handoff.console.example;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Files that hold what was right once.
 *
 * @param writes whether they are written anew, instead of compared
 * @param command what a person runs to write them anew
 */
public record Golden(boolean writes, String command) {

  /** They are written anew where a system property has the value {@code write}. */
  public static Golden ofProperty(String property, Class<?> test) {
    return new Golden(
        "write".equals(System.getProperty(property)),
        "./mvnw -pl functions/console -am test -Dsurefire.failIfNoSpecifiedTests=false -Dtest="
            + test.getSimpleName()
            + " -D"
            + property
            + "=write");
  }

  /** Compares a file with what was seen, or writes it. */
  public void check(Path file, List<String> seen) throws IOException {
    if (writes) {
      Files.write(file, seen);
      return;
    }
    if (!Files.exists(file)) {
      fail(file + " is missing; this writes it: " + command);
    }
    List<String> golden = Files.readAllLines(file);
    if (!golden.equals(seen)) {
      fail(
          "%s says (-) what was not seen this time (+):\n%s\nIf it is right as it is now: %s"
              .formatted(file, String.join("\n", Difference.of(golden, seen)), command));
    }
  }
}
