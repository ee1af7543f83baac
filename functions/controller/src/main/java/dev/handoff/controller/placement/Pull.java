package dev.handoff.controller.placement;

import org.jspecify.annotations.Nullable;

/**
 * How the wishes of dependents reach the resource that they follow: each dependent's scores by the
 * colocation's factor, then those of its own dependents, each by its own factor. A branch that
 * would leave no allowed node is dropped.
 */
final class Pull {

  private final Board board;
  private final Links links;
  private final boolean[] merging;

  Pull(Board board, Links links) {
    this.board = board;
    this.links = links;
    this.merging = new boolean[board.memberCount + board.unitCount()];
  }

  /** Adds to the member's scores what its dependents want. */
  void into(int member) {
    for (Link link : links.withThis(member)) {
      if (reaches(link)) {
        // In a circle of colocations a branch may come back to what the one before has changed.
        board.setRow(member, add(member, link.dependent(), link.factor(), board.row(member)));
      }
    }
  }

  private boolean reaches(Link link) {
    return link.influence() || !board.isActive(link.primary());
  }

  private int[] add(int member, int end, float factor, int[] row) {
    int mark = board.recorder.mark();
    int[] merged = branch(member, end, factor, row.clone());
    if (merged == null) {
      board.recorder.forget(mark);
      return row;
    }
    return merged;
  }

  /** The row with the branch merged in; null when it is to be dropped. The row may be changed. */
  private int @Nullable [] branch(int member, int end, float factor, int[] row) {
    if (merging[end]) {
      return null;
    }
    merging[end] = true;
    int[] work = row;
    if (board.isGroup(end)) {
      int mark = board.recorder.mark();
      int[] merged = branch(member, board.firstMember(end), factor, work.clone());
      if (merged == null) {
        board.recorder.forget(mark);
      } else {
        work = merged;
      }
    } else {
      merge(member, end, factor, work);
    }
    boolean keep = board.anyAllowed(work);
    if (keep) {
      float sign = factor < 0 ? -1 : 1;
      for (Link link : links.withThis(board.lastMember(end))) {
        if (reaches(link)) {
          float next = sign * link.score() / (float) Sum.INFINITY;
          work = add(member, link.dependent(), next, work);
        }
      }
    }
    merging[end] = false;
    return keep ? work : null;
  }

  private void merge(int member, int from, float factor, int[] row) {
    for (int node = 0; node < board.nodeCount; node++) {
      if (row[node] == Sum.ABSENT) {
        continue;
      }
      int there = board.available[node] ? board.score(from, node) : -Sum.INFINITY;
      int score = Math.max(there, -Sum.INFINITY);
      if (factor < 0 && score < 0) {
        // Being unwanted by something that is to be kept away is no reason to go there.
        continue;
      }
      int worth = Sum.scaled(score, factor);
      if (worth != 0) {
        row[node] = Sum.of(worth, row[node]);
        board.recorder.pulled(member, node, worth, from, factor);
      }
    }
  }
}
