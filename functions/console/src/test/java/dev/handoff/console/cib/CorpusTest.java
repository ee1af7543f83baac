package dev.handoff.console.cib;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.controller.placement.Explanation;
import dev.handoff.controller.placement.Explanation.MemberExplanation;
import dev.handoff.controller.placement.Explanation.NodeScore;
import dev.handoff.controller.placement.Placement;
import dev.handoff.controller.placement.PlacementProblem;
import dev.handoff.controller.placement.Term;
import dev.handoff.events.spec.Score;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Runs everywhere: crm_simulate's answers are saved with the clusters. */
class CorpusTest {

  private static final List<Corpus.Case> CASES = Corpus.cases();

  private static PlacementProblem problem(Corpus.Case saved) {
    byte[] document = saved.document().getBytes(StandardCharsets.UTF_8);
    return switch (CibReader.read(document, RandomCib.NOW)) {
      case Reading.Understood understood -> understood.problem();
      case Reading.Unsupported unsupported -> throw new AssertionError(saved + ": " + unsupported);
      case Reading.Invalid invalid -> throw new AssertionError(saved + ": " + invalid);
    };
  }

  @Test
  void holdsHundredsOfClusters() {
    assertTrue(CASES.size() >= 500, "only " + CASES.size());
  }

  @Test
  void placesSavedClustersAsPacemakerDid() {
    for (Corpus.Case saved : CASES) {
      Map<String, String> ours = Differential.nodes(Placement.place(problem(saved)));

      assertEquals(saved.answer(), ours, saved.toString());
    }
  }

  @Test
  void explainsTheVeryPlacementThatItMakes() {
    for (Corpus.Case saved : CASES) {
      Map<String, String> explained = new TreeMap<>();
      for (Explanation unit : Placement.explain(problem(saved))) {
        for (MemberExplanation member : unit.members()) {
          String node = member.node();
          explained.put(member.member(), node == null ? "-" : node);
        }
      }

      assertEquals(saved.answer(), explained, saved.toString());
    }
  }

  @Test
  void theTermsOfEveryScoreAddUpToIt() {
    for (Corpus.Case saved : CASES) {
      for (Explanation unit : Placement.explain(problem(saved))) {
        for (MemberExplanation member : unit.members()) {
          for (NodeScore node : member.nodes()) {
            assertAddsUp(node, saved + ", " + member.member());
          }
        }
      }
    }
  }

  /** Where sums are clipped at infinity the order of the terms matters, so those are left out. */
  private static void assertAddsUp(NodeScore node, String where) {
    int sum = 0;
    boolean banned = false;
    boolean clipped = false;
    for (Term term : node.terms()) {
      banned |= term.score().isMinusInfinity();
      clipped |=
          term.score().isInfinity()
              || Math.abs((long) sum + term.score().value()) >= Score.INFINITY.value();
      sum += term.score().value();
    }
    if (banned) {
      assertEquals(Score.MINUS_INFINITY, node.total(), () -> where + ": " + node);
    } else if (!clipped) {
      assertEquals(new Score(sum), node.total(), () -> where + ": " + node);
    }
  }
}
