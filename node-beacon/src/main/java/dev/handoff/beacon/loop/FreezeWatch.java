package dev.handoff.beacon.loop;

import dev.handoff.events.Plan;
import dev.handoff.events.spec.BeatSpec;
import dev.handoff.events.spec.Monitor;
import dev.handoff.events.spec.Probe;
import dev.handoff.events.spec.Service;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * Notices that the beacon itself was frozen (stopped, suspended, starved): it is woken much later
 * than it asked to be. What seemed to last in that time says nothing about anybody else.
 *
 * <p>It asks to be woken every quarter of the shortest timeout that it measures, and takes half of
 * it as proof, so that no freeze that is long enough to make somebody look late goes unnoticed.
 */
final class FreezeWatch {

  /** Below this, lateness is nothing but a busy machine. */
  static final Duration SHORTEST = Duration.ofMillis(200);

  private long limit = limit(BeatSpec.DEFAULT.timeout());
  private long expected;

  FreezeWatch(long now) {
    expected = now;
  }

  void follow(Plan plan) {
    Stream<Duration> monitors =
        plan.groups().stream()
            .flatMap(group -> group.services().stream())
            .map(Service::monitors)
            .flatMap(list -> list.stream().map(Monitor::timeout));
    Stream<Duration> probes = plan.probes().stream().map(Probe::timing).map(Probe.Timing::timeout);
    limit =
        limit(
            Stream.concat(Stream.concat(monitors, probes), Stream.of(plan.beat().timeout()))
                .min(Duration::compareTo)
                .orElse(plan.beat().timeout()));
  }

  /** How much later than asked for the beacon wakes, if that is too late; zero: it is in time. */
  long frozenFor(long now) {
    long late = now - expected;
    return late > limit ? late : 0;
  }

  /**
   * Plans the next wake-up.
   *
   * @param wanted when there is something to do
   * @return when to wake, which may be earlier
   */
  long expect(long wanted, long now) {
    expected = Math.min(wanted, Nanos.after(now, limit / 2));
    return expected;
  }

  private static long limit(Duration timeout) {
    return Math.max(Nanos.of(timeout) / 2, Nanos.of(SHORTEST));
  }
}
