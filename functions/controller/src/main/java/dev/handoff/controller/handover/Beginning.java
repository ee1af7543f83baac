package dev.handoff.controller.handover;

import dev.handoff.controller.liveness.Verdict;
import dev.handoff.controller.record.Assignment;
import dev.handoff.controller.record.Phase;
import dev.handoff.controller.record.Phase.Handover;
import dev.handoff.events.Cause;
import dev.handoff.events.Happening;
import dev.handoff.events.Hold;
import dev.handoff.events.MissedBeat;
import dev.handoff.events.spec.Fencing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The first step of a handover: whether it may begin now, and in which phase. */
final class Beginning {

  /** What a node is given beyond its own timeouts, for beats and calls on their way. */
  static final Duration GRACE = Duration.ofSeconds(2);

  private Beginning() {}

  /**
   * Begins a handover.
   *
   * @param to the new owner; null: the group is to be stopped
   */
  static Step of(Situation s, @Nullable String to, Cause cause) {
    if (to == null && s.assignment().owner() == null && !s.isOutdated()) {
      return new Step.Keep(s.assignment());
    }
    if (to != null && !s.verdict(to).maybeGiven()) {
      return s.verdict(to) instanceof Verdict.Suspect suspect
          ? new Step.Await(s.assignment(), suspect.lookAgain())
          : new Step.Keep(s.assignment());
    }
    if (s.isOutdatedAndBlind()) {
      return new Step.Keep(s.assignment()); // Who runs it at present must be known first.
    }
    List<Instant> recent = recentMoves(s);
    if (countsAsMove(to, s, cause) && recent.size() >= s.cluster().limits().maxMoves()) {
      Instant until = recent.getFirst().plus(s.cluster().limits().window());
      return Handovers.hold(s, new Hold.Parked(recent.size(), until));
    }
    String from = runner(s, to);
    if (countsAsMove(to, s, cause)) {
      recent.add(s.now());
    }
    Assignment next =
        new Assignment(
            s.nextEpoch(),
            to,
            to == null ? null : s.beat(to).orElseThrow().boot(),
            s.assignment().phase(),
            s.assignment().lateUntil(),
            recent,
            null,
            to == null ? List.of() : s.choice().stopped(),
            s.assignment().unasked());
    Handover handover =
        new Handover(Objects.equals(from, to) ? null : from, cause, s.now(), detect(s));
    return begun(s, next, handover);
  }

  private static Step begun(Situation s, Assignment next, Handover handover) {
    Happening told =
        new Happening.HandoverBegun(
            s.group().name(), handover.from(), next.owner(), next.epoch(), handover.cause());
    if (mustRelease(s, handover)) {
      return new Step.Advance(next.in(releasing(s, handover)), told);
    }
    if (next.owner() == null) {
      return new Step.Advance(
          next.in(new Phase.Stopped(s.choice().reasons())),
          told,
          new Happening.GroupStopped(
              s.group().name(), next.epoch(), handover.cause(), s.choice().reasons()));
    }
    return switch (Handovers.move(s, next, handover, null)) {
      case Step.Move move -> new Step.Move(move.next(), List.of(told));
      case Step.Await later -> new Step.Advance(later.next(), told);
      case Step.Expect later -> new Step.Advance(later.next(), told);
      case Step.Advance advance -> {
        List<Happening> all = new ArrayList<>(List.of(told));
        all.addAll(advance.told());
        yield new Step.Advance(advance.next(), all);
      }
      case Step other -> throw new IllegalStateException("a move cannot begin with " + other);
    };
  }

  /** The old owner has the time that its stops may take, and two beats to say so. */
  static Phase.Releasing releasing(Situation s, Handover handover) {
    Duration patience =
        s.group().stopTime().plus(s.cluster().beat().interval().multipliedBy(2)).plus(GRACE);
    return new Phase.Releasing(handover, s.now().plus(patience));
  }

  private static boolean mustRelease(Situation s, Handover handover) {
    String from = handover.from();
    if (from == null || s.hasStopped(from)) {
      return false;
    }
    return !s.isGone(from) || s.cluster().fence() == Fencing.STOP;
  }

  /** The node that may still run the group. */
  private static @Nullable String runner(Situation s, @Nullable String to) {
    Assignment now = s.assignment();
    String known =
        switch (now.phase()) {
          case Phase.Stopped _ -> null;
          case Phase.Releasing releasing -> releasing.handover().from();
          case Phase.Moving _, Phase.Starting _, Phase.Settled _, Phase.Stranded _ -> now.owner();
        };
    if (known == null) {
      return s.runnerBeside(to);
    }
    String stray = known.equals(to) || s.isReleased(known) ? s.runnerBeside(to) : null;
    if (stray != null) {
      return stray;
    }
    Handover underWay = now.phase().handoverUnderWay();
    String former = underWay == null ? null : underWay.from();
    return known.equals(to) && s.goesByOlderOrders(former) ? former : known;
  }

  /** Moves that a person has asked for, and starts of what ran nowhere, are no flapping. */
  private static boolean countsAsMove(@Nullable String to, Situation s, Cause cause) {
    return to != null
        && s.assignment().owner() != null
        && !to.equals(s.assignment().owner())
        && !(cause instanceof Cause.Operator)
        && !(cause instanceof Cause.NodeStandby);
  }

  private static List<Instant> recentMoves(Situation s) {
    Instant since = s.now().minus(s.cluster().limits().window());
    return new ArrayList<>(
        s.assignment().moves().stream().filter(move -> move.isAfter(since)).toList());
  }

  /** How long the trouble had lasted, as far as it can be known. */
  private static Duration detect(Situation s) {
    return switch (s.verdict(s.assignment().owner())) {
      case Verdict.Silent silent -> silent.silentFor();
      case Verdict.Alive alive -> sensible(Duration.between(alive.beat().sent(), s.now()));
      case Verdict.Left left -> sensible(Duration.between(left.beat().sent(), s.now()));
      case Verdict.Suspect _, Verdict.NeverHeard _, Verdict.Unreadable _ -> Duration.ZERO;
    };
  }

  /** Nothing at all where the node's clock cannot be right. */
  private static Duration sensible(Duration duration) {
    boolean absurd = duration.isNegative() || duration.compareTo(MissedBeat.LONGEST) > 0;
    return absurd ? Duration.ZERO : duration;
  }
}
