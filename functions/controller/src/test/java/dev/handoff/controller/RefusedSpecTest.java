package dev.handoff.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.controller.port.ClusterStore.Reading;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.events.spec.ClusterSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A spec need not have come through the reader of YAML; one that cannot work is not stored. */
class RefusedSpecTest {

  private static ClusterSpec withoutResources() {
    ClusterSpec spec = Specs.twoNodes().spec();
    return spec.with(spec.nodes(), List.of(spec.groups().getFirst().with(List.of())));
  }

  @Test
  void changesNothingOfAClusterThatRuns() {
    Stage stage = Stage.serving(Specs.twoNodes().spec());
    ClusterRecord before = stage.record();

    Operator.Reply reply = stage.apply(withoutResources());

    Operator.Reply.Refused refused = assertInstanceOf(Operator.Reply.Refused.class, reply);
    assertTrue(refused.why().contains("the resources of group 'web' are none"), refused.why());
    assertEquals(before, stage.record());
  }

  @Test
  void createsNoCluster() {
    Stage stage = new Stage(Specs.twoNodes().spec());

    assertInstanceOf(Operator.Reply.Refused.class, stage.apply(withoutResources()));

    assertInstanceOf(Reading.Absent.class, stage.store.read("cluster-1"));
  }
}
