package dev.handoff.oci.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.controller.port.Samples;
import dev.handoff.dispatch.Permission;
import dev.handoff.dispatch.Permission.Ruling;
import dev.handoff.dispatch.SystemTime;
import dev.handoff.events.spec.Address;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.Fencing;
import dev.handoff.events.spec.NodeSpec;
import dev.handoff.oci.OciClients;
import dev.handoff.oci.local.Fault;
import dev.handoff.oci.local.Instances;
import dev.handoff.oci.local.LocalOci;
import dev.handoff.oci.local.OciRequest;
import dev.handoff.oci.local.Vcn;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrialUpdatesTest {

  private final Vcn vcn = new Vcn();
  private final Instances instances = new Instances();
  private final LocalOci server = LocalOci.start(vcn, instances);
  private final OciClients clients = server.clients("handoff");
  private final String subnet = vcn.subnet("10.0.0.", "2001:db8:");
  private final String vnic = vcn.vnic(subnet, "10.0.0.11");
  private final String instance = instances.instance("RUNNING");
  private final String held = vcn.ephemeralIp(vnic, "10.0.0.200");
  private final String free = vcn.reservedIp(subnet, "2001:db8::200");
  private final String carrier = vcn.reservedIp(subnet, "10.0.0.201");
  private final String publicIp = vcn.reservedPublicIp("203.0.113.1", carrier);
  private final String table = vcn.routeTable(OciWorld.SERVICE_RULE);

  @BeforeEach
  void heal() {
    server.faults().heal();
    server.policy(request -> true);
  }

  @AfterAll
  void stop() {
    clients.close();
    server.close();
  }

  private ClusterSpec spec() {
    ClusterSpec plain =
        Samples.spec(
            "web",
            List.of(new NodeSpec("n1", instance, vnic, Map.of())),
            List.of(
                new Address.PrivateIp("ip", "10.0.0.200", null),
                new Address.PrivateIp("ip6", "2001:db8::200", null),
                new Address.PublicIp("pub", publicIp, carrier),
                new Address.Route("route", "10.9.0.0/16", List.of(table))));
    return new ClusterSpec(
        plain.cluster(),
        plain.beat(),
        plain.isolation(),
        Fencing.STOP,
        plain.limits(),
        plain.symmetric(),
        plain.nodes(),
        plain.groups(),
        plain.constraints(),
        plain.probes(),
        plain.topic());
  }

  private List<Permission> trials() {
    return new TrialUpdates(clients.virtualNetwork(), clients.compute(), new SystemTime())
        .of(spec());
  }

  private static Set<String> calls(List<Permission> permissions, Ruling ruling) {
    return permissions.stream()
        .filter(permission -> permission.ruling() == ruling)
        .map(Permission::call)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean isChange(OciRequest request) {
    return !request.method().equals("GET");
  }

  @Test
  void whoMayDoAllIsToldSoAndNothingIsChanged() {
    List<Permission> permissions = trials();

    assertEquals(
        Set.of(
            "GetInstance",
            "GetIpv6",
            "GetPrivateIp",
            "GetPublicIp",
            "GetRouteTable",
            "GetVnic",
            "ListIpv6s",
            "ListPrivateIps",
            "UpdateIpv6",
            "UpdatePrivateIp",
            "UpdatePublicIp",
            "UpdateRouteTable"),
        calls(permissions, Ruling.PERMITTED));
    assertEquals(Set.of("InstanceAction"), calls(permissions, Ruling.UNCLEAR));
    assertEquals(Set.of(), calls(permissions, Ruling.REFUSED));
    assertUnchanged();
  }

  @Test
  void aServerThatOverlooksTheEtagChangesNothingEither() {
    for (OciRequest request : changes()) {
      assertTrue(request.header("if-match").isPresent(), request::toString);
    }
    // Each asks for what is so already, or for nothing at all.
    assertEquals(
        Set.of(
            "{\"vnicId\":\"" + vnic + "\"}",
            "{\"lifetime\":\"RESERVED\"}",
            "{\"privateIpId\":\"" + carrier + "\"}",
            "{}"),
        changes().stream().map(OciRequest::text).collect(Collectors.toSet()));
  }

  private List<OciRequest> changes() {
    server.faults().heal();
    trials();
    return server.faults().calls(TrialUpdatesTest::isChange);
  }

  @Test
  void noMachineIsPoweredOffForATrial() {
    trials();

    assertEquals("RUNNING", instances.state(instance));
    assertTrue(
        server.faults().calls(r -> isChange(r) && r.is("POST", "20160918", "instances")).isEmpty());
  }

  @Test
  void whoMayOnlyReadIsRefusedEveryChange() {
    server.policy(request -> request.method().equals("GET"));

    List<Permission> permissions = trials();

    assertEquals(
        Set.of("UpdateIpv6", "UpdatePrivateIp", "UpdatePublicIp", "UpdateRouteTable"),
        calls(permissions, Ruling.REFUSED));
    Permission one =
        permissions.stream()
            .filter(permission -> permission.call().equals("UpdateRouteTable"))
            .findFirst()
            .orElseThrow();
    assertEquals(table, one.on());
    assertTrue(one.detail().contains("not found or not permitted"), one.detail());
  }

  @Test
  void whoMayDoNothingIsRefusedEveryReading() {
    server.policy(request -> false);

    List<Permission> permissions = trials();

    assertEquals(
        Set.of(
            "GetInstance",
            "GetPrivateIp",
            "GetPublicIp",
            "GetRouteTable",
            "GetVnic",
            "ListIpv6s",
            "ListPrivateIps"),
        calls(permissions, Ruling.REFUSED));
    assertEquals(Set.of(), calls(permissions, Ruling.PERMITTED));
  }

  @Test
  void whatIsNotAnsweredIsUnclear() {
    server.faults().always(TrialUpdatesTest::isChange, Fault.SERVER_ERROR);

    assertTrue(calls(trials(), Ruling.UNCLEAR).contains("UpdatePrivateIp"));
  }

  private void assertUnchanged() {
    assertEquals(vnic, vcn.vnicOf(held));
    assertEquals("", vcn.vnicOf(free));
    assertEquals(carrier, vcn.privateIpOf(publicIp));
    assertEquals(List.of(OciWorld.SERVICE_RULE), vcn.rules(table));
  }
}
