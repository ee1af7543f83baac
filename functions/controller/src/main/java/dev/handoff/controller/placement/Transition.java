package dev.handoff.controller.placement;

import dev.handoff.controller.placement.Member.Failure;
import dev.handoff.controller.placement.Member.Reaction;
import dev.handoff.controller.placement.Policy.Quorum;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * What becomes of the chosen nodes once order is considered: a resource whose predecessor will not
 * run stops, one that cannot stop blocks those before it, nothing starts without quorum.
 *
 * <p>Scores are never changed by this.
 */
final class Transition {

  private static final int IMPLIES_THEN = 1;
  private static final int IMPLIES_FIRST = 2;
  private static final int RUNNABLE_LEFT = 4;
  private static final int RESTART = 8;
  private static final int ASYMMETRICAL = 16;

  private record Ordering(int first, int then, int kind) {}

  private final Board board;
  private final Links links;
  private final int[] chosen;
  private final Steps steps;
  private final List<Ordering> orderings = new ArrayList<>();
  private final List<List<Ordering>> touching = new ArrayList<>();
  private final ArrayDeque<Integer> changed = new ArrayDeque<>();

  private Transition(Board board, Links links, int[] chosen) {
    this.board = board;
    this.links = links;
    this.chosen = chosen;
    this.steps = new Steps(board);
    for (int i = 0; i < steps.count(); i++) {
      touching.add(new ArrayList<>(4));
    }
  }

  /** Whether anything could come out differently from what was chosen. */
  static boolean matters(Board board) {
    if (board.problem.policy().quorum() != Quorum.HELD) {
      return true;
    }
    for (boolean managed : board.managed) {
      if (!managed) {
        return true;
      }
    }
    for (Wish wish : board.problem.wishes()) {
      if (wish instanceof Wish.Order order && order.mandatory()) {
        return true;
      }
    }
    return false;
  }

  /** The node of each member when all is done, -1 for none. */
  static int[] of(Board board, Links links, int[] chosen) {
    Transition transition = new Transition(board, links, chosen);
    for (int member = 0; member < board.memberCount; member++) {
      transition.plan(member);
    }
    transition.orders();
    for (int unit = 0; unit < board.unitCount(); unit++) {
      transition.withinUnit(unit);
    }
    transition.settle();
    int[] result = new int[board.memberCount];
    for (int member = 0; member < board.memberCount; member++) {
      result[member] = transition.outcome(member);
    }
    return result;
  }

  private int outcome(int member) {
    if (!board.managed[member]) {
      return board.current[member];
    }
    if (steps.happens(Steps.start(member))) {
      return chosen[member];
    }
    return steps.happens(Steps.stop(member)) ? -1 : board.current[member];
  }

  private void plan(int member) {
    int current = board.current[member];
    boolean active = current >= 0;
    boolean managed = board.managed[member];
    boolean runs = managed ? chosen[member] >= 0 : active;
    Quorum quorum = board.problem.policy().quorum();
    if (quorum == Quorum.LOST_FREEZE && !active) {
      runs = false;
    }
    boolean anew = active && runs && (chosen[member] != current || isToRecover(member));
    if (active) {
      steps.create(Steps.stop(member), managed && (!runs || anew), managed);
    }
    if (runs && !(active && board.blocked[member])) {
      boolean runnable = quorum != Quorum.LOST_STOP;
      steps.create(Steps.start(member), runnable && (!active || anew), runnable);
    }
  }

  private boolean isToRecover(int member) {
    for (Failure failure : board.members[member].observed().failures()) {
      if (board.nodes.indexOf(failure.node()) == board.current[member]
          && (failure.reaction() == Reaction.RECOVER
              || failure.reaction() == Reaction.STOP
              || failure.reaction() == Reaction.STANDBY
              || failure.reaction() == Reaction.BAN)) {
        return true;
      }
    }
    return false;
  }

  private void orders() {
    for (Wish wish : board.problem.wishes()) {
      if (wish instanceof Wish.Order order && order.mandatory()) {
        int first = board.ends.indexOf(order.first());
        int then = board.ends.indexOf(order.then());
        if (first >= 0 && then >= 0) {
          order(first, then, order.symmetrical());
        }
      }
    }
  }

