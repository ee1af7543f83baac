package dev.handoff.beacon.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.beacon.Plans;
import dev.handoff.events.Plan;
import dev.handoff.events.spec.Isolation;
import dev.handoff.events.spec.Probe;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Levels as node attributes. */
class StepsTest {

  private static final Probe.Timing EACH_SECOND =
      new Probe.Timing(Duration.ofSeconds(1), Duration.ofMillis(500), Duration.ofSeconds(3));
  private static final Probe.Timing UNDAMPENED =
      new Probe.Timing(Duration.ofSeconds(1), Duration.ofMillis(500), Duration.ZERO);
  private static final Probe DISK = new Probe.Disk("var", "/var", EACH_SECOND);
  private static final Probe LOAD = new Probe.Load("load", 1, EACH_SECOND);

  @ParameterizedTest
  @CsvSource({
    "41.9, , 41",
    "0, , 0",
    "100, , 100", //
    "41.9, 42, 41",
    "42.0, 42, 42",
    "42.9, 42, 42",
    "43.4, 42, 42",
    "43.5, 42, 43",
    "90, 42, 90",
    "4.99, 5, 4"
  })
  void freeSpaceSinksAtOnceAndRisesWithHalfAStepToSpare(
      double percent, String before, String published) {
    assertEquals(published, Steps.attribute(DISK, percent, before));
  }

  @ParameterizedTest
  @CsvSource({
    "3, , 0",
    "79.9, , 70",
    "99.9, , 90",
    "100, , 100",
    "149, , 100",
    "270, , 250", //
    "80, 70, 80",
    "79, 80, 80",
    "75, 80, 80",
    "74.9, 80, 70",
    "4.9, 10, 0",
    "96, 100, 100",
    "94, 100, 90",
    "126, 150, 150",
    "124, 150, 100",
    "0, 300, 0"
  })
  void loadRisesAtOnceAndSinksWithHalfAStepToSpare(
      double percent, String before, String published) {
    assertEquals(published, Steps.attribute(LOAD, percent, before));
  }

  @Test
  void aLevelThatHoversAroundABoundMakesNoBeatUrgent() {
    World world = world(new Probe.Disk("var", "/var", UNDAMPENED), 42.1);

    for (int round = 0; round < 60; round++) {
      world.measurements.put("var", new Measurement.Level(round % 2 == 0 ? 41.8 : 42.3));
      world.run(Duration.ofSeconds(1));
    }

    assertEquals(
        List.of("42", "41"),
        world.beats().stream().map(b -> b.attributes().get("var")).distinct().toList());
    assertTrue(
        world.beats().stream().filter(beat -> beat.urgent()).count() <= 3,
        () -> "urgent: " + world.beats().stream().filter(beat -> beat.urgent()).toList());
  }

  @Test
  void aLevelThatSinksWithEveryRoundIsPublishedAllTheSame() {
    World world = world(DISK, 50);

    for (int round = 1; round <= 20; round++) {
      world.measurements.put("var", new Measurement.Level(50 - round));
      world.run(Duration.ofSeconds(1));
    }

    int last = Integer.parseInt(world.lastBeat().attributes().getOrDefault("var", "50"));
    assertTrue(last <= 35, () -> "30 % free, told " + last);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whatIsPublishedIsNeverBetterThanWhatIsByMoreThanAStep(long seed) {
    Random random = new Random(seed);
    for (Probe probe : List.of(DISK, LOAD)) {
      String published = null;
      double percent = 50;
      for (int i = 0; i < 1000; i++) {
        percent = Math.clamp(percent + random.nextGaussian() * 5, 0, 100);
        published = Steps.attribute(probe, percent, published);
        double worse =
            probe instanceof Probe.Disk
                ? Integer.parseInt(published) - percent
                : percent - Integer.parseInt(published);
        double bound = probe instanceof Probe.Disk ? 0 : 10;
        assertTrue(worse <= bound, "seed " + seed + ": " + percent + " told as " + published);
      }
    }
  }

  private static World world(Probe probe, double percent) {
    Plan plan =
        new Plan(
            "1", "web", "a", Plans.BEAT, Isolation.IGNORE, List.of(), List.of(probe), List.of());
    World world = new World();
    world.plan = plan;
    world.measurements.put(probe.name(), new Measurement.Level(percent));
    world.feed(new Event.PlanArrived(plan));
    world.run(Duration.ofMillis(100));
    assertEquals(Map.of("var", "" + (int) percent), world.lastBeat().attributes());
    return world;
  }
}
