package dev.handoff.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.controller.memory.MemoryAddresses;
import dev.handoff.controller.record.Phase;
import dev.handoff.events.Alert;
import dev.handoff.events.Happening;
import dev.handoff.events.OperatorCommand;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.GroupSpec;
import dev.handoff.events.spec.ResourceOptions;
import dev.handoff.events.spec.Service;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where no node may run all of a group, the members before the one that fails stay. */
class PartialGroupTest {

  private static final OperatorCommand CLEAN_B = new OperatorCommand.Cleanup("httpd", "node-b");

  /** Both nodes at their threshold: first node-a, then node-b. */
  private static Stage failedEverywhere() {
    Stage stage = Stage.serving(Specs.twoNodes().spec());
    failTwice(stage, "node-a");
    assertEquals("node-b", stage.owner());
    failTwice(stage, "node-b");
    return stage;
  }

  private static void failTwice(Stage stage, String node) {
    stage.node(node).fail("web", "httpd", false);
    stage.play(2);
    stage.node(node).fail("web", "httpd", true);
    stage.play(4);
  }

  private static ClusterSpec httpd(GroupSpec.TargetRole role) {
    return Specs.twoNodes()
        .with("httpd", o -> new ResourceOptions(o.meta(), role, o.managed(), o.critical()));
  }

  @Test
  void theAddressStaysWhereItIsAndTheServiceThatNoNodeMayRunStops() {
    Stage stage = failedEverywhere();

    assertEquals("node-b", stage.owner());
    assertInstanceOf(Phase.Stranded.class, stage.phase());
    assertEquals(List.of("httpd"), stage.group().stopped());
    assertEquals(List.of("httpd"), stage.orders("node-b").of("web").orElseThrow().stopped());
    assertFalse(stage.node("node-b").runs("web", "httpd"));
    assertEquals(new MemoryAddresses.Call("eip", "node-b"), stage.addresses.calls().getLast());
  }

  @Test
  void peopleAreToldWhatRunsAndWhatDoesNot() {
    Stage stage = failedEverywhere();

    Alert alert = stage.notifier.delivered().getLast().alert();
    assertEquals("cluster-1/web: eip on node-b, httpd stopped (no eligible node)", alert.subject());
    assertTrue(alert.text().contains("- node-a: httpd failed 2 of 2"), alert.text());
    assertTrue(alert.text().contains("- node-b: httpd failed 2 of 2"), alert.text());
    assertEquals(1, stage.happenings(Happening.GroupIncomplete.class).size());
  }

  @Test
  void aCleanupWhereTheAddressIsStartsTheServiceThere() {
    Stage stage = failedEverywhere();

    stage.operate(CLEAN_B);
    stage.play(3);

    assertEquals("node-b", stage.owner());
    assertInstanceOf(Phase.Settled.class, stage.phase());
    assertTrue(stage.node("node-b").runs("web", "httpd"));
  }

  @Test
  void aCleanupElsewhereTakesTheAddressThere() {
    Stage stage = failedEverywhere();

    stage.operate(new OperatorCommand.Cleanup("httpd", "node-a"));
    stage.play(4);

    assertEquals("node-a", stage.owner());
    assertTrue(stage.node("node-a").runs("web", "httpd"));
  }

  @Test
  void theAddressOfAPartIsTakenFromALostNodeToo() {
    Stage stage = failedEverywhere();

    stage.node("node-b").die();
    stage.schedule();
    stage.schedule();
    stage.play(3);

    assertEquals("node-a", stage.owner());
    assertEquals(List.of("httpd"), stage.group().stopped());
    assertFalse(stage.node("node-a").runs("web", "httpd"));
    assertEquals(new MemoryAddresses.Call("eip", "node-a"), stage.addresses.calls().getLast());
  }

  @Test
  void onlyWhatIsWantedRunsWhenAMemberHasTargetRoleStopped() {
    Stage stage = new Stage(httpd(GroupSpec.TargetRole.STOPPED));
    stage.apply(stage.spec);
    stage.play(6);

    assertEquals("node-a", stage.owner());
    assertEquals(List.of("httpd"), stage.group().stopped());
    assertFalse(stage.node("node-a").runs("web", "httpd"));
    assertEquals(
        "cluster-1/web: eip on node-a, httpd stopped (target-role is stopped)",
        stage.notifier.delivered().getLast().alert().subject());
  }

  @Test
  void aMemberThatIsWantedAgainIsStarted() {
    Stage stage = new Stage(httpd(GroupSpec.TargetRole.STOPPED));
    stage.apply(stage.spec);
    stage.play(6);

    stage.apply(httpd(GroupSpec.TargetRole.STARTED));
    stage.play(4);

    assertInstanceOf(Phase.Settled.class, stage.phase());
    assertTrue(stage.node("node-a").runs("web", "httpd"));
  }

  @Test
  void membersAfterTheOneThatFailsStopWithIt() {
    Stage stage =
        Stage.serving(
            Specs.twoNodes()
                .resources(
                    Specs.EIP,
                    Specs.service("httpd", Service.Runs.ACTIVE),
                    Specs.service("php", Service.Runs.ACTIVE))
                .meta(Specs.failing(2, Duration.ZERO))
                .spec());
    stage.operate(new OperatorCommand.Ban("web", "node-b", null));

    failTwice(stage, "node-a");

    assertEquals(List.of("httpd", "php"), stage.group().stopped());
  }

  @Test
  void anAddressThatIsNotToRunIsNotMoved() {
    Stage stage =
        Stage.serving(
            Specs.twoNodes()
                .resources(
                    Specs.service("db", Service.Runs.ACTIVE),
                    Specs.service("httpd", Service.Runs.ACTIVE),
                    Specs.EIP)
                .spec());
    failTwice(stage, "node-a");
    failTwice(stage, "node-b");
    assertEquals(List.of("httpd", "eip"), stage.group().stopped());
    int calls = stage.addresses.calls().size();

    stage.node("node-b").die();
    stage.schedule();
    stage.schedule();
    stage.play(3);

    assertEquals("node-a", stage.owner());
    assertEquals(calls, stage.addresses.calls().size());
  }
}
