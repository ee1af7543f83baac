package dev.handoff.controller.placement;

import java.util.Optional;

/**
 * How often placement would have to walk along colocations. The scores of whatever follows a
 * resource reach it along every path, each with its own factor and its own clipping, so that paths
 * cannot be merged; where colocations fan out and meet again and again, their number doubles with
 * every such diamond. Pacemaker's scheduler then runs for hours as well.
 */
final class Entanglement {

  /** Well beyond any cluster that a person designed; placed in some ten milliseconds. */
  static final int MOST_STEPS = 200_000;

  /** Each link of a path is a call within a call. */
  static final int LONGEST_PATH = 400;

  private final Board board;
  private final Links links;
  private final boolean[] onPath;
  private int steps;
  private boolean tooLong;

  private Entanglement(Board board) {
    this.board = board;
    this.links = new Links(board);
    this.onPath = new boolean[board.memberCount + board.unitCount()];
  }

  /** Why the problem cannot be placed in bounded time; nothing if it can. */
  static Optional<String> of(PlacementProblem problem) {
    Board board = new Board(problem, Recorder.NONE);
    Entanglement walk = new Entanglement(board);
    for (int member = 0; member < board.memberCount && !walk.over(); member++) {
      walk.follow(member, 0);
    }
    if (walk.tooLong) {
      return Optional.of(
          "colocations form a chain of more than %d resources".formatted(LONGEST_PATH));
    }
    return walk.steps > MOST_STEPS
        ? Optional.of(
            "colocations fan out and meet again so often that they form more than %d paths"
                .formatted(MOST_STEPS))
        : Optional.empty();
  }

  private boolean over() {
    return tooLong || steps > MOST_STEPS;
  }

  /** Walks to everything that follows the end, as {@link Pull} will. */
  private void follow(int end, int depth) {
    for (Link link : links.withThis(end)) {
      visit(link.dependent(), depth + 1);
    }
    if (!board.isGroup(end)) {
      int unit = board.unitOf[end];
      boolean lastOfGroup = board.unit(unit).group() && board.firstOf[unit + 1] - 1 == end;
      if (lastOfGroup) {
        for (Link link : links.withThis(board.memberCount + unit)) {
          visit(link.dependent(), depth + 1);
        }
      }
    }
  }

  private void visit(int end, int depth) {
    steps++;
    tooLong |= depth > LONGEST_PATH;
    if (onPath[end] || over()) {
      return;
    }
    onPath[end] = true;
    if (board.isGroup(end)) {
      visit(board.firstMember(end), depth + 1);
    }
    follow(board.lastMember(end), depth);
    onPath[end] = false;
  }
}
