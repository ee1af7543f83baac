package dev.handoff.oci.compute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.controller.port.Fence;
import dev.handoff.controller.port.Fence.Fenced;
import dev.handoff.controller.port.FenceContract;
import dev.handoff.events.spec.NodeSpec;
import dev.handoff.oci.OciClients;
import dev.handoff.oci.attempt.Limits;
import dev.handoff.oci.attempt.PausesOnly;
import dev.handoff.oci.local.Fault;
import dev.handoff.oci.local.Instances;
import dev.handoff.oci.local.LocalOci;
import dev.handoff.oci.local.OciRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OciFenceTest extends FenceContract {

  private final Instances instances = new Instances();
  private final LocalOci server = LocalOci.start(instances);
  private final OciClients clients = server.clients("handoff");
  private final Fence fence = new OciFence(clients.compute(), Limits.DEFAULT, new PausesOnly());

  @BeforeEach
  void heal() {
    server.faults().heal();
    instances.slow(2);
  }

  @AfterAll
  void stop() {
    clients.close();
    server.close();
  }

  @Override
  protected Fence fence() {
    return fence;
  }

  private static boolean isStop(OciRequest request) {
    return request.is("POST", "20160918", "instances");
  }

  private static boolean isGet(OciRequest request) {
    return request.is("GET", "20160918", "instances");
  }

  private static NodeSpec node(String instance) {
    return new NodeSpec("n", instance, null, Map.of());
  }

  @Override
  protected NodeSpec running() {
    return node(instances.instance("RUNNING"));
  }

  @Override
  protected NodeSpec unknown() {
    return node("ocid1.instance.oc1.local.none");
  }

  @Override
  protected boolean runs(NodeSpec node) {
    return instances.state(String.valueOf(node.instance())).equals("RUNNING");
  }

  @Test
  void theGuestIsNotAsked() {
    fence.powerOff(running());

    assertEquals(
        List.of("STOP"),
        server.faults().calls(OciFenceTest::isStop).stream()
            .map(r -> r.query("action").orElse(""))
            .toList());
  }

  @Test
  void aMachineThatIsOffIsNotCalled() {
    assertEquals(new Fenced.Off(), fence.powerOff(node(instances.instance("STOPPED"))));
    assertEquals(new Fenced.Off(), fence.powerOff(node(instances.instance("TERMINATED"))));
    assertEquals(List.of(), server.faults().calls(OciFenceTest::isStop));
  }

  @Test
  void aMachineThatIsBeingDeletedIsNotOffYet() {
    assertEquals(
        new Fenced.NotYet("it is TERMINATING"),
        fence.powerOff(node(instances.instance("TERMINATING"))));
  }

  @Test
  void aStopThatIsOnItsWayIsWaitedForAndNotTakenForAFailure() {
    instances.slow(100);
    NodeSpec node = node(instances.instance("STOPPING"));

    assertEquals(new Fenced.NotYet("it is STOPPING"), fence.powerOff(node));
    assertEquals(1, server.faults().calls(OciFenceTest::isStop).size());
  }

  @Test
  void aThrottledStopIsRepeated() {
    server.faults().next(OciFenceTest::isStop, Fault.THROTTLE, Fault.UNAVAILABLE);
    NodeSpec node = running();

    assertInstanceOf(Fenced.NotYet.class, fence.powerOff(node));
    assertEquals("STOPPING", instances.state(String.valueOf(node.instance())));
  }

  @Test
  void aStopWhoseReplyIsAlwaysLostHappensAndIsNotYet() {
    server.faults().always(OciFenceTest::isStop, Fault.LOSE_REPLY);
    NodeSpec node = running();

    assertInstanceOf(Fenced.NotYet.class, fence.powerOff(node));
    assertEquals("STOPPING", instances.state(String.valueOf(node.instance())));
  }

  @Test
  void whoseStateCannotBeReadIsNotTakenForOff() {
    server.faults().always(OciFenceTest::isGet, Fault.SERVER_ERROR);

    assertInstanceOf(Fenced.NotYet.class, fence.powerOff(running()));
  }

  @Test
  void whoHasNoPermissionIsRefused() {
    server.faults().always(OciFenceTest::isStop, Fault.FORBID);

    String detail = assertInstanceOf(Fenced.Refused.class, fence.powerOff(running())).detail();
    assertTrue(detail.contains("not permitted"), detail);
  }

  @Test
  void aNodeWithoutInstanceIsRefused() {
    assertInstanceOf(Fenced.Refused.class, fence.powerOff(new NodeSpec("n", null, null, Map.of())));
  }
}
