package dev.handoff.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handoff.events.Cause;
import dev.handoff.events.Happening;
import dev.handoff.events.OperatorCommand;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.ResourceOptions;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What one resource says for itself outweighs what its group says. */
class ResourceOptionsTest {

  @Test
  void aServiceLeavesAtItsOwnThreshold() {
    Stage stage =
        Stage.serving(Specs.twoNodes().with("httpd", o -> o.with(Specs.failing(3, Duration.ZERO))));

    stage.node("node-a").fail("web", "httpd", false);
    stage.node("node-a").fail("web", "httpd", false);
    stage.play(2);
    assertEquals("node-a", stage.owner());

    stage.node("node-a").fail("web", "httpd", true);
    stage.play(3);
    assertEquals("node-b", stage.owner());
    assertEquals(
        new Cause.ServiceFailed("httpd", "node-a", 3, 3),
        stage.happenings(Happening.OwnerChanged.class).getLast().cause());
    assertEquals(3, stage.happenings(Happening.ResourceFailed.class).getLast().threshold());
  }

  @Test
  void aServicesFailuresAreForgivenAfterItsOwnTimeout() {
    Stage stage =
        Stage.serving(
            Specs.twoNodes().with("httpd", o -> o.with(Specs.failing(2, Duration.ofSeconds(30)))));

    stage.node("node-a").fail("web", "httpd", false);
    stage.play(2);
    assertEquals(1, stage.record().node("node-a").failures("httpd").count());

    stage.schedule();
    assertEquals(0, stage.record().node("node-a").failures("httpd").count());
  }

  @Test
  void aServiceThatIsOnlyWatchedKeepsItsGroupInPlace() {
    ClusterSpec spec =
        Specs.twoNodes()
            .with("httpd", o -> new ResourceOptions(o.meta(), o.targetRole(), false, true));
    Stage stage = Stage.serving(Specs.twoNodes().spec());
    stage.apply(spec);

    stage.operate(new OperatorCommand.Ban("web", "node-a", null));
    stage.play(3);

    assertEquals("node-a", stage.owner());
  }
}
