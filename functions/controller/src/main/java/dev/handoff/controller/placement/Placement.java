package dev.handoff.controller.placement;

import dev.handoff.controller.placement.PlacementResult.MemberPlacement;
import dev.handoff.controller.placement.PlacementResult.UnitPlacement;
import java.util.Arrays;
import java.util.List;

/**
 * Decides where everything runs, exactly as Pacemaker's scheduler does for groups and primitives
 * without fencing. A pure function.
 */
public final class Placement {

  private Placement() {}

  /** Places every unit of the problem. */
  public static PlacementResult place(PlacementProblem problem) {
    Board board = new Board(problem, Recorder.NONE);
    LocalScores.fill(board);
    return result(board, settled(board));
  }

  private static int[] settled(Board board) {
    Links links = new Links(board);
    int[] chosen = Allocation.of(board, links).node;
    return Transition.matters(board, chosen) ? Transition.of(board, links, chosen) : chosen;
  }

  private static PlacementResult result(Board board, int[] chosen) {
    UnitPlacement[] units = new UnitPlacement[board.unitCount()];
    for (int unit = 0; unit < units.length; unit++) {
      int first = board.firstOf[unit];
      MemberPlacement[] members = new MemberPlacement[board.firstOf[unit + 1] - first];
      for (int i = 0; i < members.length; i++) {
        int node = chosen[first + i];
        members[i] =
            new MemberPlacement(
                board.members[first + i].name(), node < 0 ? null : board.nodes.get(node));
      }
      units[unit] = new UnitPlacement(board.unit(unit).name(), List.of(members));
    }
    return new PlacementResult(Arrays.asList(units));
  }
}
