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
        Branch branch = new Branch(member, link.factor(), link.absolute());
        board.setRow(member, add(branch, link.dependent(), board.row(member)));
      }
    }
  }

  /**
   * On the way from a dependent to the member that it follows.
   *
   * @param factor of the last link
   * @param absolute whether every link is: only then does it matter to the member that the
   *     dependent is to stay where it is
   */
  private record Branch(int member, float factor, boolean absolute) {

    Branch along(Link link) {
      float sign = factor < 0 ? -1 : 1;
      return new Branch(member, sign * link.factor(), absolute && link.absolute());
    }
  }

  private boolean reaches(Link link) {
    return link.influence() || !board.isActive(link.primary());
  }

  private int[] add(Branch branch, int end, int[] row) {
    int mark = board.recorder.mark();
    int[] merged = merged(branch, end, row.clone());
    if (merged == null) {
      board.recorder.forget(mark);
      return row;
    }
    return merged;
  }

  /** The row with the branch merged in; null when it is to be dropped. The row may be changed. */
  private int @Nullable [] merged(Branch branch, int end, int[] row) {
    if (merging[end]) {
      return null;
    }
    merging[end] = true;
    int[] work = row;
    if (board.isGroup(end)) {
      int mark = board.recorder.mark();
      int[] merged = merged(branch, board.firstMember(end), work.clone());
      if (merged == null) {
        board.recorder.forget(mark);
      } else {
        work = merged;
      }
    } else {
      merge(branch, end, work);
    }
    boolean keep = board.anyAllowed(work);
    if (keep) {
      for (Link link : links.withThis(board.lastMember(end))) {
        if (reaches(link)) {
          work = add(branch.along(link), link.dependent(), work);
        }
      }
    }
    merging[end] = false;
    return keep ? work : null;
  }

  private void merge(Branch branch, int from, int[] row) {
    float factor = branch.factor();
    boolean beside = board.unitOf[from] == board.unitOf[branch.member()];
    for (int node = 0; node < board.nodeCount; node++) {
      if (row[node] == Sum.ABSENT) {
        continue;
      }
      int there = branch.absolute() ? board.worth(from, node) : board.score(from, node);
      int worth = pulled(there, node, factor);
      if (worth != 0) {
        row[node] = Sum.of(worth, row[node]);
      }
      // All of a group stay for the same reason, which each of them tells for itself.
      boolean silent = beside && board.holds(from, node);
      int told = silent ? pulled(board.score(from, node), node, factor) : worth;
      if (told != 0) {
        board.recorder.pulled(branch.member(), node, told, from, factor);
      }
    }
  }

  /** What a dependent's score on a node comes to for what it follows. */
  private int pulled(int there, int node, float factor) {
    int score = board.available[node] ? Math.max(there, -Sum.INFINITY) : -Sum.INFINITY;
    // Being unwanted by something that is to be kept away is no reason to go there.
    return factor < 0 && score < 0 ? 0 : Sum.scaled(score, factor);
  }
}
