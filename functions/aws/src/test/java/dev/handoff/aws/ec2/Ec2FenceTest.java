package dev.handoff.aws.ec2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.aws.local.AwsServer;
import dev.handoff.aws.local.DynamoDbLocalServer;
import dev.handoff.aws.local.FaultyFront;
import dev.handoff.controller.port.Fence;
import dev.handoff.controller.port.Fence.Fenced;
import dev.handoff.controller.port.FenceContract;
import dev.handoff.dispatch.SystemTime;
import dev.handoff.events.spec.NodeSpec;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init") // set before each test, or it is skipped
class Ec2FenceTest extends FenceContract {

  private FaultyFront front;
  private Ec2World world;
  private Ec2Query query;
  private Fence fence;

  @BeforeEach
  void start() {
    URI behind = AwsServer.require();
    front = FaultyFront.before(behind);
    world = new Ec2World(behind);
    query =
        new Ec2Query(
            Ec2World.settings(front.endpoint()),
            DynamoDbLocalServer.CREDENTIALS,
            Limits.DEFAULT.attempt());
    fence = new Ec2Fence(query, Limits.DEFAULT, new SystemTime());
  }

  @AfterEach
  void stop() {
    if (front != null) {
      query.close();
      world.close();
      front.close();
    }
  }

  @Override
  protected Fence fence() {
    return fence;
  }

  @Override
  protected NodeSpec running() {
    return world.running();
  }

  @Override
  protected NodeSpec unknown() {
    return new NodeSpec("gone", "i-00000000000000000", null, Map.of());
  }

  @Override
  protected boolean runs(NodeSpec node) {
    return world.stateOf(String.valueOf(node.instance())).equals("running");
  }

  @Test
  void theGuestIsNotAsked() {
    fence.powerOff(running());

    String body = front.calls("StopInstances").getFirst().body();
    assertTrue(body.contains("SkipOsShutdown=true"), body);
  }

  @Test
  void whoHasNoPermissionIsRefused() {
    front.always("StopInstances", FaultyFront.Fault.FORBID);

    String detail = assertInstanceOf(Fenced.Refused.class, fence.powerOff(running())).detail();
    assertTrue(detail.contains("not permitted"), detail);
  }

  @Test
  void aTerminatedMachineIsOff() {
    NodeSpec node = running();
    world.call("TerminateInstances", Map.of("InstanceId.1", String.valueOf(node.instance())));
    front.next("StopInstances", FaultyFront.Fault.WRONG_STATE);

    assertEquals(new Fenced.Off(), fence.powerOff(node));
  }

  @Test
  void aNodeWithoutInstanceIsRefused() {
    assertInstanceOf(Fenced.Refused.class, fence.powerOff(new NodeSpec("n", null, null, Map.of())));
  }
}