  private void order(int first, int then, boolean symmetrical) {
    int firstStarted =
        board.isGroup(first) ? steps.groupStarted(first - board.memberCount) : Steps.start(first);
    int thenStart =
        board.isGroup(then) ? steps.groupStart(then - board.memberCount) : Steps.start(then);
    add(firstStarted, thenStart, symmetrical ? IMPLIES_THEN | RUNNABLE_LEFT : ASYMMETRICAL);
    if (symmetrical) {
      int thenStopped =
          board.isGroup(then) ? steps.groupStopped(then - board.memberCount) : Steps.stop(then);
      int firstStop =
          board.isGroup(first) ? steps.groupStop(first - board.memberCount) : Steps.stop(first);
      add(thenStopped, firstStop, IMPLIES_FIRST);
    }
  }

  private void withinUnit(int unit) {
    boolean group = board.unit(unit).group();
    if (group) {
      add(steps.groupStop(unit), steps.groupStopped(unit), RUNNABLE_LEFT);
      add(steps.groupStart(unit), steps.groupStarted(unit), RUNNABLE_LEFT);
    }
    int first = board.firstOf[unit];
    for (int member = first; member < board.firstOf[unit + 1]; member++) {
      if (board.managed[member]) {
        add(Steps.stop(member), Steps.start(member), IMPLIES_THEN | RESTART);
      }
      if (group) {
        if (member == first) {
          add(Steps.stop(member), steps.groupStopped(unit), IMPLIES_THEN);
        }
        add(Steps.start(member), steps.groupStarted(unit), RUNNABLE_LEFT | IMPLIES_THEN);
      }
      if (member > first) {
        add(Steps.start(member - 1), Steps.start(member), IMPLIES_THEN | RUNNABLE_LEFT);
        add(Steps.stop(member), Steps.stop(member - 1), RESTART);
      }
    }
  }

  /** What does not stop needs no waiting for; what does not start cannot be waited for. */
  private void add(int first, int then, int kind) {
    if (!steps.exists[first]) {
      if (!steps.isStart(first) || first + 1 == then) {
        return;
      }
      steps.create(first, false, false);
    }
    if (!steps.exists[then]) {
      return;
    }
    Ordering ordering = new Ordering(first, then, kind);
    orderings.add(ordering);
    touching.get(first).add(ordering);
    touching.get(then).add(ordering);
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
    if (has(ordering, IMPLIES_THEN) && required) {
      require(then);
    }
    if (has(ordering, RESTART)) {
      restart(first, then);
    }
    if (has(ordering, RUNNABLE_LEFT) && !runnable) {
      forbid(then);
    }
    if (has(ordering, ASYMMETRICAL) && !steps.isRunnable(first)) {
      afterUnrunnable(then);
    }
    if (has(ordering, IMPLIES_THEN | IMPLIES_FIRST | RESTART) && isStuck(first)) {
      forbid(then);
    }
  }

  private static boolean has(Ordering ordering, int kinds) {
    return (ordering.kind() & kinds) != 0;
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
      forbid(then);
    }
  }

  /** An asymmetrical order does not touch what is already where it should be. */
  private void afterUnrunnable(int then) {
    for (int step : parts(then)) {
      int member = steps.member(step);
      boolean inPlace =
          board.current[member] >= 0
              && !steps.isRequired(step)
              && board.activeOn[member] == 1
              && chosen[member] == board.current[member];
      if (!inPlace) {
        require(step);
        forbid(step);
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
    return java.util.Arrays.copyOf(parts, count);
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

  private void forbid(int step) {
    if (steps.forbid(step)) {
      note(step);
      if (!steps.isOfGroup(step) && steps.isStart(step)) {
        blockFollowers(steps.member(step));
      }
    }
    if (steps.isOfGroup(step) && steps.isShared(step)) {
      for (int part : parts(step)) {
        forbid(part);
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
            forbid(Steps.start(i));
          }
        }
      }
    }
  }
}
