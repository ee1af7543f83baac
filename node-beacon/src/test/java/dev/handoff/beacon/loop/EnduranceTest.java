package dev.handoff.beacon.loop;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.beacon.Plans;
import dev.handoff.events.spec.Monitor.Check;
import dev.handoff.events.spec.Service;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A day of virtual time: a beacon that runs for years must not keep what has passed. */
class EnduranceTest {

  private static final int HOURS = 24;

  /** By then everything has happened once. */
  private static final int WARM = 2;

  /** A field here and there may be filled later; what is kept of every beat or check is more. */
  private static final long TOLERANCE = 256 * 1024;

  @Test
  void aDayOfBeatsChecksAndFailuresLeavesNothingBehind() {
    Service web = Plans.process("web", List.of("/bin/web"), Plans.monitor(new Check.Own()));
    Service port =
        Plans.process("port", List.of("/bin/port"), Plans.monitor(new Check.Tcp("127.0.0.1", 80)));
    World world = World.active(Plans.of("1", 1_000_000, web, port));
    long before = 0;
    for (int hour = 1; hour <= HOURS; hour++) {
      world.run(Duration.ofMinutes(20));
      world.crash("web");
      world.run(Duration.ofMinutes(20));
      world.storeAway = true;
      world.run(Duration.ofSeconds(30));
      world.storeAway = false;
      world.run(Duration.ofMinutes(19).plusSeconds(30));
      assertTrue(world.service("web").runs, "web runs again after hour " + hour);
      world.done.clear();
      if (hour == WARM) {
        before = used();
      }
    }
    long grown = used() - before;
    assertTrue(grown < TOLERANCE, () -> "the heap grew by " + grown + " bytes");
  }

  private static long used() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }
}
