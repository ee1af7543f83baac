package dev.handoff.simulation.replay;

import dev.handoff.simulation.port.Cloud;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The clock of a world beside that of the journal. Where a quiet time is left out, or the world is
 * waited for, the two are set anew.
 */
final class Calendar {

  /** Moments of the world, in nanoseconds since it began, and of the journal. */
  private final NavigableMap<Long, Instant> settings = new TreeMap<>();

  /** Sets the clocks for the first time. */
  Calendar(Instant beginning) {
    settings.put(0L, beginning);
  }

  /** Sets the clocks: this moment of the world is that one of the journal. */
  void set(long world, Instant recorded) {
    settings.put(world, recorded);
  }

  /** What the world's clock is behind that of the journal at its beginning. */
  Duration shift() {
    return Duration.between(Cloud.BEGINNING, settings.firstEntry().getValue());
  }

  /** When a moment of the journal comes, as the clocks are set now; nanoseconds of the world. */
  long world(Instant recorded) {
    Map.Entry<Long, Instant> last = settings.lastEntry();
    return Math.max(0, last.getKey() + Duration.between(last.getValue(), recorded).toNanos());
  }

  /** The moment of the journal at a moment of the world; it never goes back. */
  Instant recorded(Instant world) {
    long nanos = Duration.between(Cloud.BEGINNING, world).toNanos();
    Map.Entry<Long, Instant> setting = settings.floorEntry(Math.max(0, nanos));
    Instant recorded = setting.getValue().plusNanos(nanos - setting.getKey());
    Map.Entry<Long, Instant> next = settings.higherEntry(setting.getKey());
    return next == null || recorded.isBefore(next.getValue())
        ? recorded
        : next.getValue().minusNanos(1);
  }
}
