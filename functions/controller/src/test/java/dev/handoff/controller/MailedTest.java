package dev.handoff.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.events.Alert;
import dev.handoff.events.Happening;
import dev.handoff.events.Hold;
import dev.handoff.events.json.Kebab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every mail as people read it, kept as a file. {@code -Dhandoff.golden=write} writes them anew;
 * read what has changed as somebody would who has just been woken by it.
 */
class MailedTest {

  private static final Path FOLDER = Path.of("src/test/resources/dev/handoff/controller/mails");

  /** What people ask for, or do themselves, is in the journal only. */
  private static final Set<String> NO_NEWS = Set.of("spec-applied", "operator-acted", "node-left");

  @ParameterizedTest
  @EnumSource
  void everyMailReadsAsItsFileTells(Mailed scene) throws IOException {
    StringBuilder mails = new StringBuilder("# " + scene.words() + "\n");
    for (Alert alert : scene.play()) {
      mails.append("\n────────── Subject: ").append(alert.subject()).append("\n");
      mails.append("────────── ").append(alert.attributes()).append("\n\n");
      mails.append(alert.text());
    }
    Path file = FOLDER.resolve(scene.file());
    if ("write".equals(System.getProperty("handoff.golden"))) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, mails);
    }
    assertEquals(Files.readString(file), mails.toString());
  }

  @Test
  void everyKindOfNewsIsBroughtAboutByAScene() {
    Set<String> kinds = new TreeSet<>();
    for (Class<?> happening : Happening.class.getPermittedSubclasses()) {
      kinds.add(Kebab.of(happening));
    }
    kinds.removeAll(NO_NEWS);

    assertEquals(
        kinds,
        all()
            .map(alert -> alert.attributes().get("event"))
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  @Test
  void everyKindOfHoldIsBroughtAboutByAScene() {
    Set<String> holds =
        Arrays.stream(Hold.class.getPermittedSubclasses())
            .filter(hold -> hold != Hold.Maintenance.class) // an operator's, and no news
            .map(Kebab::of)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> seen =
        holds.stream()
            .filter(hold -> all().anyMatch(a -> a.json().contains("{\"type\":\"" + hold + "\"")))
            .collect(Collectors.toCollection(TreeSet::new));

    assertEquals(holds, seen);
  }

  @Test
  void everySubjectFitsAndIsOneLineOfPlainAscii() {
    all().forEach(alert -> assertTrue(alert.subject().matches("[ -~]{1,99}"), alert.subject()));
  }

  @ParameterizedTest
  @EnumSource
  void whatEndsAnIncidentNamesTheOneThatWasTold(Mailed scene) {
    Map<String, Boolean> open = new HashMap<>();
    for (Alert alert : scene.play()) {
      String incident = alert.attributes().get("incident");
      if (incident != null) {
        boolean resolves = "true".equals(alert.attributes().get("resolves"));
        assertFalse(
            Boolean.FALSE.equals(open.put(incident, !resolves)),
            () -> "news of " + incident + " after its end: " + alert.subject());
      }
    }
  }

  private static Stream<Alert> all() {
    return Arrays.stream(Mailed.values()).map(Mailed::play).flatMap(List::stream);
  }
}
