package dev.handoff.controller.placement;

import dev.handoff.events.spec.Score;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why the resources of a unit are where they are.
 *
 * @param whole the unit as one thing. If all of a group runs, this is its first member, at which
 *     all others pull; if not, it names the member that does not run, and each node's score is that
 *     of all members together: what would have to change for the group to be complete there
 * @param members in start order
 */
public record Explanation(String unit, MemberExplanation whole, List<MemberExplanation> members) {

  public Explanation {
    members = List.copyOf(members);
  }

  /**
   * Why a resource is where it is.
   *
   * @param node null: nowhere
   * @param nodes in the order of the problem
   */
  public record MemberExplanation(
      String member, @Nullable String node, Outcome outcome, List<NodeScore> nodes) {

    public MemberExplanation {
      nodes = List.copyOf(nodes);
    }
  }

  /**
   * What a node is worth to a resource.
   *
   * @param total minus infinity for a node that is not there or not known to the resource
   * @param terms what the total is made of, in the order in which it came about
   */
  public record NodeScore(String node, Score total, List<Term> terms, Verdict verdict) {

    public NodeScore {
      terms = List.copyOf(terms);
    }

    /** The sum in words, as in {@code 450 = location srv-lb01 +50, stickiness 2 × 200}. */
    public String words() {
      if (terms.isEmpty()) {
        return total.toString();
      }
      return total + " = " + String.join(", ", terms.stream().map(Term::words).toList());
    }
  }
}
