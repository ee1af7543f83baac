package dev.handoff.controller.decision;

import dev.handoff.controller.liveness.Verdict;
import dev.handoff.controller.placement.Candidate.Availability;
import dev.handoff.controller.placement.Explanation;
import dev.handoff.controller.placement.Explanation.MemberExplanation;
import dev.handoff.controller.placement.Explanation.NodeScore;
import dev.handoff.controller.placement.Outcome;
import dev.handoff.controller.placement.Term;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.events.Cause;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What keeps a group from a node, in words for people, and the commands that end it. */
final class Obstacles {

  private Obstacles() {}

  /**
   * One thing that keeps a group from a node.
   *
   * @param remedy the command that ends it, as people type it; null: no command does
   */
  record Obstacle(String words, @Nullable String remedy) {

    String inWords() {
      return remedy == null ? words : words + " (ended by: " + remedy + ")";
    }
  }

  /** Why each node may not run the whole group, a line each; or what else it fails by. */
  static List<String> lines(
      ClusterRecord record, Map<String, Verdict> verdicts, Explanation explanation) {
    MemberExplanation whole = explanation.whole();
    boolean nodesDecide =
        switch (whole.outcome()) {
          case Outcome.Runs _, Outcome.NoEligibleNode _ -> true;
          case Outcome.WantedStopped _,
              Outcome.NotManaged _,
              Outcome.Blocked _,
              Outcome.NoQuorum _,
              Outcome.Waits _,
              Outcome.Stalled _ ->
              false;
        };
    if (!nodesDecide) {
      return List.of(whole.member() + " " + whole.outcome().words());
    }
    return whole.nodes().stream()
        .map(
            score -> score.node() + ": " + inWords(of(record, explanation, score.node(), verdicts)))
        .toList();
  }

  private static String inWords(List<Obstacle> obstacles) {
    return String.join("; ", obstacles.stream().map(Obstacle::inWords).toList());
  }

  /**
   * All that keeps a group from a node: what each of its members has against it for its own part.
   * If that is nothing, what came of the node.
   */
  static List<Obstacle> of(
      ClusterRecord record, Explanation group, String node, Map<String, Verdict> verdicts) {
    Optional<String> absence = absence(verdicts.get(node));
    if (absence.isPresent()) {
      return List.of(new Obstacle(absence.get(), null));
    }
    Optional<Cause.FailureDemands> standby = Reasons.standby(record, node);
    if (standby.isPresent()) {
      String failed = standby.get().resource();
      return List.of(
          new Obstacle("on standby, because " + failed + " failed there", cleanup(failed, node)));
    }
    Set<Obstacle> obstacles = new LinkedHashSet<>();
    for (MemberExplanation member : group.members()) {
      for (Term term : score(member, node).terms()) {
        if (term.score().isMinusInfinity() && !isWithin(group, term)) {
          obstacles.add(new Obstacle(term.words(), remedy(group.unit(), node, term)));
        }
      }
    }
    return obstacles.isEmpty()
        ? List.of(new Obstacle(score(group.whole(), node).verdict().words(), null))
        : List.copyOf(obstacles);
  }

  private static NodeScore score(MemberExplanation member, String node) {
    return member.nodes().stream()
        .filter(candidate -> candidate.node().equals(node))
        .findFirst()
        .orElseThrow();
  }

  /** Whether a term only tells how the members of the group pull at each other. */
  private static boolean isWithin(Explanation group, Term term) {
    return switch (term) {
      case Term.Pulled pulled -> isMember(group, pulled.dependent());
      case Term.Follows follows -> isMember(group, follows.primary());
      default -> false;
    };
  }

  private static boolean isMember(Explanation group, String name) {
    return group.members().stream().anyMatch(member -> member.member().equals(name));
  }

  private static @Nullable String remedy(String group, String node, Term term) {
    return switch (term) {
      case Term.Location at ->
          switch (at.wish().origin()) {
            case BAN, AWAY -> "handoff clear " + group + " " + node;
            case START_FAILED -> cleanup(group, node);
            case CONFIGURED, PREFER, NOT_READY -> null;
          };
      case Term.Failed _, Term.CannotRun _ -> cleanup(group, node);
      case Term.Unavailable gone ->
          gone.availability() == Availability.STANDBY ? "handoff online " + node : null;
      case Term.RuleHolds _,
          Term.Stickiness _,
          Term.Stays _,
          Term.NotManaged _,
          Term.Follows _,
          Term.Pulled _,
          Term.TargetRole _,
          Term.NotNamed _ ->
          null;
    };
  }

  private static String cleanup(String group, String node) {
    return "handoff cleanup " + group + " " + node;
  }

  /** Why a node is not there to run anything; placement only knows that it is not. */
  static Optional<String> absence(@Nullable Verdict verdict) {
    return switch (verdict) {
      case Verdict.NeverHeard _ -> Optional.of("has never been heard");
      case Verdict.Silent _ -> Optional.of("silent");
      case Verdict.Left _ -> Optional.of("shut down");
      case Verdict.Unreadable unreadable ->
          Optional.of("its beat is unreadable (" + unreadable.detail() + ")");
      case Verdict.Alive _, Verdict.Suspect _ -> Optional.empty();
      case null -> Optional.empty();
    };
  }
}
