package dev.handoff.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.events.Alert;
import dev.handoff.events.Cause;
import dev.handoff.events.Happening;
import dev.handoff.events.OperatorCommand;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.GroupSpec;
import dev.handoff.events.spec.Monitor;
import dev.handoff.events.spec.Monitor.OnFail;
import dev.handoff.events.spec.Service;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a monitor's on-fail asks for beyond a restart, and for how long. */
class OnFailTest {

  private static final Service HTTPD = Specs.service("httpd", Service.Runs.ACTIVE);

  private static Specs httpdAlone(Duration failureTimeout) {
    return Specs.twoNodes().resources(HTTPD).meta(Specs.failing(5, failureTimeout));
  }

  private static Service everywhereAndIgnored() {
    Service httpd = Specs.service("httpd", Service.Runs.EVERYWHERE);
    List<Monitor> ignoring =
        httpd.monitors().stream()
            .map(m -> new Monitor(m.check(), m.interval(), m.timeout(), OnFail.IGNORE))
            .toList();
    return new Service(
        httpd.name(),
        httpd.kind(),
        ignoring,
        httpd.startTimeout(),
        httpd.stopTimeout(),
        httpd.runs(),
        httpd.port());
  }

  private static Optional<Cause> lastCause(Stage stage) {
    return stage.happenings(Happening.HandoverBegun.class).stream()
        .reduce((a, b) -> b)
        .map(Happening.HandoverBegun::cause);
  }

  @Test
  void standbyEmptiesTheNodeOfEveryGroup() {
    GroupSpec db = Specs.twoNodes().group("db", "postgres");
    ClusterSpec spec = Specs.twoNodes().meta(Specs.failing(5, Duration.ZERO)).beside(db);
    Stage stage = Stage.serving(spec);
    assertEquals("node-a", stage.record().group("db").owner());

    stage.node("node-a").fail("db", "postgres", OnFail.STANDBY);
    stage.play(4);

    assertEquals("node-b", stage.record().group("db").owner());
    assertEquals("node-b", stage.owner());
    assertEquals(
        new Cause.FailureDemands("postgres", "node-a", OnFail.STANDBY),
        lastCause(stage).orElseThrow());
  }

  @Test
  void standbyLastsUntilACleanupOfTheServiceThatFailed() {
    Stage stage = Stage.serving(httpdAlone(Duration.ZERO).spec());
    stage.node("node-a").fail("web", "httpd", OnFail.STANDBY);
    stage.play(4);
    stage.node("node-b").die();
    stage.schedule();
    stage.schedule();
    assertNull(stage.owner());

    stage.operate(new OperatorCommand.Cleanup("httpd", "node-a"));
    stage.play(3);

    assertEquals("node-a", stage.owner());
  }

  @Test
  void aFailureThatIsToBeIgnoredKeepsNoGroupAway() {
    Stage stage = new Stage(Specs.twoNodes().resources(Specs.EIP, everywhereAndIgnored()).spec());
    stage.node("node-b").die();
    stage.node("node-a").fail("web", "httpd", OnFail.IGNORE);
    stage.apply(stage.spec);
    stage.play(6);
    stage.schedule();

    assertEquals("node-a", stage.owner());
  }

  @Test
  void stopStopsTheServiceOnEveryNode() {
    Stage stage = Stage.serving(httpdAlone(Duration.ZERO).spec());

    stage.node("node-a").fail("web", "httpd", OnFail.STOP);
    stage.play(4);

    assertNull(stage.owner());
    assertEquals(
        new Cause.FailureDemands("httpd", "node-a", OnFail.STOP), lastCause(stage).orElseThrow());

    stage.operate(new OperatorCommand.Cleanup("httpd", null));
    stage.play(3);
    assertEquals("node-a", stage.owner());
  }

  @Test
  void stopEndsWithTheFailureTimeout() {
    Stage stage = Stage.serving(httpdAlone(Duration.ofSeconds(30)).spec());
    stage.node("node-a").fail("web", "httpd", OnFail.STOP);
    stage.play(4);
    assertNull(stage.owner());

    stage.schedule();
    stage.play(3);

    assertEquals("node-a", stage.owner());
  }

  @Test
  void stopIsForgottenWithTheNodeThatIsLost() {
    Stage stage = Stage.serving(httpdAlone(Duration.ZERO).spec());
    stage.node("node-a").fail("web", "httpd", OnFail.STOP);
    stage.play(4);
    assertNull(stage.owner());

    stage.node("node-a").die();
    stage.schedule();
    stage.schedule();
    stage.play(3);

    assertEquals("node-b", stage.owner());
  }

  @Test
  void blockFreezesTheServiceWhereItIs() {
    Stage stage = Stage.serving(httpdAlone(Duration.ofSeconds(30)).spec());

    stage.node("node-a").fail("web", "httpd", OnFail.BLOCK);
    stage.play(2);
    stage.operate(new OperatorCommand.Standby("node-a"));
    stage.schedule();
    stage.schedule();

    assertEquals("node-a", stage.owner());
    assertEquals(1, stage.record().node("node-a").failures("httpd").count());
  }

  @Test
  void whatWasBlockedMovesAfterACleanup() {
    Stage stage = Stage.serving(httpdAlone(Duration.ZERO).spec());
    stage.node("node-a").fail("web", "httpd", OnFail.BLOCK);
    stage.play(2);
    stage.operate(new OperatorCommand.Standby("node-a"));
    stage.play(3);

    stage.operate(new OperatorCommand.Cleanup("httpd", null));
    stage.play(3);

    assertEquals("node-b", stage.owner());
  }

  @Test
  void whatWaitsForAPersonIsToldWithTheCommandThatEndsIt() {
    Stage stage = Stage.serving(httpdAlone(Duration.ZERO).spec());

    stage.node("node-a").fail("web", "httpd", OnFail.BLOCK);
    stage.play(2);

    Alert alert = stage.notifier.delivered().getLast().alert();
    assertEquals("cluster-1: httpd failed on node-a and is left as it is", alert.subject());
    assertTrue(alert.text().contains("handoff cleanup httpd node-a"), alert.text());
  }

  @Test
  void onlyOfWhatIsLeftAsItIsPeopleAreToldThatItMayRunOn() {
    assertTrue(mailAfter(OnFail.BLOCK).contains("It may run on there"));
    assertFalse(mailAfter(OnFail.STOP).contains("It may run on there"));
  }

  private static String mailAfter(OnFail onFail) {
    Stage stage = Stage.serving(httpdAlone(Duration.ZERO).spec());
    stage.node("node-a").fail("web", "httpd", onFail);
    stage.play(2);
    return stage.notifier.delivered().stream()
        .map(delivery -> delivery.alert().text())
        .filter(text -> text.contains("It waits for you."))
        .findFirst()
        .orElseThrow();
  }
}
