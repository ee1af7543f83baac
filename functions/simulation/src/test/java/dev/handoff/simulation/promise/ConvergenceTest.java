package dev.handoff.simulation.promise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.handoff.controller.port.Addresses.Place;
import dev.handoff.controller.record.Assignment;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.controller.record.Failures;
import dev.handoff.controller.record.NodeRecord;
import dev.handoff.controller.record.NodeRecord.Presence;
import dev.handoff.controller.record.Phase;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.yaml.SpecReader;
import dev.handoff.events.yaml.SpecResult;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Node-b serves what it took over from node-a, on which something is left. */
class ConvergenceTest {

  private static final String SPEC =
      """
      cluster: shop
      nodes:
        node-a: {instance: i-0aaaaaaaaaaaaaaaa, interface: eni-0aaaaaaaaaaaaaaaa}
        node-b: {instance: i-0bbbbbbbbbbbbbbbb, interface: eni-0bbbbbbbbbbbbbbbb}
      groups:
        web:
          resources:
            address: {type: elastic-ip, allocation: eipalloc-0cccccccccccccccc}
            httpd: {type: systemd, unit: httpd, monitor: {interval: 5s, on-fail: block}}
      """;
  private static final Failures ONE = Failures.NONE.reporting(1, Instant.EPOCH);

  @Test
  void whatServesAloneIsAsItShouldBe() {
    assertEquals(List.of(), problems(SPEC, Failures.NONE, false, "node-b"));
  }

  @Test
  void whatRunsBesideItIsAProblem() {
    assertEquals(
        List.of("httpd runs on node-a as well"), problems(SPEC, Failures.NONE, true, "node-b"));
  }

  @Test
  void whatHasFailedAndIsToBeLeftAsItIsMayRunBesideIt() {
    assertEquals(List.of(), problems(SPEC, ONE, true, "node-b"));
  }

  @Test
  void whatHasFailedAndIsToBeRestartedMayNot() {
    String restarting = SPEC.replace("on-fail: block", "on-fail: restart");

    assertEquals(
        List.of("httpd runs on node-a as well"), problems(restarting, ONE, true, "node-b"));
  }

  @Test
  void anAddressThatLeadsElsewhereIsAProblem() {
    assertEquals(
        List.of("address is AtNode[node=node-a], not at node-b"),
        problems(SPEC, Failures.NONE, false, "node-a"));
  }

  private static List<String> problems(String yaml, Failures ofA, boolean runsOnA, String leadsTo) {
    ClusterSpec spec =
        assertInstanceOf(SpecResult.Valid.class, SpecReader.read("spec.yaml", yaml)).spec();
    Truth truth = new Truth(spec);
    truth.node("node-a").runs("httpd", runsOnA);
    truth.node("node-b").runs("httpd", true);
    NodeRecord present = NodeRecord.UNSEEN.present(Presence.PRESENT);
    Assignment served =
        new Assignment(2, "node-b", "boot", new Phase.Settled(), null, List.of(), null);
    ClusterRecord record =
        new ClusterRecord(
            spec,
            Map.of("node-a", present.withFailures(Map.of("httpd", ofA)), "node-b", present),
            Map.of("web", served),
            List.of(),
            false,
            null,
            null,
            1,
            List.of());
    return Convergence.problems(record, truth, node -> true, address -> new Place.AtNode(leadsTo));
  }
}
