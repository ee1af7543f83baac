package dev.handoff.controller.placement;

/**
 * The choice among the nodes that are left: the higher score, then fewer resources given to the
 * node so far in this pass, then where it runs, then the name in byte order.
 */
final class Choice {

  private Choice() {}

  /** The chosen node, or -1 when none is allowed. */
  static int of(Board board, int[] load, int member) {
    int best = -1;
    for (int node = 0; node < board.nodeCount; node++) {
      if (board.available[node]
          && board.worth(member, node) >= 0
          && (best < 0 || isBetter(board, load, member, node, best))) {
        best = node;
      }
    }
    int current = board.current[member];
    if (best >= 0
        && board.worth(member, best) > 0
        && current >= 0
        && board.available[current]
        && board.worth(member, current) == board.worth(member, best)) {
      // Load moves nothing that is wanted where it is; at score 0 it does.
      return current;
    }
    return best;
  }

  private static boolean isBetter(Board board, int[] load, int member, int node, int best) {
    int byScore = Integer.compare(board.worth(member, node), board.worth(member, best));
    if (byScore != 0) {
      return byScore > 0;
    }
    if (load[node] != load[best]) {
      return load[node] < load[best];
    }
    int current = board.current[member];
    if (node == current || best == current) {
      return node == current;
    }
    return board.nodes.get(node).compareTo(board.nodes.get(best)) < 0;
  }
}
