package dev.handoff.controller.placement;

import java.util.Arrays;

/**
 * The steps of a transition: a stop and a start for each member, and for each group the four
 * moments that others can be ordered by. A step that nothing asks for is optional; one that cannot
 * be carried out is not runnable. During a transition steps only become required, and only cease to
 * be runnable.
 */
final class Steps {

  private final Board board;

  /** There is such a step at all. */
  final boolean[] exists;

  private final boolean[] required;
  private final boolean[] runnable;
  private final boolean[] shown;

  Steps(Board board) {
    this.board = board;
    int count = 2 * board.memberCount + 4 * board.unitCount();
    exists = new boolean[count];
    required = new boolean[count];
    runnable = new boolean[count];
    shown = new boolean[count];
    Arrays.fill(runnable, true);
    Arrays.fill(exists, 2 * board.memberCount, count, true);
  }

  int count() {
    return exists.length;
  }

  static int stop(int member) {
    return 2 * member;
  }

  static int start(int member) {
    return 2 * member + 1;
  }

  int groupStart(int unit) {
    return 2 * board.memberCount + 4 * unit;
  }

  int groupStarted(int unit) {
    return groupStart(unit) + 1;
  }

  int groupStop(int unit) {
    return groupStart(unit) + 2;
  }

  int groupStopped(int unit) {
    return groupStart(unit) + 3;
  }

  boolean isOfGroup(int step) {
    return step >= 2 * board.memberCount;
  }

  /** The member of a step that is not a group's. */
  int member(int step) {
    return step / 2;
  }

  int unit(int step) {
    return isOfGroup(step) ? (step - 2 * board.memberCount) / 4 : board.unitOf[member(step)];
  }

  boolean isStart(int step) {
    return isOfGroup(step) ? (step - 2 * board.memberCount) % 4 < 2 : step % 2 == 1;
  }

  /** Whether the step is one that a group's members have as well, and not a moment after it. */
  boolean isShared(int step) {
    return (step - 2 * board.memberCount) % 2 == 0;
  }

  /** The member's step that makes up the group's. */
  int part(int groupStep, int member) {
    return isStart(groupStep) ? start(member) : stop(member);
  }

  void create(int step, boolean isRequired, boolean isRunnable) {
    exists[step] = true;
    required[step] = isRequired;
    runnable[step] = isRunnable;
  }

  boolean isRequired(int step) {
    return required[step];
  }

  boolean isRunnable(int step) {
    return runnable[step];
  }

  /** Makes an optional step part of the graph, as a moment that others wait for. */
  void show(int step) {
    shown[step] = true;
  }

  boolean isShown(int step) {
    return shown[step];
  }

  /** True when it was optional before. */
  boolean require(int step) {
    boolean changes = !required[step];
    required[step] = true;
    return changes;
  }

  /** True when it was runnable before. */
  boolean forbid(int step) {
    boolean changes = runnable[step];
    runnable[step] = false;
    return changes;
  }

  /** Whether others see the step as required: a group's is as soon as one of its members' is. */
  boolean countsAsRequired(int step) {
    if (!isOfGroup(step)) {
      return required[step];
    }
    int unit = unit(step);
    for (int member = board.firstOf[unit]; member < board.firstOf[unit + 1]; member++) {
      int part = part(step, member);
      if (exists[part] && required[part]) {
        required[step] = true;
        return true;
      }
    }
    return false;
  }

  /** Whether others see the step as runnable: a group has started only when all its members can. */
  boolean countsAsRunnable(int step) {
    if (!isOfGroup(step)) {
      return runnable[step];
    }
    int unit = unit(step);
    for (int member = board.firstOf[unit]; member < board.firstOf[unit + 1]; member++) {
      int part = part(step, member);
      if (exists[part] ? !isShared(step) && !runnable[part] : isStart(step)) {
        runnable[step] = false;
        return false;
      }
    }
    return true;
  }
}
