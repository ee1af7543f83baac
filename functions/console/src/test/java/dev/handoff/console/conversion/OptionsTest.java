package dev.handoff.console.conversion;

import static dev.handoff.console.conversion.Samples.imported;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.console.conversion.ImportResult.Imported;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.Constraint;
import dev.handoff.events.spec.GroupSpec;
import dev.handoff.events.spec.ResourceOptions;
import dev.handoff.events.spec.Score;
import dev.handoff.events.yaml.SpecReader;
import dev.handoff.events.yaml.SpecResult;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Options of members, of constraints, and of the cluster come through an import as they were. */
final class OptionsTest {

  private static final String NODES = "node n1\nnode n2\n";
  private static final String TWO =
      NODES
          + "primitive a systemd:a op monitor interval=5s %s\n"
          + "primitive b systemd:b op monitor interval=5s %s\n";

  private static ClusterSpec spec(Imported imported) {
    assertEquals(List.of(), imported.problems());
    return ((SpecResult.Valid) SpecReader.read("spec", imported.spec())).spec();
  }

  private static ClusterSpec spec(String crm) {
    Imported imported = imported(crm);
    assertTrue(
        imported.remarks().stream().noneMatch(r -> r.contains("carried over")),
        () -> String.join("\n", imported.remarks()));
    return spec(imported);
  }

  private static ResourceOptions options(String crm, String resource) {
    return spec(crm).group("g").orElseThrow().options(resource);
  }

  @Test
  void aMemberKeepsWhatItSaysItself() {
    String crm =
        TWO.formatted("", "meta migration-threshold=5 failure-timeout=60s resource-stickiness=7")
            + "group g a b meta migration-threshold=2\n";

    assertEquals(new Score(2), options(crm, "a").meta().migrationThreshold());
    assertEquals(new Score(5), options(crm, "b").meta().migrationThreshold());
    assertEquals(Duration.ofMinutes(1), options(crm, "b").meta().failureTimeout());
    assertEquals(new Score(7), options(crm, "b").meta().resourceStickiness());
    assertEquals(Score.ZERO, options(crm, "a").meta().resourceStickiness());
  }

  @Test
  void aMonitorKeepsItsDelay() {
    ClusterSpec spec =
        spec("node a\nnode b\nprimitive s systemd:s op monitor interval=10s start-delay=30s\n");

    assertEquals(
        Duration.ofSeconds(30),
        spec.groups().getFirst().services().getFirst().monitors().getFirst().startDelay());
  }

  @Test
  void aPingKeepsItsAttemptsWithinReason() {
    String crm =
        """
        node a
        node b
        primitive s systemd:s op monitor interval=10s
        primitive p ping params host_list=10.0.0.1 multiplier=1000 attempts=%s
        clone c p
        """;

    assertTrue(imported(crm.formatted("5")).spec().contains("attempts: 5"));
    assertTrue(imported(crm.formatted("50")).spec().contains("attempts: 10"));
    assertTrue(imported(crm.formatted("0")).spec().contains("attempts: 1\n"));
  }

  @Test
  void whatAllMembersSayIsSaidOfTheirGroup() {
    String crm =
        TWO.formatted("meta migration-threshold=3", "meta migration-threshold=3") + "group g a b\n";

    GroupSpec group = spec(crm).group("g").orElseThrow();
    assertEquals(new Score(3), group.meta().migrationThreshold());
    assertTrue(group.own().isEmpty(), group.own()::toString);
  }

  @Test
  void aMemberMayBeStoppedUnmanagedOrNotCriticalAlone() {
    String crm =
        TWO.formatted("meta is-managed=false", "meta target-role=Stopped critical=false")
            + "group g a b\n";

    assertEquals(false, options(crm, "a").managed());
    assertEquals(true, options(crm, "b").managed());
    assertEquals(GroupSpec.TargetRole.STARTED, options(crm, "a").targetRole());
    assertEquals(GroupSpec.TargetRole.STOPPED, options(crm, "b").targetRole());
    assertEquals(true, options(crm, "a").critical());
    assertEquals(false, options(crm, "b").critical());
  }

  @Test
  void aMemberMayRunWhereItsGroupIsStopped() {
    String crm =
        TWO.formatted("meta target-role=Started", "") + "group g a b meta target-role=Stopped\n";

    assertEquals(GroupSpec.TargetRole.STARTED, options(crm, "a").targetRole());
    assertEquals(GroupSpec.TargetRole.STOPPED, options(crm, "b").targetRole());
  }

  @Test
  void anAddressHasNoThresholdOfItsOwn() {
    Imported imported =
        imported(
            NODES
                + "primitive v IPaddr2 params ip=10.0.0.9 meta migration-threshold=1\n"
                + "primitive b systemd:b op monitor interval=5s\n"
                + "group g v b meta migration-threshold=2\n");

    assertEquals(
        new Score(2),
        spec(imported).group("g").orElseThrow().options("v").meta().migrationThreshold());
    assertTrue(
        imported
            .remarks()
            .contains(
                "in:3: not carried over: v: migration-threshold=1: an address does not fail: the"
                    + " controller tries again until it is moved"),
        () -> String.join("\n", imported.remarks()));
  }

  @Test
  void optionsOfTheClusterComeAlong() {
    ClusterSpec spec =
        spec(
            NODES
                + "primitive a systemd:a op monitor interval=5s\n"
                + "property start-failure-is-fatal=false stop-all-resources=true\n");

    assertEquals(false, spec.startFailureIsFatal());
    assertEquals(true, spec.stopsAll());
  }

  @Test
  void influenceAndOneWayOrdersComeAlong() {
    ClusterSpec spec =
        spec(
            TWO.formatted("", "")
                + "order o Mandatory: a b symmetrical=false\n"
                + "colocation k inf: b a influence=false\n");

    assertEquals(
        List.of(
            new Constraint.Colocation("b", "a", Score.INFINITY, false),
            new Constraint.Order("a", "b", true, false)),
        spec.constraints());
  }
}
