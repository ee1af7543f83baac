package dev.handoff.controller.placement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handoff.controller.placement.Candidate.Availability;
import dev.handoff.controller.placement.Explanation.MemberExplanation;
import dev.handoff.controller.placement.Explanation.NodeScore;
import dev.handoff.controller.placement.Member.Reaction;
import dev.handoff.controller.placement.Wish.Origin;
import dev.handoff.events.spec.Rule;
import dev.handoff.events.spec.Score;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplanationTest {

  /** The explanation of a unit as a text: the outcome, then a line for each node. */
  private static String explained(Scene scene, String unit) {
    MemberExplanation whole =
        Placement.explain(scene.problem(), unit).map(Explanation::whole).orElseThrow();
    StringBuilder text = new StringBuilder(whole.outcome().words());
    for (NodeScore node : whole.nodes()) {
      text.append("\n%s: %s: %s".formatted(node.node(), node.words(), node.verdict().words()));
    }
    return text.toString();
  }

  @Test
  void namesTheTermsOfEveryScore() {
    Scene scene =
        Scene.with("n1", "n2")
            .group("front", "eip", "httpd")
            .sticky(200, "eip", "httpd")
            .on("n1", "eip", "httpd")
            .location("front", "n1", 50);

    assertEquals(
        """
        runs on the best node
        n1: 450 = location n1 +50, stickiness 2 × 200: chosen: highest score
        n2: 0: n1 is worth 450 more\
        """,
        explained(scene, "front"));
  }

  @Test
  void namesWhatKeepsAGroupAndWhoIsKeptByIt() {
    Scene scene =
        Scene.with("n1", "n2")
            .group("front", "eip", "httpd")
            .resource("back")
            .on("n2", "eip", "httpd", "back")
            .location("back", "n1", 50)
            .staying("eip", "httpd")
            .colocation("front", "back", 1_000_000);

    assertEquals(
        """
        runs on the best node
        n1: -INFINITY = back on n2 -INFINITY: back on n2 -INFINITY
        n2: INFINITY = a handover to it is under way: chosen: no other node is eligible\
        """,
        explained(scene, "front"));
    assertEquals(
        """
        runs on the best node
        n1: 50 = location n1 +50: n2 is worth 999950 more
        n2: INFINITY = pulled by eip +INFINITY, pulled by httpd +INFINITY: chosen: highest score\
        """,
        explained(scene, "back"));
  }

  @Test
  void namesTheFailuresThatBan() {
    Scene scene =
        Scene.with("n1", "n2")
            .group("front", "eip", "httpd")
            .threshold(2, "httpd")
            .failureTimeout(Duration.ofHours(1), "httpd")
            .on("n1", "eip", "httpd")
            .failed("httpd", "n1", 2, Scene.NOON);

    assertEquals(
        """
        runs on the best node
        n1: -INFINITY = httpd failed 2 of 2, forgiven after 2026-01-01T13:00:00Z: \
        httpd failed 2 of 2, forgiven after 2026-01-01T13:00:00Z
        n2: 0: chosen: no other node is eligible\
        """,
        explained(scene, "front"));
  }

  /** The trap of the second set-up: a forgotten ban, and every other node has failed. */
  @Test
  void namesTheBanThatLeavesNoNode() {
    Scene scene =
        Scene.with("node1", "node2")
            .group("web", "vip", "httpd")
            .threshold(3, "httpd")
            .failed("httpd", "node1", 3)
            .on("node1", "vip")
            .wish(
                new Wish.OnNode(
                    "cli-ban-web-on-node2",
                    "web",
                    "node2",
                    Score.MINUS_INFINITY,
                    Origin.BAN,
                    Scene.NOON.plusSeconds(600)));

    assertEquals(
        """
        no eligible node
        node1: -INFINITY = httpd failed 3 of 3: httpd failed 3 of 3
        node2: -INFINITY = ban cli-ban-web-on-node2 until 2026-01-01T12:10:00Z: \
        ban cli-ban-web-on-node2 until 2026-01-01T12:10:00Z\
        """,
        explained(scene, "web"));
  }

  @Test
  void namesRulesInTheWordsOfTheirAuthor() {
    Rule rule =
        new Rule.Any(
            List.of(
                new Rule.NotDefined("ping"),
                new Rule.Compare("ping", Rule.Operator.LT, "1000", Rule.Type.NUMBER)));
    Scene scene =
        Scene.with("n1", "n2")
            .resource("r")
            .attribute("n2", "ping", "1000")
            .rule("r", rule, -1_000_000);

    assertEquals(
        """
        runs on the best node
        n1: -INFINITY = not defined ping or ping < 1000 -INFINITY: \
        not defined ping or ping < 1000 -INFINITY
        n2: 0: chosen: no other node is eligible\
        """,
        explained(scene, "r"));
  }

  @Test
  void namesTheStateOfNodesThatAreNotThere() {
    Scene scene =
        Scene.with("n1", "n2", "n3")
            .resource("r")
            .node("n1", Availability.OFFLINE)
            .node("n2", Availability.STANDBY);

    assertEquals(
        """
        runs on the best node
        n1: -INFINITY = offline: offline
        n2: -INFINITY = standby: standby
        n3: 0: chosen: no other node is eligible\
        """,
        explained(scene, "r"));
  }

  @Test
  void namesWhatDecidesATie() {
    Scene scene = Scene.with("n1", "n2", "n3").resource("a").resource("b");

    assertEquals(
        """
        runs on the best node
        n1: 0: as good, but has 1 resources and n2 0
        n2: 0: chosen: as good as any, and first by name
        n3: 0: as good, but n2 comes first by name\
        """,
        explained(scene, "b"));
  }

  @Test
  void namesWhatPullsAndWhatIsFollowed() {
    Scene scene =
        Scene.with("n1", "n2")
            .resource("db")
            .resource("web")
            .location("web", "n2", 100)
            .colocation("web", "db", 500_000);

    assertEquals(
        """
        runs on the best node
        n1: 0: n2 is worth 50 more
        n2: 50 = pulled by web +50: chosen: highest score\
        """,
        explained(scene, "db"));
    assertEquals(
        """
        runs on the best node
        n1: 0: n2 is worth 500100 more
        n2: 500100 = location n2 +100, db on n2 +500000: chosen: highest score\
        """,
        explained(scene, "web"));
  }

  @Test
  void namesWhatAResourceWaitsFor() {
    Scene scene = Scene.with("n1").resource("db").resource("web").stopped("db").order("db", "web");

    assertEquals(
        """
        needs db, which does not run
        n1: 0: chosen: no other node is eligible\
        """,
        explained(scene, "web"));
  }

  @Test
  void namesTheFailureThatBlocks() {
    Scene scene =
        Scene.with("n1", "n2").resource("r").on("n1", "r").failure("r", "n1", Reaction.BLOCK);

    assertEquals(
        """
        is blocked by a failure until cleanup
        n1: INFINITY = r is not managed and stays: not considered: the resource is not managed
        n2: 0: not considered: the resource is not managed\
        """,
        explained(scene, "r"));
  }

  @Test
  void saysWhenAClusterHasToNameItsNodes() {
    Scene scene =
        Scene.with("n1", "n2")
            .resource("r")
            .location("r", "n1", 0)
            .policy(new Policy(false, false, false, Policy.Quorum.HELD));

    assertEquals(
        """
        runs on the best node
        n1: 0 = location n1 +0: chosen: no other node is eligible
        n2: -INFINITY = no location names it, and the cluster is opt-in: \
        no location names it, and the cluster is opt-in\
        """,
        explained(scene, "r"));
  }
}
