package dev.handoff.controller.placement;

import dev.handoff.controller.placement.Explanation.MemberExplanation;
import dev.handoff.controller.placement.Explanation.NodeScore;
import dev.handoff.controller.placement.Ledger.Line;
import dev.handoff.controller.placement.Member.FailCount;
import dev.handoff.controller.placement.Member.Failure;
import dev.handoff.controller.placement.Policy.Quorum;
import dev.handoff.events.spec.GroupSpec.TargetRole;
import dev.handoff.events.spec.Score;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns what was written down during a placement into reasons for people. */
final class Explainer {

  private final Board board;
  private final Ledger ledger;
  private final int[] chosen;
  private final int[] settled;
  private final @Nullable Transition transition;

  Explainer(
      Board board, Ledger ledger, int[] chosen, int[] settled, @Nullable Transition transition) {
    this.board = board;
    this.ledger = ledger;
    this.chosen = chosen;
    this.settled = settled;
    this.transition = transition;
  }

  List<Explanation> explanations() {
    List<Explanation> explanations = new ArrayList<>();
    for (int unit = 0; unit < board.unitCount(); unit++) {
      List<MemberExplanation> members = new ArrayList<>();
      for (int member = board.firstOf[unit]; member < board.firstOf[unit + 1]; member++) {
        members.add(explain(member));
      }
      explanations.add(new Explanation(board.unit(unit).name(), whole(unit, members), members));
    }
    return explanations;
  }

  private MemberExplanation whole(int unit, List<MemberExplanation> members) {
    for (MemberExplanation missing : members) {
      if (missing.node() == null && members.size() > 1) {
        return new MemberExplanation(
            missing.member(), null, missing.outcome(), together(unit, members.getFirst()));
      }
    }
    return members.getFirst();
  }

  /** What the nodes are worth to all members of a group together. */
  private List<NodeScore> together(int unit, MemberExplanation first) {
    List<NodeScore> nodes = new ArrayList<>();
    for (int node = 0; node < board.nodeCount; node++) {
      List<Line> lines = new ArrayList<>();
      for (int member = board.firstOf[unit]; member < board.firstOf[unit + 1]; member++) {
        for (Line line : ledger.lines(member, node)) {
          if (line.member() == member && !isWithin(unit, line)) {
            lines.add(line);
          }
        }
      }
      List<Term> terms = terms(board.firstOf[unit], node, lines);
      Score total = Score.ZERO;
      for (Term term : terms) {
        total = total.plus(term.score());
      }
      Verdict verdict =
          total.value() < 0
              ? new Verdict.NotEligible(Judge.decisive(terms))
              : first.nodes().get(node).verdict();
      nodes.add(new NodeScore(board.nodes.get(node), total, terms, verdict));
    }
    return nodes;
  }

  /** Whether a line only tells how the members of one group pull at each other. */
  private boolean isWithin(int unit, Line line) {
    if (line.source() == Recorder.Source.PULLED) {
      return true;
    }
    return line.source() == Recorder.Source.FOLLOWS
        && board.unitOf[board.firstMember(((Link) line.detail()).primary())] == unit;
  }

  private MemberExplanation explain(int member) {
    List<NodeScore> nodes = new ArrayList<>();
    Judge judge = new Judge(board, ledger, chosen[member], member);
    for (int node = 0; node < board.nodeCount; node++) {
      List<Term> terms = terms(member, node, ledger.lines(member, node));
      int score = board.worth(member, node);
      boolean eligible = board.available[node] && score != Sum.ABSENT;
      nodes.add(
          new NodeScore(
              board.nodes.get(node),
              eligible ? new Score(score) : Score.MINUS_INFINITY,
              terms,
              judge.verdict(node, terms)));
    }
    return new MemberExplanation(
        board.members[member].name(), nameOf(settled[member]), outcome(member), nodes);
  }

  private @Nullable String nameOf(int node) {
    return node < 0 ? null : board.nodes.get(node);
  }

  private Outcome outcome(int member) {
    Policy policy = board.problem.policy();
    if (board.blocked[member]) {
      return new Outcome.Blocked();
    }
    if (!board.managed[member]) {
      return new Outcome.NotManaged();
    }
    boolean unwanted = board.members[member].settings().targetRole() == TargetRole.STOPPED;
    if (policy.stopAll() || unwanted) {
      return new Outcome.WantedStopped();
    }
    if (settled[member] == chosen[member]) {
      return chosen[member] < 0 ? new Outcome.NoEligibleNode() : new Outcome.Runs();
    }
    int first = transition == null ? -1 : transition.obstacle(member);
    if (first >= 0 && first != member) {
      return new Outcome.Waits(board.members[first].name());
    }
    return policy.quorum() == Quorum.HELD ? new Outcome.Stalled() : new Outcome.NoQuorum();
  }

  private List<Term> terms(int member, int node, List<Line> lines) {
    List<Term> terms = new ArrayList<>();
    if (!board.available[node]) {
      terms.add(new Term.Unavailable(board.availability[node]));
    }
    if (board.score(member, node) == Sum.ABSENT) {
      terms.add(new Term.NotNamed());
    }
    Map<Integer, Integer> sticky = new LinkedHashMap<>();
    for (Line line : lines) {
      if (line.source() == Recorder.Source.STICKINESS) {
        sticky.merge(line.score(), 1, Integer::sum);
      } else {
        terms.add(term(line));
      }
    }
    sticky.forEach((each, count) -> terms.add(new Term.Stickiness(count, new Score(each))));
    if (board.holds(member, node)) {
      terms.add(new Term.Stays(board.members[member].settings().stay()));
    }
    return terms;
  }

  private Term term(Line line) {
    Member member = board.members[line.member()];
    return switch (line.source()) {
      case LOCATION -> new Term.Location((Wish.OnNode) line.detail());
      case RULE -> new Term.RuleHolds((Wish.ByRule) line.detail());
      case STICKINESS -> new Term.Stickiness(1, new Score(line.score()));
      case FAILURES -> Term.Failed.of(member, (FailCount) line.detail());
      case FAILURE -> cannotRun(member, (Failure) line.detail());
      case UNMANAGED -> new Term.NotManaged(member.name());
      case TARGET_ROLE -> new Term.TargetRole(member.name());
      case FOLLOWS -> follows((Link) line.detail(), line.score());
      case PULLED -> new Term.Pulled(member.name(), new Score(line.score()));
    };
  }

  private static Term cannotRun(Member member, Failure failure) {
    return new Term.CannotRun(member.name(), failure.node(), failure.reaction());
  }

  private Term follows(Link link, int score) {
    int primary =
        link.mandatory() ? board.lastMember(link.primary()) : board.firstMember(link.primary());
    return new Term.Follows(
        link.id(), board.ends.get(link.primary()), nameOf(chosen[primary]), new Score(score));
  }
}
