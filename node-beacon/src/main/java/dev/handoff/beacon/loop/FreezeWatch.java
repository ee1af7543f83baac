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
 * <p>It asks to be woken every quarter of the shortest timeout that a monitor, a probe or the
 * silence of a peer is measured by, and takes half of it as proof, so that no freeze that is long
 * enough to make somebody look late goes unnoticed. Shorter ones can still make a start, a stop or
 * one run of a monitor look late: those leave every {@link Standstill} out of account by
 * themselves.
 */
final class FreezeWatch {

  private long limit = limit(BeatSpec.DEFAULT.timeout());

  /** When the beacon was last awake, and when it had asked to be awake again. */
  private long awake;

  private long expected;

  /** It was late the last time, too. */
  private boolean overslept;

  FreezeWatch(long now) {
    awake = now;
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

  /**
   * The beacon is awake. One that is late every time gets nothing but the sure part left out, so
   * that its time goes on, if slowly.
   */
  Standstill wake(long now) {
    long late = now - expected;
    long unwatched = overslept ? late : now - awake;
    overslept = late > Nanos.of(Standstill.SHORTEST);
    return new Standstill(late, unwatched);
  }

  /** Whether nothing that was being measured means anything any more. */
  boolean isFreeze(Standstill standstill) {
    return standstill.surely() > limit;
  }

  /**
   * Plans the next wake-up.
   *
   * @param wanted when there is something to do
   * @return when to wake, which may be earlier
   */
  long expect(long wanted, long now) {
    awake = now;
    expected = Math.min(wanted, Nanos.after(now, limit / 2));
    return expected;
  }

  private static long limit(Duration timeout) {
    return Math.max(Nanos.of(timeout) / 2, Nanos.of(Standstill.SHORTEST));
  }
}
