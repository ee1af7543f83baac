package dev.handoff.controller.placement;

import dev.handoff.controller.placement.PlacementResult.MemberPlacement;
import dev.handoff.controller.placement.PlacementResult.UnitPlacement;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Decides where everything runs, exactly as Pacemaker's scheduler does for groups and primitives
 * without fencing. A pure function.
 */
public final class Placement {

  private Placement() {}

  /**
   * Why a problem must not be placed: its colocations would keep the processor busy without end.
   * Whoever takes a configuration in asks this once, and refuses it then.
   */
  public static Optional<String> obstacle(PlacementProblem problem) {
    return Entanglement.of(problem);
  }

  /** Places every unit of the problem. */
  public static PlacementResult place(PlacementProblem problem) {
    Board board = new Board(problem, Recorder.NONE);
    LocalScores.fill(board);
    Links links = new Links(board);
    int[] chosen = Allocation.of(board, links);
    if (Transition.matters(board, chosen)) {
      return result(board, new Transition(board, links, chosen).outcome());
    }
    return result(board, chosen);
  }

  /**
   * Places every unit of the problem, and says why: the same placement, run with somebody who
   * writes down what each score is made of.
   *
   * @return in the order of the problem's units
   */
  public static List<Explanation> explain(PlacementProblem problem) {
    Ledger ledger = new Ledger(problem);
    Board board = new Board(problem, ledger);
    LocalScores.fill(board);
    Links links = new Links(board);
    int[] chosen = Allocation.of(board, links);
    Transition transition =
        Transition.matters(board, chosen) ? new Transition(board, links, chosen) : null;
    int[] settled = transition == null ? chosen : transition.outcome();
    return new Explainer(board, ledger, chosen, settled, transition).explanations();
  }

  /** Explains the unit of that name, or the one that has a member of that name. */
  public static Optional<Explanation> explain(PlacementProblem problem, String unitOrMember) {
    return explain(problem).stream()
        .filter(explanation ->
            explanation.unit().equals(unitOrMember)
                || explanation.members().stream()
                    .anyMatch(member -> member.member().equals(unitOrMember)))
        .findFirst();
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
