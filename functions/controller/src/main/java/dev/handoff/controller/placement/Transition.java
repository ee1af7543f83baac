package dev.handoff.controller.placement;

import dev.handoff.controller.placement.Candidate.Availability;
import dev.handoff.controller.placement.Member.Failure;
import dev.handoff.controller.placement.Member.Reaction;
import dev.handoff.controller.placement.Policy.Quorum;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What becomes of the chosen nodes once order is considered: a resource whose predecessor will not
 * run stops, one that cannot stop blocks those before it, nothing starts without quorum.
 *
 * <p>Scores are never changed by this.
 */
final class Transition {

  private final Board board;
  private final Links links;
  private final int[] chosen;
  private final Steps steps;
  private final List<Ordering> orderings;
  private final List<List<Ordering>> touching = new ArrayList<>();
  private final ArrayDeque<Integer> changed = new ArrayDeque<>();

  /** For each step that cannot be taken, the step whose fault it is. */
  private final int[] obstacle;

  Transition(Board board, Links links, int[] chosen) {
    this.board = board;
    this.links = links;
    this.chosen = chosen;
    this.steps = new Steps(board);
    for (int member = 0; member < board.memberCount; member++) {
      plan(member);
    }
    this.orderings = Orderings.of(board, links, steps);
    for (int step = 0; step < steps.count(); step++) {
      touching.add(new ArrayList<>(4));
    }
    for (Ordering ordering : orderings) {
      touching.get(ordering.first()).add(ordering);
      touching.get(ordering.then()).add(ordering);
    }
    this.obstacle = new int[steps.count()];
    Arrays.fill(obstacle, -1);
    settle();
  }

  /** Whether anything could come out differently from what was chosen. */
  static boolean matters(Board board, int[] chosen) {
    if (board.problem.policy().quorum() != Quorum.HELD) {
      return true;
    }
    for (int member = 0; member < board.memberCount; member++) {
      boolean gap =
          member > 0
              && board.unitOf[member] == board.unitOf[member - 1]
              && chosen[member] >= 0
              && chosen[member - 1] < 0;
      if (gap || !board.managed[member]) {
        return true;
      }
    }
    for (Wish wish : board.problem.wishes()) {
      if (wish instanceof Wish.Order) {
        return true;
      }
    }
    return false;
  }

  /** The node of each member when all is done, -1 for none. */
  int[] outcome() {
    boolean[] happens = Execution.of(board, steps, orderings, chosen);
    int[] result = new int[board.memberCount];
    for (int member = 0; member < board.memberCount; member++) {
      result[member] =
          happens[Steps.start(member)]
              ? chosen[member]
              : happens[Steps.stop(member)] ? -1 : board.current[member];
    }
    return result;
  }

  /** The member that keeps another from starting, or -1: it is itself that cannot, or nobody. */
  int obstacle(int member) {
    int step = obstacle[Steps.start(member)];
    if (step >= 0 && steps.isOfGroup(step)) {
      int unit = steps.unit(step);
      for (int i = board.firstOf[unit]; i < board.firstOf[unit + 1]; i++) {
        int part = Steps.start(i);
        if (!steps.exists[part] || !steps.isRunnable(part)) {
          return i;
        }
      }
    }
    return step < 0 || steps.isOfGroup(step) ? -1 : steps.member(step);
  }

  private void plan(int member) {
    int current = board.current[member];
    boolean active = current >= 0;
    boolean managed = board.managed[member];
    boolean runs = managed ? chosen[member] >= 0 : active;
    boolean anew = active && runs && (chosen[member] != current || isToRecover(member));
    if (active) {
      steps.create(Steps.stop(member), managed && (!runs || anew), managed);
    }
    if (runs && !(active && board.blocked[member])) {
      Quorum quorum = board.problem.policy().quorum();
      boolean runnable =
          quorum == Quorum.HELD || (quorum == Quorum.LOST_FREEZE && active && !isToRestart(member));
      steps.create(Steps.start(member), runnable && (!active || anew), runnable);
    }
  }

  private boolean isToRecover(int member) {
    for (Failure failure : board.members[member].observed().failures()) {
      if (board.nodes.indexOf(failure.node()) == board.current[member]
          && isRecovered(failure.reaction(), member)) {
        return true;
      }
    }
    return false;
  }

  /** Its configuration has changed, and its node is one where that is looked at. */
  private boolean isToRestart(int member) {
    Availability there = board.availability[board.current[member]];
    if (there != Availability.ONLINE && there != Availability.MAINTENANCE) {
      return false;
    }
    for (Failure failure : board.members[member].observed().failures()) {
      if (failure.reaction() == Reaction.RESTART) {
        return true;
      }
    }
    return false;
  }

  private boolean isRecovered(Reaction reaction, int member) {
    return switch (reaction) {
      case RECOVER -> true;
      case RESTART -> board.managed[member] && isToRestart(member);
      case STOP, STANDBY, BAN -> board.managed[member];
      case IGNORE, BLOCK, STUCK -> false;
    };
  }

