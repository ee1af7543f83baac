package dev.handoff.controller.handover;

import dev.handoff.controller.liveness.Verdict;
import dev.handoff.controller.port.Addresses.Moved;
import dev.handoff.controller.port.Fence.Fenced;
import dev.handoff.controller.record.Assignment;
import dev.handoff.controller.record.Phase;
import dev.handoff.controller.record.Phase.Handover;
import dev.handoff.events.Cause;
import dev.handoff.events.GroupReport.Progress;
import dev.handoff.events.Happening;
import dev.handoff.events.Hold;
import dev.handoff.events.spec.Address;
import dev.handoff.events.spec.Fencing;
import dev.handoff.events.spec.GroupSpec;
import dev.handoff.events.spec.GroupSpec.TargetRole;
import dev.handoff.events.spec.Isolation;
import dev.handoff.events.spec.Resource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The handover state machine: one step of one group. The diagram is at {@link Phase}. Every step
 * depends only on what is in the record and what was read in this evaluation, so whoever comes next
 * can go on where a dead evaluation stopped.
 */
public final class Handovers {

  /** How soon the cloud is asked again whether a move has taken effect. */
  static final Duration LOOK_AGAIN = Duration.ofMillis(300);

  private Handovers() {}

  /** The next step of a group. */
  public static Step advance(Situation read) {
    if (!read.group().isManaged()) {
      return new Step.Keep(read.assignment());
    }
    boolean underWay = read.assignment().phase() instanceof Phase.Moving;
    // While it moves the mark also keeps others from doubling the calls.
    Situation calm = underWay ? read : read.with(settledCalls(read, read.assignment()));
    Situation s = calm.with(asChosen(calm));
    if (s.isOutdated() && !(s.assignment().phase() instanceof Phase.Stopped)) {
      return renewed(s); // No node obeys a lower epoch than one that it knows.
    }
    return switch (s.assignment().phase()) {
      case Phase.Stopped _ -> stopped(s);
      case Phase.Releasing releasing -> releasing(s, releasing);
      case Phase.Moving moving -> moving(s, moving);
      case Phase.Starting starting -> starting(s, starting);
      case Phase.Settled _ -> settled(s);
      case Phase.Stranded _ -> stranded(s);
    };
  }

  /** The record was restored from a backup: it goes on under an epoch that is the highest. */
  private static Step renewed(Situation read) {
    Situation s = read.with(Newcomers.unknown(read));
    String best = s.choice().node();
    return Beginning.of(s, best, best == null ? s.choice().cause() : eligible(best));
  }

  /** What is stopped of a group may change while it is handed over, too. */
  private static Assignment asChosen(Situation s) {
    Assignment now = s.assignment();
    boolean underWay = now.phase().handoverUnderWay() != null;
    String owner = now.owner();
    return underWay && owner != null && owner.equals(s.choice().node())
        ? now.stopping(s.choice().stopped())
        : now;
  }

  private static Step stopped(Situation s) {
    String best = s.choice().node();
    if (best == null) {
      boolean unknown = s.assignment().epoch() > 0 && s.isOutdated();
      return unknown ? renewed(s) : new Step.Keep(s.assignment());
    }
    Cause cause =
        s.assignment().epoch() == 0 ? new Cause.FirstStart() : new Cause.NodeEligible(best);
    return Beginning.of(s, best, cause);
  }

  private static Step stranded(Situation s) {
    String owner = s.assignment().owner();
    String best = s.choice().node();
    if (best == null || !best.equals(owner) || rebooted(s)) {
      Cause cause = best != null && s.choice().whole() ? eligible(best) : s.choice().cause();
      return Beginning.of(s, best, cause);
    }
    List<String> stopped = s.assignment().stopped();
    if (s.choice().whole() || !s.choice().stopped().containsAll(stopped)) {
      // Under a new epoch it is known when that which starts has started.
      return Beginning.of(s, best, eligible(best));
    }
    if (!stopped.containsAll(s.choice().stopped())) {
      return incomplete(s, s.assignment());
    }
    Assignment same = s.assignment().in(new Phase.Stranded(s.choice().reasons()));
    return Drift.found(s, best).orElseGet(() -> new Step.Keep(same));
  }

