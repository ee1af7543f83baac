package dev.handoff.controller.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handoff.controller.port.Samples;
import dev.handoff.controller.record.Assignment;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.controller.record.Phase;
import dev.handoff.events.Cause;
import dev.handoff.events.Order;
import dev.handoff.events.Orders;
import dev.handoff.events.Role;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.GroupSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What nodes are told of a group that belongs to the first boot of n1. */
class NodeOrdersTest {

  private static final Phase SETTLED = new Phase.Settled();

  @Test
  void theOwnerIsToldToServe() {
    assertEquals(Role.ACTIVE, told("n1", "boot-1", SETTLED));
  }

  @Test
  void theOthersAreToldToStandBy() {
    assertEquals(Role.STANDBY, told("n2", "boot-1", SETTLED));
  }

  @Test
  void nobodyIsToldWhatIsOlderThanWhatLiesThere() {
    Orders later = orders("boot-1", 7, Role.STANDBY);
    Orders wanted = orders("boot-1", 6, Role.ACTIVE);

    assertEquals(later, NodeOrders.noOlderThan(later, wanted));
    assertEquals(later, NodeOrders.noOlderThan(wanted, later));
    assertEquals(wanted, NodeOrders.noOlderThan(orders("boot-1", 6, Role.STANDBY), wanted));
    assertEquals(wanted, NodeOrders.noOlderThan(null, wanted));
  }

  @Test
  void aNodeThatHasRebootedSinceItWasToldSomethingLaterIsToldToStandBy() {
    assertEquals(
        orders("boot-2", 7, Role.STANDBY),
        NodeOrders.noOlderThan(orders("boot-1", 7, Role.ACTIVE), orders("boot-2", 6, Role.ACTIVE)));
  }

  @Test
  void whatAnotherIsToRunIsTakenOutOfWhatLiesThere() {
    Orders told = orders("boot-1", 6, Role.ACTIVE);
    Orders wanted = orders("boot-1", 7, Role.STANDBY);

    assertEquals(wanted, NodeOrders.without(Set.of("front"), told, wanted));
    assertEquals(told, NodeOrders.without(Set.of("back"), told, wanted));
    assertEquals(
        orders("boot-1", 8, Role.ACTIVE),
        NodeOrders.without(Set.of("front"), orders("boot-1", 8, Role.ACTIVE), wanted));
  }

  private static Orders orders(String boot, long epoch, Role role) {
    return new Orders(boot, 1, "1", List.of(new Order("front", epoch, role, Map.of())));
  }

  @Test
  void anOwnerThatHasRebootedIsToldToStandBy() {
    assertEquals(Role.STANDBY, told("n1", "boot-2", SETTLED));
  }

  @Test
  void aNewOwnerWaitsUntilTheOldOneHasStopped() {
    assertEquals(
        Role.STANDBY, told("n1", "boot-1", new Phase.Releasing(handover(failed()), Samples.NOON)));
  }

  @Test
  void aNewOwnerWaitsForItsAddresses() {
    assertEquals(Role.STANDBY, told("n1", "boot-1", new Phase.Moving(handover(failed()), null)));
  }

  @Test
  void anOwnerServesOnWhileAStrayAddressIsBroughtBack() {
    assertEquals(
        Role.ACTIVE, told("n1", "boot-1", new Phase.Moving(handover(new Cause.Drift()), null)));
  }

  @Test
  void anOwnerThatNeedsNoAddressToStartDoesNotWaitForIt() {
    ClusterSpec spec = Samples.spec("c", 2);
    GroupSpec front = spec.groups().getFirst();
    GroupSpec overlapping =
        new GroupSpec(
            "front", front.resources(), front.meta(), front.targetRole(), front.managed(), true);

    assertEquals(
        Role.ACTIVE,
        told(
            spec.with(spec.nodes(), List.of(overlapping)),
            "n1",
            "boot-1",
            new Phase.Moving(handover(failed()), null)));
  }

  private static Cause failed() {
    return new Cause.NodeSilent("n2");
  }

  private static Phase.Handover handover(Cause cause) {
    return new Phase.Handover("n2", cause, Samples.NOON, Duration.ZERO);
  }

  private static Role told(String node, String boot, Phase phase) {
    return told(Samples.spec("c", 2), node, boot, phase);
  }

  private static Role told(ClusterSpec spec, String node, String boot, Phase phase) {
    ClusterRecord record =
        new ClusterRecord(
            spec,
            Map.of(),
            Map.of("front", new Assignment(3, "n1", "boot-1", phase, null, List.of(), null)),
            List.of(),
            false,
            null,
            null,
            1,
            List.of());
    return NodeOrders.of(record, 9, node, boot, "plan").orders().getFirst().role();
  }
}
