package dev.handoff.controller.placement;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Plays the steps of a transition in their order. A step that waits for one that never happens, or
 * in a circle, does not happen.
 */
final class Execution {

  private final Board board;
  private final Steps steps;
  private final int[] chosen;

  private Execution(Board board, Steps steps, int[] chosen) {
    this.board = board;
    this.steps = steps;
    this.chosen = chosen;
  }

  /** Which steps happen. */
  static boolean[] of(Board board, Steps steps, List<Ordering> orderings, int[] chosen) {
    return new Execution(board, steps, chosen).play(orderings);
  }

  private boolean[] play(List<Ordering> orderings) {
    int count = steps.count();
    int[] waiting = new int[count];
    List<List<Ordering>> after = new ArrayList<>(count);
    for (int step = 0; step < count; step++) {
      after.add(new ArrayList<>(2));
    }
    for (Ordering ordering : orderings) {
      if (isWaitedFor(ordering)) {
        waiting[ordering.then()]++;
        after.get(ordering.first()).add(ordering);
      }
    }
    boolean[] happens = new boolean[count];
    ArrayDeque<Integer> next = new ArrayDeque<>();
    for (int step = 0; step < count; step++) {
      if (waiting[step] == 0 && isInGraph(step)) {
        next.add(step);
      }
    }
    while (!next.isEmpty()) {
      int step = next.poll();
      happens[step] = true;
      for (Ordering ordering : after.get(step)) {
        if (--waiting[ordering.then()] == 0 && isInGraph(ordering.then())) {
          next.add(ordering.then());
        }
      }
    }
    return happens;
  }

  private boolean isInGraph(int step) {
    return steps.exists[step]
        && steps.isRunnable(step)
        && (steps.isRequired(step) || steps.isShown(step))
        && (steps.isOfGroup(step) || board.managed[steps.member(step)]);
  }

  private boolean isWaitedFor(Ordering ordering) {
    int first = ordering.first();
    if (!steps.isRunnable(first) && !ordering.isConsequential()) {
      return false;
    }
    if (ordering.kind() == Ordering.APART && !meet(first, ordering.then())) {
      return false;
    }
    return steps.isRequired(first) || steps.isShown(first);
  }

  /** Whether two steps are on one node; a group's moments are nowhere and everywhere. */
  private boolean meet(int first, int then) {
    if (steps.isOfGroup(first) || steps.isOfGroup(then)) {
      return true;
    }
    return nodeOf(first) == nodeOf(then);
  }

  private int nodeOf(int step) {
    int member = steps.member(step);
    return steps.isStart(step) ? chosen[member] : board.current[member];
  }
}
