package dev.handoff.aws.ec2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.aws.local.DynamoDbLocalServer;
import dev.handoff.aws.local.FaultyFront;
import dev.handoff.aws.local.FaultyFront.Call;
import dev.handoff.aws.local.FaultyFront.Fault;
import dev.handoff.controller.port.Samples;
import dev.handoff.dispatch.Permission;
import dev.handoff.dispatch.Permission.Ruling;
import dev.handoff.events.spec.Address;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.Fencing;
import dev.handoff.events.spec.NodeSpec;
import dev.handoff.events.spec.Resource;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DryRunsTest {

  private static final List<String> CALLS =
      List.of(
          "AssociateAddress",
          "AssignIpv6Addresses",
          "AssignPrivateIpAddresses",
          "CreateRoute",
          "DeleteRoute",
          "DescribeAddresses",
          "DescribeNetworkInterfaces",
          "DescribeRouteTables",
          "ReplaceRoute",
          "StopInstances",
          "UnassignIpv6Addresses",
          "UnassignPrivateIpAddresses");

  private final FaultyFront front = FaultyFront.before(URI.create("http://127.0.0.1:1"));
  private final Ec2Query query =
      new Ec2Query(
          Ec2World.settings(front.endpoint()),
          DynamoDbLocalServer.CREDENTIALS,
          Limits.DEFAULT.attempt());
  private final DryRuns dryRuns = new DryRuns(query);

  @BeforeEach
  void permitAll() {
    CALLS.forEach(call -> front.always(call, Fault.DRY_RUN));
  }

  @AfterEach
  void stop() {
    query.close();
    front.close();
  }

  private static ClusterSpec spec(Fencing fence, Resource... resources) {
    ClusterSpec plain =
        Samples.spec(
            "web",
            List.of(
                new NodeSpec("n1", "i-1", "eni-1", Map.of()),
                new NodeSpec("n2", "i-2", "eni-2", Map.of())),
            List.of(resources));
    return new ClusterSpec(
        plain.cluster(),
        plain.beat(),
        plain.isolation(),
        fence,
        plain.limits(),
        plain.symmetric(),
        plain.nodes(),
        plain.groups(),
        plain.constraints(),
        plain.probes(),
        plain.topic());
  }

  private static ClusterSpec everything() {
    return spec(
        Fencing.STOP,
        new Address.ElasticIp("eip", "eipalloc-1", null),
        new Address.Route("route", "192.168.1.1/32", List.of("rtb-1", "rtb-2")),
        new Address.PrivateIp("ip", "10.0.0.9", null),
        new Address.PrivateIp("ip6", "fd00::9", null));
  }

  @Test
  void triesEveryCallThatTheSpecMayLeadToAndDoesNone() {
    List<Permission> permissions = dryRuns.of(everything());

    assertTrue(
        permissions.stream().allMatch(p -> p.ruling() == Ruling.PERMITTED), permissions::toString);
    for (String call : CALLS) {
      List<Call> made = front.calls(call);
      assertFalse(made.isEmpty(), call + " was not tried");
      assertTrue(made.stream().allMatch(c -> c.body().contains("DryRun=true")), made::toString);
    }
    assertEquals(2, front.calls("AssociateAddress").size(), "once for the interface of each node");
    assertEquals(2, front.calls("ReplaceRoute").size(), "once for each table");
  }

  @Test
  void asksForNothingThatTheSpecNeverNeeds() {
    dryRuns.of(spec(Fencing.NONE, new Address.Route("route", "10.9.0.0/16", List.of("rtb-1"))));

    assertTrue(front.calls("StopInstances").isEmpty());
    assertTrue(front.calls("AssociateAddress").isEmpty());
    assertTrue(front.calls("DescribeAddresses").isEmpty());
  }

  @Test
  void tellsWhatIsRefused() {
    front.always("ReplaceRoute", Fault.FORBID);

    List<Permission> refused =
        dryRuns.of(everything()).stream().filter(p -> p.ruling() == Ruling.REFUSED).toList();

    assertEquals(
        List.of("192.168.1.1/32 in rtb-1", "192.168.1.1/32 in rtb-2"),
        refused.stream().map(Permission::on).toList());
    assertTrue(refused.getFirst().detail().contains("UnauthorizedOperation"));
  }

  @Test
  void isNotSureOfWhatEc2DoesNotSay() {
    front.always("AssociateAddress", Fault.THROTTLE);

    List<Permission> unclear =
        dryRuns.of(everything()).stream().filter(p -> p.ruling() == Ruling.UNCLEAR).toList();

    assertEquals(2, unclear.size());
    assertTrue(unclear.getFirst().detail().contains("RequestLimitExceeded"));
  }
}
