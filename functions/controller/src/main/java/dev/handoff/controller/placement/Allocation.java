package dev.handoff.controller.placement;

import dev.handoff.controller.placement.Recorder.Source;
import dev.handoff.events.spec.GroupSpec.TargetRole;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Chooses a node for each resource: units by priority, then by definition; a group's members in
 * order; the primary of a colocation before its dependents.
 */
final class Allocation {

  private final Board board;
  private final Links links;
  private final Pull pull;

  /** The chosen node, or -1. */
  private final int[] node;

  /** Ends that are not decided yet. */
  private final boolean[] open;

  private final boolean[] underWay;

  /** How many resources this pass has given to each node. */
  private final int[] load;

  private Allocation(Board board, Links links) {
    this.board = board;
    this.links = links;
    this.pull = new Pull(board, links);
    int ends = board.memberCount + board.unitCount();
    node = new int[board.memberCount];
    open = new boolean[ends];
    underWay = new boolean[ends];
    load = new int[board.nodeCount];
    Arrays.fill(open, true);
    Arrays.fill(node, -1);
  }

  /** The chosen node of each member, or -1. */
  static int[] of(Board board, Links links) {
    Allocation allocation = new Allocation(board, links);
    for (int unit : allocation.inOrder()) {
      allocation.assign(board.unit(unit).group() ? board.memberCount + unit : board.firstOf[unit]);
    }
    return allocation.node;
  }

  private int[] inOrder() {
    int count = board.unitCount();
    int[] order = new int[count];
    boolean sorted = true;
    for (int unit = 0; unit < count; unit++) {
      order[unit] = unit;
      sorted &= unit == 0 || board.unit(unit - 1).priority() >= board.unit(unit).priority();
    }
    if (sorted) {
      return order;
    }
    List<Integer> units = new ArrayList<>(count);
    for (int unit : order) {
      units.add(unit);
    }
    units.sort(Comparator.comparingInt((Integer unit) -> -board.unit(unit).priority()));
    return units.stream().mapToInt(Integer::intValue).toArray();
  }

  private void assign(int end) {
    if (board.isGroup(end)) {
      assignGroup(end);
    } else {
      assignMember(end);
    }
  }

  private void assignGroup(int group) {
    if (!open[group] || underWay[group]) {
      return;
    }
    underWay[group] = true;
    links.expand(group);
    for (int member = board.firstMember(group); member <= board.lastMember(group); member++) {
      assignMember(member);
    }
    underWay[group] = false;
    open[group] = false;
  }

  private void assignMember(int member) {
    int unit = board.unitOf[member];
    if (board.unit(unit).group() && !underWay[board.memberCount + unit]) {
      assignGroup(board.memberCount + unit);
    }
    if (!open[member] || underWay[member]) {
      return;
    }
    underWay[member] = true;
    // The list may grow while a primary's group expands; what is added then comes too late.
    for (Link link : List.copyOf(links.thisWith(member))) {
      assign(link.primary());
      follow(member, link);
    }
    pull.into(member);
    finish(member);
    underWay[member] = false;
  }

  /** Lets a dependent feel where its primary has gone. */
  private void follow(int dependent, Link link) {
    if (open[link.primary()]) {
      return;
    }
    int primary =
        link.mandatory() ? board.lastMember(link.primary()) : board.firstMember(link.primary());
    if (open[primary]) {
      return;
    }
    int at = node[primary];
    if (at < 0 && link.score() < 0) {
      return;
    }
    int[] row = board.row(dependent);
    int mark = board.recorder.mark();
    for (int n = 0; n < board.nodeCount; n++) {
      int change = change(link.score(), n, at);
      if (row[n] != Sum.ABSENT && change != 0) {
        row[n] = Sum.of(change, row[n]);
        board.recorder.add(dependent, n, change, Source.FOLLOWS, link);
      }
    }
    if (link.absolute() || board.anyAllowed(row)) {
      board.setRow(dependent, row);
    } else {
      board.recorder.forget(mark);
    }
  }

  private static int change(int score, int node, int primaryAt) {
    if (primaryAt < 0) {
      return -score;
    }
    if (node == primaryAt) {
      return score < Sum.INFINITY ? score : 0;
    }
    return score >= Sum.INFINITY ? -score : 0;
  }

  private void finish(int member) {
    open[member] = false;
    if (isToStop(member)) {
      board.addEverywhere(member, -Sum.INFINITY, Source.TARGET_ROLE, board.members[member]);
    }
    board.recorder.decided(member, load);
    if (!board.managed[member]) {
      give(member, board.current[member]);
    } else if (!board.problem.policy().stopAll()) {
      give(member, Choice.of(board, load, member));
    }
  }

  private boolean isToStop(int member) {
    return board.members[member].settings().targetRole() == TargetRole.STOPPED;
  }

  private void give(int member, int chosen) {
    node[member] = chosen;
    if (chosen >= 0) {
      load[chosen]++;
    }
  }
}