  private void settle() {
    for (int member = 0; member < board.memberCount; member++) {
      int start = Steps.start(member);
      if (steps.exists[start] && !steps.isRunnable(start)) {
        blockFollowers(member);
      }
    }
    for (Ordering ordering : orderings) {
      apply(ordering);
    }
    while (!changed.isEmpty()) {
      for (Ordering ordering : touching.get(changed.poll())) {
        apply(ordering);
      }
    }
  }

  private void apply(Ordering ordering) {
    int first = ordering.first();
    int then = ordering.then();
    boolean required = steps.countsAsRequired(first);
    boolean runnable = steps.countsAsRunnable(first);
    if (ordering.has(Ordering.IMPLIES_THEN) && required) {
      require(then);
    }
    if (ordering.has(Ordering.RESTART)) {
      restart(first, then);
    }
    if (ordering.has(Ordering.RUNNABLE_LEFT) && !runnable) {
      forbid(then, first);
    }
    if (ordering.has(Ordering.ASYMMETRICAL) && !steps.isRunnable(first)) {
      afterUnrunnable(first, then);
    }
    if (ordering.has(Ordering.IMPLIES_THEN | Ordering.IMPLIES_FIRST | Ordering.RESTART)
        && isStuck(first)) {
      forbidAlone(then, first);
    }
    if (ordering.has(Ordering.SHOWS_THEN) && steps.isRunnable(first) && required) {
      steps.show(then);
    }
    if (ordering.has(Ordering.SHOWS_FIRST) && steps.countsAsRequired(then)) {
      steps.show(first);
    }
  }

  /** A stop that is blocked: nothing that has to wait for it can be done. */
  private boolean isStuck(int step) {
    return !steps.isOfGroup(step)
        && !steps.isStart(step)
        && board.blocked[steps.member(step)]
        && !steps.isRunnable(step);
  }

  /**
   * Stop before start of one resource, or stop of a later member before that of an earlier one. A
   * resource that should start but cannot, stops all the same.
   */
  private void restart(int stop, int then) {
    boolean sameResource = steps.member(stop) == steps.member(then);
    boolean cannotStart =
        sameResource && !steps.isRunnable(then) && board.managed[steps.member(then)];
    if (!steps.isRequired(then) && !cannotStart) {
      return;
    }
    if (steps.isRunnable(stop) || steps.isRequired(then)) {
      require(stop);
    }
    if (steps.isRequired(stop) && !steps.isRunnable(stop)) {
      forbid(then, stop);
    }
  }

  /** An asymmetrical order does not touch what is already where it should be. */
  private void afterUnrunnable(int first, int then) {
    for (int step : parts(then)) {
      int member = steps.member(step);
      boolean inPlace =
          board.current[member] >= 0
              && !steps.isRequired(step)
              && board.activeOn[member] == 1
              && chosen[member] == board.current[member];
      if (!inPlace) {
        require(step);
        forbid(step, first);
      }
    }
  }

  private int[] parts(int step) {
    if (!steps.isOfGroup(step)) {
      return new int[] {step};
    }
    int unit = steps.unit(step);
    int[] parts = new int[board.firstOf[unit + 1] - board.firstOf[unit]];
    int count = 0;
    for (int member = board.firstOf[unit]; member < board.firstOf[unit + 1]; member++) {
      int part = steps.part(step, member);
      if (steps.exists[part]) {
        parts[count++] = part;
      }
    }
    return Arrays.copyOf(parts, count);
  }

  private void require(int step) {
    if (steps.require(step)) {
      note(step);
    }
    if (steps.isOfGroup(step) && steps.isShared(step)) {
      for (int part : parts(step)) {
        require(part);
      }
    }
  }

  /** The step alone, even if it is a group's. */
  private void forbidAlone(int step, int because) {
    if (steps.forbid(step)) {
      obstacle[step] = because;
      note(step);
      if (!steps.isOfGroup(step) && steps.isStart(step)) {
        blockFollowers(steps.member(step));
      }
    }
  }

  private void forbid(int step, int because) {
    forbidAlone(step, because);
    if (steps.isOfGroup(step) && steps.isShared(step)) {
      for (int part : parts(step)) {
        forbid(part, because);
      }
    }
  }

  private void note(int step) {
    changed.add(step);
    if (!steps.isOfGroup(step) && board.unit(steps.unit(step)).group()) {
      int unit = steps.unit(step);
      changed.add(steps.isStart(step) ? steps.groupStart(unit) : steps.groupStop(unit));
      changed.add(steps.isStart(step) ? steps.groupStarted(unit) : steps.groupStopped(unit));
    }
  }

  /** What must run with a lone resource that cannot start, cannot start either. */
  private void blockFollowers(int member) {
    if (board.unit(board.unitOf[member]).group()) {
      return;
    }
    for (Link link : links.withThis(member)) {
      if (link.mandatory()) {
        int end = link.dependent();
        for (int i = board.firstMember(end); i <= board.lastMember(end); i++) {
          if (steps.exists[Steps.start(i)]) {
            forbid(Steps.start(i), Steps.start(member));
          }
        }
      }
    }
  }
}
