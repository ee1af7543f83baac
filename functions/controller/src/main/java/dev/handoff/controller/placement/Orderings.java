package dev.handoff.controller.placement;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All orderings of a transition: those wished for, and those within resources and groups. */
final class Orderings {

  private final Board board;
  private final Links links;
  private final Steps steps;
  private final List<Ordering> all = new ArrayList<>();
  private final Map<Long, Integer> kinds = new HashMap<>();

  private Orderings(Board board, Links links, Steps steps) {
    this.board = board;
    this.links = links;
    this.steps = steps;
  }

  static List<Ordering> of(Board board, Links links, Steps steps) {
    Orderings orderings = new Orderings(board, links, steps);
    orderings.wishes();
    for (int unit = 0; unit < board.unitCount(); unit++) {
      if (board.unit(unit).group()) {
        orderings.withinGroup(unit);
      } else {
        orderings.withinMember(board.firstOf[unit]);
      }
    }
    return orderings.all;
  }

  private void wishes() {
    for (Wish wish : board.problem.wishes()) {
      if (wish instanceof Wish.Order order) {
        int first = board.ends.indexOf(order.first());
        int then = board.ends.indexOf(order.then());
        if (first >= 0 && then >= 0) {
          order(first, then, order);
        }
      }
    }
    for (Link link : links.apart()) {
      add(stopped(link.dependent()), start(link.primary()), Ordering.APART);
      add(stopped(link.primary()), start(link.dependent()), Ordering.APART);
    }
  }

  private void order(int first, int then, Wish.Order order) {
    int forth = Ordering.IN_TURN;
    int back = Ordering.IN_TURN;
    if (order.mandatory()) {
      back |= Ordering.IMPLIES_FIRST;
      forth |=
          order.symmetrical()
              ? Ordering.IMPLIES_THEN | Ordering.RUNNABLE_LEFT
              : Ordering.ASYMMETRICAL;
    }
    add(started(first), start(then), forth);
    if (order.symmetrical()) {
      add(stopped(then), stop(first), back);
    }
  }

  private int start(int end) {
    return board.isGroup(end) ? steps.groupStart(end - board.memberCount) : Steps.start(end);
  }

  private int started(int end) {
    return board.isGroup(end) ? steps.groupStarted(end - board.memberCount) : Steps.start(end);
  }

  private int stop(int end) {
    return board.isGroup(end) ? steps.groupStop(end - board.memberCount) : Steps.stop(end);
  }

  private int stopped(int end) {
    return board.isGroup(end) ? steps.groupStopped(end - board.memberCount) : Steps.stop(end);
  }

  private void withinMember(int member) {
    if (board.managed[member]) {
      add(
          Steps.stop(member),
          Steps.start(member),
          Ordering.IN_TURN | Ordering.IMPLIES_THEN | Ordering.RESTART);
    }
  }

  private void withinGroup(int unit) {
    int start = steps.groupStart(unit);
    int started = steps.groupStarted(unit);
    int stop = steps.groupStop(unit);
    int stopped = steps.groupStopped(unit);
    add(stop, stopped, Ordering.RUNNABLE_LEFT);
    add(stopped, start, Ordering.IN_TURN);
    add(start, started, Ordering.RUNNABLE_LEFT);
    int first = board.firstOf[unit];
    int lastActive = -1;
    for (int member = first; member < board.firstOf[unit + 1]; member++) {
      withinMember(member);
      add(
          stop,
          Steps.stop(member),
          member == first ? Ordering.IN_TURN | Ordering.SHOWS_FIRST : Ordering.SHOWS_FIRST);
      add(
          Steps.stop(member),
          stopped,
          member == first ? Ordering.IMPLIES_THEN : Ordering.SHOWS_THEN);
      add(start, Steps.start(member), Ordering.SHOWS_FIRST);
      add(
          Steps.start(member),
          started,
          Ordering.RUNNABLE_LEFT | Ordering.IMPLIES_THEN | Ordering.SHOWS_THEN);
      if (member > first) {
        add(
            Steps.start(member - 1),
            Steps.start(member),
            Ordering.IMPLIES_THEN | Ordering.RUNNABLE_LEFT);
        add(Steps.stop(member), Steps.stop(member - 1), Ordering.IN_TURN | Ordering.RESTART);
      }
      if (board.current[member] >= 0) {
        if (lastActive >= 0 && lastActive < member - 1) {
          add(Steps.stop(member), Steps.stop(lastActive), Ordering.IN_TURN);
        }
        lastActive = member;
      }
    }
  }

  /**
   * What does not stop needs no waiting for; what does not start cannot be waited for. As in
   * Pacemaker, an ordering of two steps that shares a kind with an earlier one of the same two is
   * not added: a mandatory order after an optional one has no effect.
   */
  private void add(int first, int then, int kind) {
    if (!steps.exists[first]) {
      if (!steps.isStart(first)) {
        return;
      }
      steps.create(first, false, false);
    }
    if (steps.exists[then] && first != then) {
      long pair = (long) first * steps.count() + then;
      int known = kinds.getOrDefault(pair, 0);
      if ((known & kind) == 0) {
        kinds.put(pair, known | kind);
        all.add(new Ordering(first, then, kind));
      }
    }
  }
}