  private static Cause eligible(String node) {
    return new Cause.NodeEligible(node);
  }

  /** The owner goes on with a part of the group, and people are told. */
  private static Step incomplete(Situation s, Assignment now) {
    Assignment next =
        now.stopping(s.choice().stopped()).in(new Phase.Stranded(s.choice().reasons()));
    return new Step.Advance(next, told(s, next));
  }

  private static Happening told(Situation s, Assignment incomplete) {
    GroupSpec group = s.group();
    List<String> stopped = incomplete.stopped();
    boolean wanted =
        stopped.stream().anyMatch(r -> group.options(r).targetRole() == TargetRole.STOPPED);
    return new Happening.GroupIncomplete(
        group.name(),
        Objects.requireNonNull(incomplete.owner()),
        incomplete.epoch(),
        group.resources().stream().map(Resource::name).filter(r -> !stopped.contains(r)).toList(),
        stopped,
        wanted ? new Cause.TargetRoleStopped() : new Cause.NoEligibleNode(),
        s.choice().reasons());
  }

  private static Step settled(Situation s) {
    Assignment now = s.assignment();
    String best = s.choice().node();
    if (best == null || !best.equals(now.owner()) || rebooted(s)) {
      return Beginning.of(s, best, s.choice().cause());
    }
    if (!s.choice().whole()) {
      return incomplete(s, now);
    }
    if (s.mayStart(best) && (s.strayBeside(best) != null || s.isUpBeside(best))) {
      // Nothing may start here before it has stopped there.
      return Beginning.of(s, best, eligible(best));
    }
    return Drift.found(s, best).orElseGet(() -> unparkedInTime(s));
  }

  private static Step releasing(Situation s, Phase.Releasing phase) {
    Assignment now = s.assignment();
    String to = now.owner();
    String from = phase.handover().from();
    if (to == null && s.choice().node() != null) {
      return Beginning.of(s, s.choice().node(), new Cause.NodeEligible(s.choice().node()));
    }
    if (to != null && lost(s)) {
      return Beginning.of(s, s.choice().node(), s.choice().cause());
    }
    if (from == null
        || s.isOutOfTheSpec(from)
        || s.hasStopped(from)
        || acknowledges(s, from, Progress.STANDBY)) {
      return released(s, phase.handover());
    }
    boolean gone = s.isGone(from);
    boolean late = !s.now().isBefore(phase.deadline());
    boolean stopFailed = acknowledges(s, from, Progress.STOP_FAILED);
    if (!gone && !late && !stopFailed) {
      return new Step.Expect(now);
    }
    boolean leftInOrder = gone && s.verdict(from) instanceof Verdict.Left;
    if (s.cluster().fence() == Fencing.STOP && !leftInOrder) {
      return fence(s, phase.handover(), from);
    }
    if (!gone && s.cluster().isolation().action() != Isolation.Action.IGNORE) {
      return hold(s, new Hold.StopFailed(from));
    }
    return released(s, phase.handover());
  }

  private static Step fence(Situation s, Handover handover, String from) {
    return switch (s.fences().get(from)) {
      case null -> new Step.PowerOff(s.assignment(), from);
      case Fenced.Off _ -> released(s, handover);
      case Fenced.NotYet _ -> new Step.Await(s.assignment(), LOOK_AGAIN);
      case Fenced.Refused refused -> hold(s, new Hold.FenceRefused(from, refused.detail()));
    };
  }

