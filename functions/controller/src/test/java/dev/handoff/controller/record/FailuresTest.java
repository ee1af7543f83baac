package dev.handoff.controller.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handoff.events.ResourceReport;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FailuresTest {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @Test
  void aRepeatedBeatCountsOnce() {
    Failures once = Failures.NONE.reporting(1, NOON);

    assertEquals(once, once.reporting(1, NOON.plusSeconds(60)));
    assertEquals(1, once.count());
  }

  @Test
  void forgivenFailuresDoNotCountAgain() {
    Failures cleaned = Failures.NONE.reporting(3, NOON).forgive();

    assertEquals(0, cleaned.count());
    assertEquals(1, cleaned.reporting(4, NOON).count());
  }

  @Test
  void aRebootedNodeStartsFromZero() {
    Failures afterBoot = Failures.NONE.reporting(3, NOON).forgive().reporting(1, NOON);

    assertEquals(1, afterBoot.count());
  }

  @Test
  void aFailedStartCountsAsInfinity() {
    Failures failed = Failures.NONE.reporting(ResourceReport.FATAL + 2, NOON);

    assertEquals(1_000_000, failed.count());
  }
}
