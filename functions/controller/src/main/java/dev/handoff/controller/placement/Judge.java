package dev.handoff.controller.placement;

import dev.handoff.events.spec.Score;
import java.util.List;

/** Says of each node why it was chosen, or why not. */
final class Judge {

  private final Board board;
  private final Ledger ledger;
  private final int winner;
  private final int member;

  /**
   * @param winner -1 when no node was chosen
   */
  Judge(Board board, Ledger ledger, int winner, int member) {
    this.board = board;
    this.ledger = ledger;
    this.winner = winner;
    this.member = member;
  }

  Verdict verdict(int node, List<Term> terms) {
    if (!board.managed[member] || (winner < 0 && isEligible(node))) {
      return new Verdict.NotAsked();
    }
    if (!isEligible(node)) {
      return new Verdict.NotEligible(decisive(terms));
    }
    return node == winner ? won() : lost(node);
  }

  private boolean isEligible(int node) {
    return board.available[node] && board.worth(member, node) >= 0;
  }

  /** The reason that alone would do; else the one that weighs most. */
  static Term decisive(List<Term> terms) {
    Term decisive = null;
    for (Term term : terms) {
      if (decisive == null || term.score().compareTo(decisive.score()) < 0) {
        decisive = term;
      }
    }
    if (decisive == null) {
      throw new IllegalStateException("a node is refused for no reason");
    }
    return decisive;
  }

  private Verdict won() {
    boolean alone = true;
    boolean tie = false;
    boolean lessLoaded = true;
    for (int node = 0; node < board.nodeCount; node++) {
      if (node != winner && isEligible(node)) {
        alone = false;
        if (board.worth(member, node) == board.worth(member, winner)) {
          tie = true;
          lessLoaded &= ledger.load(member, winner) < ledger.load(member, node);
        }
      }
    }
    if (alone) {
      return new Verdict.OnlyOneLeft();
    }
    if (!tie) {
      return new Verdict.HighestScore();
    }
    if (winner == board.current[member] && (board.worth(member, winner) > 0 || !lessLoaded)) {
      return new Verdict.StaysPut();
    }
    return lessLoaded ? new Verdict.LeastLoaded() : new Verdict.FirstByName();
  }

  private Verdict lost(int node) {
    String name = board.nodes.get(winner);
    int by = board.worth(member, winner) - board.worth(member, node);
    if (by > 0) {
      return new Verdict.LowerScore(name, Score.of(by));
    }
    boolean current = winner == board.current[member];
    if (current && board.worth(member, winner) > 0) {
      return new Verdict.NotWhereItRuns(name);
    }
    int load = ledger.load(member, node);
    int winners = ledger.load(member, winner);
    if (load > winners) {
      return new Verdict.MoreLoaded(name, load, winners);
    }
    return current ? new Verdict.NotWhereItRuns(name) : new Verdict.LaterByName(name);
  }
}
