package dev.handoff.beacon.transport;

import dev.handoff.events.Beat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Beats of node {@code a}. */
public final class Beats {

  private Beats() {}

  public static Beat beat(long sequence, boolean urgent) {
    return beat(sequence, urgent, false);
  }

  /** The last one of a node that leaves. */
  public static Beat leaving(long sequence) {
    return beat(sequence, true, true);
  }

  private static Beat beat(long sequence, boolean urgent, boolean leaving) {
    return new Beat(
        "web",
        "a",
        "boot",
        sequence,
        Duration.ofSeconds(sequence),
        Instant.EPOCH,
        urgent,
        leaving,
        "v1",
        List.of(),
        List.of(),
        Map.of(),
        List.of());
  }
}
