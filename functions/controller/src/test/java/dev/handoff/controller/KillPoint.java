package dev.handoff.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Where a process is killed.
 *
 * @param call number of the call in flight, from zero
 * @param what its port and method
 * @param moment what becomes of it
 */
record KillPoint(int call, String what, Killing.Moment moment) {

  private static final Path LISTS = Path.of("src/test/resources/dev/handoff/controller");

  /** Each call with each outcome that it can have. */
  static List<KillPoint> all(List<String> calls) {
    List<KillPoint> points = new ArrayList<>();
    for (int call = 0; call < calls.size(); call++) {
      for (Killing.Moment moment : Killing.Moment.values()) {
        if (moment != Killing.Moment.LATE || Killing.changes(calls.get(call))) {
          points.add(new KillPoint(call, calls.get(call), moment));
        }
      }
    }
    return points;
  }

  String name(Enum<?> scene) {
    return "%s, killed %s call %d, %s"
        .formatted(scene, moment.name().toLowerCase(Locale.ROOT), call, what);
  }

  /**
   * Compares the calls that scenes make with the list of those that are known, and prints how many
   * points there are. {@code -Dhandoff.golden=write} takes over what is found.
   */
  static <S extends Enum<S>> void check(String list, S[] scenes, Function<S, List<String>> callsOf)
      throws IOException {
    StringBuilder found = new StringBuilder();
    int points = 0;
    for (S scene : scenes) {
      List<String> calls = callsOf.apply(scene);
      points += all(calls).size();
      found.append(scene).append('\n');
      calls.forEach(call -> found.append("  ").append(call).append('\n'));
    }
    System.out.println(list + ": " + points + " kill points");
    Path file = LISTS.resolve(list);
    if ("write".equals(System.getProperty("handoff.golden"))) {
      Files.createDirectories(LISTS);
      Files.writeString(file, found);
    }
    assertEquals(Files.readString(file), found.toString());
  }
}