  private static Step released(Situation s, Handover handover) {
    Assignment now = s.assignment().held(null);
    String owner = now.owner();
    String stray = s.strayBeside(owner);
    if (owner != null && stray != null && !stray.equals(handover.from())) {
      // Somebody else runs it as well, as after a restore from a backup.
      return Beginning.of(s, owner, eligible(owner));
    }
    if (owner == null) {
      return new Step.Advance(
          now.in(new Phase.Stopped(s.choice().reasons())),
          new Happening.GroupStopped(
              s.group().name(), now.epoch(), handover.cause(), s.choice().reasons()));
    }
    String holdout = s.holdoutBeside(owner, handover.from());
    if (holdout != null && s.cluster().isolation().action() != Isolation.Action.IGNORE) {
      Handover longer =
          new Handover(holdout, handover.cause(), handover.begun(), handover.detect());
      return new Step.Advance(now.in(Beginning.releasing(s, longer)));
    }
    return move(s, now, handover, null);
  }

  /** Moves, or waits until no call of an earlier attempt can come between. */
  static Step move(Situation s, Assignment now, Handover handover, @Nullable String stuck) {
    Assignment moving = now.in(new Phase.Moving(handover, stuck));
    if (now.addresses(s.group()).isEmpty()) {
      return moved(s, moving, handover);
    }
    if (!s.verdict(now.owner()).maybeGiven()) {
      return s.verdict(now.owner()) instanceof Verdict.Suspect suspect
          ? new Step.Await(moving, suspect.lookAgain())
          : new Step.Expect(moving);
    }
    Instant late = now.lateUntil();
    if (late != null && s.now().isBefore(late)) {
      Duration left = Duration.between(s.now(), late);
      return left.compareTo(s.lateBound()) <= 0
          ? new Step.Await(moving, left)
          // Written by a clock that was wrong: from now on, no call can be later than that.
          : new Step.Await(moving.late(s.now().plus(s.lateBound())), s.lateBound());
    }
    return new Step.Move(moving.late(s.now().plus(s.lateBound())), List.of());
  }

  private static Step moving(Situation s, Phase.Moving phase) {
    Assignment now = s.assignment();
    String owner = now.owner();
    if (owner == null || lost(s)) {
      return Beginning.of(s, s.choice().node(), s.choice().cause());
    }
    if (mustWaitFirst(s, owner, phase.handover().from())) {
      return Beginning.of(s, owner, eligible(owner));
    }
    if (s.allAt(owner)) {
      return moved(s, settledCalls(s, now), phase.handover());
    }
    if (!s.mine()) {
      return move(s, now, phase.handover(), phase.stuck());
    }
    List<Happening> objections = objections(s);
    if (!objections.isEmpty()) {
      Assignment told =
          settledCalls(s, now).in(new Phase.Moving(phase.handover(), objections.toString()));
      return phase.stuck() == null ? new Step.Hold(told, objections) : new Step.Keep(told);
    }
    Instant late = now.lateUntil();
    return late == null || !s.now().isBefore(late)
        ? move(s, now, phase.handover(), phase.stuck())
        : new Step.Await(now, LOOK_AGAIN);
  }

  /**
   * Whether the owner has not begun, and somebody else runs the group, or is about to, who had been
   * passed over: a node that was silent, and is back. Where silent nodes are powered off none can
   * come back so.
   */
  private static boolean mustWaitFirst(Situation s, String owner, @Nullable String from) {
    return s.cluster().fence() == Fencing.NONE
        && s.cluster().isolation().action() != Isolation.Action.IGNORE
        && s.isDown(owner)
        && (s.holdoutBeside(owner, null) != null || s.goesByOlderOrders(from));
  }

  /** Once every call of this evaluation has had a definite answer, none can land late. */
  private static Assignment settledCalls(Situation s, Assignment now) {
    boolean definite =
        s.mine() && s.results().values().stream().noneMatch(Moved.Unknown.class::isInstance);
    return definite ? now.late(null) : now;
  }

