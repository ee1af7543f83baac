package dev.handoff.console.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.aws.ec2.Xml;
import dev.handoff.console.doctor.Check.Outcome;
import dev.handoff.console.doctor.Network.Item;
import dev.handoff.controller.port.Samples;
import dev.handoff.events.spec.Address;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.NodeSpec;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.Test;

final class NetworkChecksTest {

  private static final List<NodeSpec> NODES =
      List.of(
          new NodeSpec("n1", "i-1", "eni-1", Map.of()),
          new NodeSpec("n2", "i-2", "eni-2", Map.of()));

  private final Map<String, Item> items = new HashMap<>();

  NetworkChecksTest() {
    show("eni-1", networkInterface("i-1", "subnet-a", "eu-central-1a", false));
    show("eni-2", networkInterface("i-2", "subnet-a", "eu-central-1a", false));
    show("eipalloc-1", item("Addresses", ""));
    show("rtb-1", item("RouteTables", ""));
  }

  private void show(String id, Item item) {
    items.put(id, item);
  }

  private static Item networkInterface(
      String instance, String subnet, String zone, boolean checked) {
    return item(
        "NetworkInterfaces",
        "<subnetId>%s</subnetId><availabilityZone>%s</availabilityZone>".formatted(subnet, zone)
            + "<sourceDestCheck>%s</sourceDestCheck>".formatted(checked)
            + "<attachment><instanceId>%s</instanceId></attachment>".formatted(instance));
  }

  private static Item item(String kind, String xml) {
    try {
      byte[] document = ("<item>" + xml + "</item>").getBytes(StandardCharsets.UTF_8);
      return new Item(kind, Xml.parse(document), Map.of("handoff", "prod"));
    } catch (XMLStreamException e) {
      throw new IllegalArgumentException(xml, e);
    }
  }

  private List<Check> checks(Address... addresses) {
    ClusterSpec spec = Samples.spec("web", NODES, List.of(addresses));
    return NetworkChecks.of(spec, new Network(items, List.of()), "prod");
  }

  private static Address eip() {
    return new Address.ElasticIp("eip", "eipalloc-1", null);
  }

  private static Address route() {
    return new Address.Route("route", "192.168.1.1/32", List.of("rtb-1"));
  }

  private static Address privateIp() {
    return new Address.PrivateIp("ip", "10.0.0.9", null);
  }

  private static void only(Outcome outcome, String found, String mend, List<Check> checks) {
    assertEquals(1, checks.size(), checks::toString);
    Check check = checks.getFirst();
    assertEquals(outcome, check.outcome(), checks::toString);
    assertTrue(check.found().contains(found), check::toString);
    assertTrue(String.valueOf(check.mend()).contains(mend), check::toString);
  }

  @Test
  void allIsWellWhereEverythingIsThereAndTagged() {
    only(Outcome.OK, "can be led to each", "null", checks(eip(), route(), privateIp()));
  }

  @Test
  void aPrivateIpCannotCrossAZone() {
    show("eni-2", networkInterface("i-2", "subnet-b", "eu-central-1b", false));

    only(
        Outcome.FAIL,
        "10.0.0.9 cannot move between n1 in subnet-a and n2 in subnet-b: a private IP cannot leave"
            + " its subnet, and so not its zone (eu-central-1a, eu-central-1b)",
        "use a route",
        checks(privateIp()));
  }

  @Test
  void aPrivateIpCannotCrossASubnetOfTheSameZoneEither() {
    show("eni-2", networkInterface("i-2", "subnet-b", "eu-central-1a", false));

    List<Check> checks = checks(privateIp());

    only(Outcome.FAIL, "cannot leave its subnet", "into one subnet", checks);
    assertTrue(checks.getFirst().found().endsWith("subnet"), checks::toString);
  }

  @Test
  void anElasticIpCrossesZones() {
    show("eni-2", networkInterface("i-2", "subnet-b", "eu-central-1b", false));

    assertEquals(Outcome.OK, checks(eip()).getFirst().outcome());
  }

  @Test
  void aRoutesTargetMustNotCheckSourceAndDestination() {
    show("eni-2", networkInterface("i-2", "subnet-a", "eu-central-1a", true));

    only(Outcome.FAIL, "eni-2 of n2 drops", "--no-source-dest-check", checks(route()));
    assertEquals(Outcome.OK, checks(eip()).getFirst().outcome(), "it matters to routes only");
  }

  @Test
  void anInterfaceOfAnotherMachineIsToldWithBoth() {
    show("eni-2", networkInterface("i-9", "subnet-a", "eu-central-1a", false));

    only(Outcome.FAIL, "attached to i-9, not to i-2", "'interface' or 'instance'", checks(eip()));
  }

  @Test
  void whatIsNotTaggedMayNotBeMoved() {
    Item untagged = Objects.requireNonNull(items.get("eipalloc-1"));
    show("eipalloc-1", new Item(untagged.kind(), untagged.shown(), Map.of()));

    only(
        Outcome.FAIL,
        "eipalloc-1 (eip) has no tag handoff",
        "--resources eipalloc-1 --tags Key=handoff,Value=prod",
        checks(eip()));
  }

  @Test
  void whatBelongsToAnotherInstallationMayNotBeMoved() {
    Item table = Objects.requireNonNull(items.get("rtb-1"));
    show("rtb-1", new Item(table.kind(), table.shown(), Map.of("handoff", "test")));

    only(Outcome.FAIL, "has the tag handoff = test, not prod", "create-tags", checks(route()));
  }

  @Test
  void whatEc2DoesNotShowIsMissing() {
    items.remove("eni-1");

    only(Outcome.FAIL, "EC2 shows no eni-1 (the interface of n1)", "spelt", checks(eip()));
  }

  @Test
  void whatMayNotBeReadIsNotTakenForMissing() {
    ClusterSpec spec = Samples.spec("web", NODES, List.of(eip()));
    Network hidden =
        new Network(
            Map.of(),
            List.of("DescribeNetworkInterfaces: forbidden", "DescribeAddresses: forbidden"));

    List<Check> checks = NetworkChecks.of(spec, hidden, "prod");

    assertEquals(2, checks.size(), checks::toString);
    assertTrue(
        checks.stream().allMatch(check -> check.outcome() == Outcome.WARN), checks::toString);
  }
}
