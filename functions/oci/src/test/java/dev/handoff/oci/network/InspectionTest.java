package dev.handoff.oci.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.controller.port.Samples;
import dev.handoff.events.spec.Address;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.NodeSpec;
import dev.handoff.events.spec.Resource;
import dev.handoff.oci.attempt.Limits;
import dev.handoff.oci.attempt.PausesOnly;
import dev.handoff.oci.network.Finding.Weight;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InspectionTest extends OciFaults {

  private List<Finding> findings(ClusterSpec spec) {
    return new Inspection(world.network(), Limits.DEFAULT, new PausesOnly()).of(spec);
  }

  private List<Finding> of(Resource... addresses) {
    return findings(Samples.spec("web", world.spec.nodes(), List.of(addresses)));
  }

  private Finding only(Weight weight, List<Finding> findings) {
    assertEquals(1, findings.size(), findings::toString);
    assertEquals(weight, findings.getFirst().weight());
    return findings.getFirst();
  }

  @Test
  void aNetworkThatIsAsItShouldBeGivesNothingToSay() {
    assertEquals(List.of(), findings(world.spec));
    assertTrue(
        world.server.faults().calls(request -> !request.method().equals("GET")).stream()
            .allMatch(r -> r.is("POST", "20160918", "publicIps", "actions", "getByPrivateIpId")),
        "it only reads");
  }

  @Test
  void aCheckThatIsOnIsToldWithTheCommandThatTurnsItOff() {
    world.vcn.check(world.n2, true);

    Finding finding = only(Weight.FAIL, of(world.route()));

    assertTrue(finding.what().contains(world.n2 + " of n2 drops"), finding.what());
    assertEquals(
        "oci network vnic update --vnic-id " + world.n2 + " --skip-source-dest-check true",
        finding.remedy());
    assertEquals(List.of(), of(OciWorld.privateIp()), "it matters for routes only");
  }

  @Test
  void anEphemeralPrivateIpIsToldWithTheCommandThatReservesIt() {
    String id = world.vcn.ephemeralIp(world.n1, "10.0.0.220");

    Finding finding = only(Weight.WARN, of(new Address.PrivateIp("ip", "10.0.0.220", null)));

    assertTrue(finding.remedy().contains(id + " --lifetime RESERVED"), finding.remedy());
  }

  @Test
  void aPrivateIpThatIsNotThereIsAWarning() {
    Finding finding = only(Weight.WARN, of(new Address.PrivateIp("ip", "10.0.0.221", null)));

    assertTrue(finding.what().contains("made when it is first moved"), finding.what());
  }

  @Test
  void aPrimaryPrivateIpFails() {
    Finding finding = only(Weight.FAIL, of(new Address.PrivateIp("ip", "10.0.0.12", null)));

    assertTrue(finding.what().contains("primary IP of " + world.n2), finding.what());
  }

  @Test
  void nodesInSeveralSubnetsCannotShareAPrivateIp() {
    String far = world.vcn.vnic(world.vcn.subnet("10.1.0.", "2001:db9:"), "10.1.0.11");
    NodeSpec farNode = new NodeSpec("far", "ocid1.instance.x", far, Map.of());
    ClusterSpec spec =
        Samples.spec(
            "web",
            List.of(world.node("n1"), farNode),
            List.of(OciWorld.privateIp(), world.carriedIp()));

    List<Finding> findings = findings(spec);

    assertEquals(2, findings.size(), findings::toString);
    assertTrue(findings.getFirst().what().contains("[far]"), findings.getFirst().what());
  }

  @Test
  void aPublicIpThatCannotMoveFails() {
    String ephemeral =
        world.vcn.ephemeralPublicIp("198.51.100.9", world.vcn.primaryIp(world.stranger));

    Finding finding = only(Weight.FAIL, of(new Address.PublicIp("pub", ephemeral, null)));

    assertTrue(finding.what().contains("ephemeral"), finding.what());
  }

  @Test
  void aNodeWhosePrimaryIpHasAPublicIpCannotTakeAnother() {
    String other = world.vcn.ephemeralPublicIp("198.51.100.10", world.vcn.primaryIp(world.n2));

    Finding finding = only(Weight.FAIL, of(world.bareIp()));

    assertTrue(finding.what().contains("bare cannot go to n2"), finding.what());
    assertTrue(finding.remedy().contains(other), finding.remedy());
    assertEquals(List.of(), of(world.carriedIp()), "one that brings its private IP can");
  }

  @Test
  void aTableThatWouldNotBeChangedFails() {
    world.vcn.putRules(
        world.tables.getFirst(), OciWorld.SERVICE_RULE.replace("SERVICE_CIDR_BLOCK", "FUTURE"));

    Finding finding = only(Weight.FAIL, of(world.route()));

    assertTrue(finding.what().contains(world.tables.getFirst()), finding.what());
  }

  @Test
  void whatCannotBeSeenIsNamedEach() {
    world.server.policy(request -> false);

    List<Finding> findings = findings(world.spec);

    assertTrue(findings.stream().allMatch(each -> each.weight() == Weight.FAIL));
    for (String each :
        List.of("interface of n1", "interface of n2", world.carried, world.tables.get(1))) {
      assertTrue(findings.stream().anyMatch(finding -> finding.what().contains(each)), each);
    }
  }

  @Test
  void anAddressOfAnotherCloudFails() {
    only(Weight.FAIL, of(new Address.ElasticIp("eip", "eipalloc-1", null)));
  }
}