  private static List<Happening> objections(Situation s) {
    List<Happening> told = new ArrayList<>();
    for (Address address : s.addresses()) {
      if (s.results().get(address.name()) instanceof Moved.Refused refused) {
        told.add(new Happening.AddressStuck(s.group().name(), address.shown(), refused.detail()));
      }
    }
    return told;
  }

  private static Step moved(Situation s, Assignment now, Handover handover) {
    Assignment starting = now.in(Patience.begins(s, handover));
    return isServing(s, starting)
        ? settle(s, starting, handover, s.now())
        : new Step.Advance(starting);
  }

  private static Step starting(Situation s, Phase.Starting phase) {
    Assignment now = s.assignment();
    String owner = now.owner();
    if (owner == null) {
      return Beginning.of(s, s.choice().node(), s.choice().cause());
    }
    if (lost(s)) {
      return Beginning.of(s, s.choice().node(), s.choice().cause());
    }
    if (mustWaitFirst(s, owner, phase.handover().from())) {
      return Beginning.of(s, owner, eligible(owner));
    }
    boolean blocked = s.isBlocked(owner);
    boolean failed = acknowledges(s, owner, Progress.FAILED) && !blocked;
    boolean late = Patience.isOver(s, phase) && !s.triesAgain(owner) && !blocked;
    if (failed || (late && !isServing(s, now))) {
      String detail = failed ? s.whyNotStarted(owner) : "did not report it started in time";
      return new Step.GiveUp(
          now,
          owner,
          List.of(new Happening.StartFailed(s.group().name(), owner, now.epoch(), detail)));
    }
    if (isServing(s, now)) {
      return settle(s, now, phase.handover(), phase.moved());
    }
    return Drift.found(s, owner).orElseGet(() -> Patience.goesOn(s, phase));
  }

  private static Step settle(Situation s, Assignment now, Handover handover, Instant moved) {
    String owner = Objects.requireNonNull(now.owner());
    boolean whole = now.stopped().isEmpty();
    Phase rest = whole ? new Phase.Settled() : new Phase.Stranded(s.choice().reasons());
    Assignment next = now.in(rest).held(null);
    Happening changed =
        new Happening.OwnerChanged(
            s.group().name(),
            handover.from(),
            owner,
            now.epoch(),
            handover.cause(),
            now.addresses(s.group()).stream().map(Address::shown).toList(),
            handover.detect(),
            Duration.between(handover.begun(), moved),
            Duration.between(handover.begun(), s.now()));
    return whole ? new Step.Advance(next, changed) : new Step.Advance(next, changed, told(s, next));
  }

  private static boolean isServing(Situation s, Assignment now) {
    return s.group().exclusiveServices().isEmpty() || acknowledges(s, now.owner(), Progress.ACTIVE);
  }

  private static boolean acknowledges(Situation s, @Nullable String node, Progress progress) {
    return s.progress(node).filter(progress::equals).isPresent();
  }

  /**
   * Whether the new owner cannot have the group after all: one that is gone may not have it either.
   * A better node alone is no reason.
   */
  private static boolean lost(Situation s) {
    return rebooted(s) || !s.choice().ownerAllowed();
  }

  private static boolean rebooted(Situation s) {
    String boot = s.assignment().ownerBoot();
    return boot != null
        && s.beat(s.assignment().owner()).filter(beat -> !beat.boot().equals(boot)).isPresent();
  }

  private static Step unparkedInTime(Situation s) {
    Hold hold = s.assignment().hold();
    return hold instanceof Hold.Parked parked && !s.now().isBefore(parked.until())
        ? new Step.Advance(
            s.assignment().held(null), new Happening.HoldEnded(s.group().name(), hold))
        : new Step.Keep(s.assignment());
  }

  static Step hold(Situation s, Hold hold) {
    return hold.equals(s.assignment().hold())
        ? new Step.Keep(s.assignment())
        : new Step.Hold(
            s.assignment().held(hold), List.of(new Happening.Held(s.group().name(), hold)));
  }
}
