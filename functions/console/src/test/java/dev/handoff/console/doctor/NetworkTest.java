package dev.handoff.console.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.aws.ec2.Ec2Query;
import dev.handoff.aws.ec2.Ec2World;
import dev.handoff.aws.ec2.Reply;
import dev.handoff.aws.local.AwsServer;
import dev.handoff.aws.local.DynamoDbLocalServer;
import dev.handoff.console.doctor.Check.Outcome;
import dev.handoff.controller.port.Samples;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.NodeSpec;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an AWS API server shows of a network, judged as it comes. */
@SuppressWarnings("NullAway.Init") // set before each test, or it is skipped
final class NetworkTest {

  private Ec2World world;
  private Ec2Query ec2;
  private ClusterSpec spec;

  @BeforeEach
  void start() {
    URI aws = AwsServer.require();
    world = new Ec2World(aws);
    ec2 =
        new Ec2Query(
            Ec2World.settings(aws), DynamoDbLocalServer.CREDENTIALS, Duration.ofMinutes(1));
    List<NodeSpec> nodes =
        world.spec.nodes().stream()
            .map(node -> new NodeSpec(node.name(), null, node.networkInterface(), Map.of()))
            .toList();
    spec = Samples.spec("web", nodes, List.of(world.eip(), world.route(), world.privateIp()));
  }

  @AfterEach
  void stop() {
    if (world != null) {
      ec2.close();
      world.close();
    }
  }

  private List<Check> checks() {
    return NetworkChecks.of(spec, Network.read(ec2, spec), "prod");
  }

  private void call(String action, Map<String, String> parameters) {
    assertInstanceOf(Reply.Success.class, ec2.call(action, parameters));
  }

  private void tagAll() {
    Map<String, String> parameters = new HashMap<>();
    parameters.put("Tag.1.Key", "handoff");
    parameters.put("Tag.1.Value", "prod");
    parameters.put("ResourceId.1", world.allocation);
    parameters.put("ResourceId.2", world.tables.get(0));
    parameters.put("ResourceId.3", world.tables.get(1));
    parameters.put("ResourceId.4", String.valueOf(spec.nodes().get(0).networkInterface()));
    parameters.put("ResourceId.5", String.valueOf(spec.nodes().get(1).networkInterface()));
    call("CreateTags", parameters);
  }

  private void check(NodeSpec node, boolean sourceAndDestination) {
    call(
        "ModifyNetworkInterfaceAttribute",
        Map.of(
            "NetworkInterfaceId",
            String.valueOf(node.networkInterface()),
            "SourceDestCheck.Value",
            Boolean.toString(sourceAndDestination)));
  }

  @Test
  void whatIsTaggedAndUncheckedIsWell() {
    tagAll();
    spec.nodes().forEach(node -> check(node, false));

    List<Check> checks = checks();

    assertEquals(1, checks.size(), checks::toString);
    assertEquals(Outcome.OK, checks.getFirst().outcome(), checks::toString);
  }

  @Test
  void whatIsNotTaggedIsNamedOneByOne() {
    spec.nodes().forEach(node -> check(node, false));

    List<Check> checks = checks();

    assertEquals(5, checks.size(), checks::toString);
    assertTrue(
        checks.stream().allMatch(check -> check.found().contains("has no tag handoff")),
        checks::toString);
  }

  @Test
  void aSourceDestCheckThatIsOnIsSeen() {
    tagAll();
    check(spec.nodes().get(0), false);
    check(spec.nodes().get(1), true);

    List<Check> checks = checks();

    assertEquals(1, checks.size(), checks::toString);
    assertTrue(checks.getFirst().found().contains("of n2 drops"), checks::toString);
  }
}
