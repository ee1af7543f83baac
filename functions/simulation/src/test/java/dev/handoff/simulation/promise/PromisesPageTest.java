package dev.handoff.simulation.promise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PromisesPageTest {

  private static final Path PAGE = Path.of("..", "..", "docs", "promises.md");
  private static final Pattern CHECKER = Pattern.compile("^Checker: `([a-z-]+)`");
  private static final Pattern HEADING = Pattern.compile("^### (\\d+)\\. (.+)$");

  @Test
  void thePageAndTheCheckersNameTheSamePromises() throws IOException {
    Set<String> named = new TreeSet<>();
    for (String line : lines()) {
      Matcher checker = CHECKER.matcher(line);
      if (checker.find()) {
        assertTrue(named.add(checker.group(1)), checker.group(1) + " is named twice");
      }
    }
    assertEquals(Promises.names(), named);
  }

  @Test
  void everyPromiseHasACheckerOrSaysThatItHasNoneAndWhatItDoesNotPromise() throws IOException {
    List<String> incomplete = new ArrayList<>();
    String page = String.join("\n", lines());
    for (String section : page.split("(?m)^(?=### )", -1)) {
      if (HEADING.matcher(section.lines().findFirst().orElse("")).matches()
          && !((section.contains("\nChecker: `") || section.contains("\nChecked by: "))
              && section.contains("\nNot promised: "))) {
        incomplete.add(section);
      }
    }
    assertEquals(List.of(), incomplete);
  }

  @Test
  void theNumbersAreInOrder() throws IOException {
    List<Integer> numbers = new ArrayList<>();
    for (String line : lines()) {
      Matcher heading = HEADING.matcher(line);
      if (heading.matches()) {
        numbers.add(Integer.parseInt(heading.group(1)));
      }
    }
    assertEquals(List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), numbers);
  }

  private static List<String> lines() throws IOException {
    return Files.readAllLines(PAGE, StandardCharsets.UTF_8);
  }
}
