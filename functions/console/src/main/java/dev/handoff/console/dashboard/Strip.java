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
 * @param boot of the machine at the last look; null: there was no beat
 * @param sequence at the last look
 * @param quietSince when the newest beat was seen to come; before one was, the first look
 * @param ticks oldest first
 */
record Strip(
    String node,
    String presence,
    @Nullable String boot,
    long sequence,
    Instant quietSince,
    List<Tick> ticks) {

  /** How far back ticks are kept. */
  static final Duration KEPT = Duration.ofMinutes(2);

  /** So many between two looks are told apart; a beacon sends ten a second at most. */
  private static final int MOST_BETWEEN_LOOKS = 50;

  Strip {
    ticks = List.copyOf(ticks);
  }

  /**
   * A beat.
   *
   * @param at when it came, as exactly as two looks can tell
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
    return new Strip(node.node(), node.presence(), node.boot(), node.sequence(), now, List.of());
  }

  /**
   * The strip after one more look. Beats that came between two looks are spread over the time
   * between.
   *
   * @param before when the last look was
   */
  Strip next(NodePulse node, Instant before, Instant now) {
    List<Tick> all = new ArrayList<>(ticks);
    boolean booted = node.boot() != null && !node.boot().equals(boot);
    boolean moved = booted || (node.boot() != null && node.sequence() > sequence);
    if (moved) {
      long came = booted ? 1 : Math.min(node.sequence() - sequence, MOST_BETWEEN_LOOKS);
      Duration apart = Duration.between(before, now).dividedBy(came);
      for (long i = 1; i <= came; i++) {
        Instant at = now.minus(apart.multipliedBy(came - i));
        all.add(new Tick(at, i < came ? Kind.ORDINARY : kind(booted, node.urgent())));
      }
    }
    all.removeIf(tick -> tick.at().isBefore(now.minus(KEPT)));
    return new Strip(
        node.node(), node.presence(), node.boot(), node.sequence(), moved ? now : quietSince, all);
  }

  private static Kind kind(boolean booted, boolean urgent) {
    return booted ? Kind.BOOT : urgent ? Kind.URGENT : Kind.ORDINARY;
  }

  /** The same with only the ticks after that moment; null: all of them. */
  Strip since(@Nullable Instant moment) {
    return moment == null
        ? this
        : new Strip(
            node,
            presence,
            boot,
            sequence,
            quietSince,
            ticks.stream().filter(tick -> tick.at().isAfter(moment)).toList());
  }
}
