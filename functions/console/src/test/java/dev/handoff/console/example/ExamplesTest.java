package dev.handoff.console.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Plays the five systems of our users by {@code handoff lab --scenario}, two at a time, each in a
 * lab and a process of its own; and compares what an operator sees on the way with the file {@code
 * status.txt} beside each scenario. {@code -Dhandoff.golden=write} writes these files anew.
 */
final class ExamplesTest {

  private static final Path EXAMPLES = Path.of("..", "..", "infra", "examples");
  private static final Golden GOLDEN = Golden.ofProperty("handoff.golden", ExamplesTest.class);

  private static final int AT_ONCE = 2;

  @TempDir private static Path homes = Path.of("");
  private static final ExecutorService STAGES = Executors.newFixedThreadPool(AT_ONCE);
  private static final Map<String, Future<Play>> PLAYS = new LinkedHashMap<>();

  /** Those that take longest come first. */
  static List<String> names() {
    return List.of("vip-apache-ping", "vip-haproxy", "oci-private-ip", "eip-apache", "route-vip");
  }

  @BeforeAll
  static void playAll() throws IOException {
    for (String name : names()) {
      Path home = Files.createDirectory(homes.resolve(name));
      PLAYS.put(name, STAGES.submit(() -> Play.of(scenario(name), home)));
    }
  }

  @AfterAll
  static void end() {
    STAGES.close();
  }

  @ParameterizedTest
  @MethodSource("names")
  void comesTrueAndShowsWhatItHasAlwaysShown(String name)
      throws InterruptedException, ExecutionException, IOException {
    Play play = Objects.requireNonNull(PLAYS.get(name)).get();

    if (!play.cameTrue()) {
      fail(play.failure());
    }
    assertEquals(List.of(), play.processesLeft());
    GOLDEN.check(scenario(name).resolveSibling("status.txt"), play.transcript());
  }

  private static Path scenario(String name) {
    return EXAMPLES.resolve(name).resolve("scenario.yaml");
  }
}
