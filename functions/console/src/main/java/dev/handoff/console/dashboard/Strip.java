package dev.handoff.console.dashboard;

import dev.handoff.console.status.Pulse.NodePulse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The beats of one node as they were seen to come. What came before the first look is not known,
 * and not made up.
 *
 * @param presence unseen, present, silent or left, as the controller has recorded it
 * @param latest the newest beat
 * @param quietSince when the newest beat was seen to come; before one was, the first look
 * @param ticks oldest first
 * @param booted what the observer's clock showed at the node's uptime zero, at best
 */
record Strip(
    String node,
    String presence,
    NodePulse latest,
    Instant quietSince,
    List<Tick> ticks,
    Instant booted) {

  /** How far back ticks are kept. */
  static final Duration KEPT = Duration.ofMinutes(2);

  /** So many between two looks are told apart; a beacon sends ten a second at most. */
  private static final int MOST_BETWEEN_LOOKS = 50;

  /** By so much of the time between two looks two clocks may run apart. */
  private static final int DRIFT = 1_000;

  Strip {
    ticks = List.copyOf(ticks);
  }

  /**
   * A beat.
   *
   * @param at when it came, as exactly as can be told
   * @param kind what is special about it
   */
  record Tick(Instant at, Kind kind) {}

  /** What is special about a beat. */
  enum Kind {
    ORDINARY,
    /** Something has changed. */
    URGENT,
    /** The first that was seen of a boot. */
    BOOT
  }

  /** The strip at the first look. */
  static Strip first(NodePulse node, Instant now) {
    return new Strip(node.node(), node.presence(), node, now, List.of(), now.minus(node.uptime()));
  }

  /**
   * The strip after one more look. A look comes some time after the beat that it finds; the node's
   * own monotonic clock tells how far two beats were apart. Those that were missed are spread
   * evenly.
   *
   * @param before when the last look was
   */
  Strip next(NodePulse node, Instant before, Instant now) {
    List<Tick> all = new ArrayList<>(ticks);
    boolean reboot = node.boot() != null && !node.boot().equals(latest.boot());
    boolean moved = reboot || (node.boot() != null && node.sequence() > latest.sequence());
    Instant zero = reboot ? now.minus(node.uptime()) : closer(node, before, now);
    Instant at = moved ? zero.plus(node.uptime()) : quietSince;
    if (moved) {
      long came = reboot ? 1 : Math.min(node.sequence() - latest.sequence(), MOST_BETWEEN_LOOKS);
      Duration apart = node.uptime().minus(latest.uptime()).dividedBy(came);
      for (long i = 1; i < came; i++) {
        all.add(new Tick(at.minus(apart.multipliedBy(came - i)), Kind.ORDINARY));
      }
      all.add(new Tick(at, reboot ? Kind.BOOT : node.urgent() ? Kind.URGENT : Kind.ORDINARY));
    }
    all.removeIf(tick -> tick.at().isBefore(now.minus(KEPT)));
    return new Strip(node.node(), node.presence(), node, at, all, zero);
  }

  /** The look that came soonest after its beat knows best; but clocks do not run quite alike. */
  private Instant closer(NodePulse node, Instant before, Instant now) {
    Instant seen = now.minus(node.uptime());
    Instant drifted = booted.plus(Duration.between(before, now).dividedBy(DRIFT));
    return node.sequence() > latest.sequence() && seen.isBefore(drifted) ? seen : drifted;
  }

  /** The same with only the ticks after that moment; null: all of them. */
  Strip since(@Nullable Instant moment) {
    return moment == null
        ? this
        : new Strip(
            node,
            presence,
            latest,
            quietSince,
            ticks.stream().filter(tick -> tick.at().isAfter(moment)).toList(),
            booted);
  }
}
