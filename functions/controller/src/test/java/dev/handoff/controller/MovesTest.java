package dev.handoff.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.controller.Operator.Reply;
import dev.handoff.controller.answer.Answer;
import dev.handoff.controller.record.Bias;
import dev.handoff.controller.record.Bias.Kind;
import dev.handoff.controller.record.Phase;
import dev.handoff.events.Alert;
import dev.handoff.events.Cause;
import dev.handoff.events.Happening;
import dev.handoff.events.Lifetime;
import dev.handoff.events.OperatorCommand;
import dev.handoff.events.spec.Meta;
import dev.handoff.events.spec.Score;
import dev.handoff.events.spec.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What operators' moves and bans do, and for how long: on the system of vip-apache-ping. */
class MovesTest {

  private static final Meta VIP_APACHE_PING =
      new Meta(0, Score.INFINITY, new Score(3), Duration.ZERO);

  @Test
  void aMoveIsFulfilledAgainstInfiniteStickiness() {
    Stage stage = vip();

    Reply.Done reply = done(stage, new OperatorCommand.Move("web", "node-b", null));
    Instant asked = stage.clock.now();
    stage.play(3);

    assertEquals("node-b", stage.owner());
    assertEquals(
        List.of(new Bias("web", "node-b", Kind.PREFER, asked.plus(Duration.ofHours(1)))),
        stage.record().biases());
    assertTrue(
        reply.message().contains("1h; 'handoff clear web node-b' lifts it before"),
        reply.message());
  }

  @Test
  void threeFailuresAfterAMoveGoToTheOtherHealthyNode() {
    Stage stage = vip();
    stage.operate(new OperatorCommand.Move("web", "node-b", null));
    stage.play(3);

    failThrice(stage, "node-b");

    assertEquals("node-a", stage.owner());
    assertTrue(stage.node("node-a").isActive("web"));
    assertEquals(List.of(), stage.happenings(Happening.GroupStopped.class));
  }

  @Test
  void aMoveAskedForAnewBringsBackAGroupThatWasDrivenAway() {
    Stage stage = vip();
    done(stage, new OperatorCommand.Move("web", "node-b", null));
    stage.play(3);
    failThrice(stage, "node-b");
    assertEquals("node-a", stage.owner());
    stage.operate(new OperatorCommand.Cleanup("web", "node-b"));

    done(stage, new OperatorCommand.Move("web", "node-b", null));
    stage.play(3);

    assertEquals("node-b", stage.owner());
  }

  @Test
  void threeFailuresAfterAMoveAwayGoToTheOtherHealthyNode() {
    Stage stage = vip();
    done(stage, new OperatorCommand.Move("web", null, null));
    stage.play(3);
    assertEquals("node-b", stage.owner());
    assertEquals(Kind.PREFER, stage.record().biases().getFirst().kind());

    failThrice(stage, "node-b");

    assertEquals("node-a", stage.owner());
    assertTrue(stage.node("node-a").isActive("web"));
  }

  @Test
  void withABanInsteadTheTrapIsBuiltAndShownEverywhere() {
    Stage stage = vip();
    stage.operate(new OperatorCommand.Ban("web", "node-a", null));
    stage.play(3);
    assertEquals("node-b", stage.owner());

    failThrice(stage, "node-b");

    assertInstanceOf(Phase.Stranded.class, stage.phase());
    String lift = "handoff clear web node-a";
    Alert alert = stage.notifier.delivered().getLast().alert();
    assertTrue(
        alert.subject().startsWith("cluster-1/web: eip on node-b, httpd stopped"), alert.subject());
    assertTrue(alert.text().contains("- node-a: ban cli-ban-web-on-node-a until "), alert.text());
    assertTrue(alert.text().contains(lift), alert.text());
    assertTrue(alert.text().contains("- node-b: httpd failed 3 of 3"), alert.text());
    assertTrue(alert.text().contains("handoff cleanup web node-b"), alert.text());
    Answer answer = stage.explain("web");
    assertNull(answer.belongs());
    assertTrue(
        answer.why().toString().contains("An operator banned it from node-a"), answer.toString());
    assertTrue(answer.elsewhere().toString().contains("ended by: " + lift), answer.toString());
    assertTrue(answer.movers().contains(lift), answer.toString());

    stage.operate(new OperatorCommand.Clear("web", "node-a"));
    stage.play(3);
    assertEquals("node-a", stage.owner());
    assertTrue(stage.node("node-a").isActive("web"));
  }

  @Test
  void theTrapOfABanOpensByItselfWhenItsHourIsOver() {
    Stage stage = vip();
    stage.operate(new OperatorCommand.Ban("web", "node-a", null));
    stage.play(3);
    failThrice(stage, "node-b");

    stage.play(3600);
    stage.evaluate(Trigger.SCHEDULE);
    stage.play(3);

    assertEquals("node-a", stage.owner());
    assertEquals(List.of(), stage.record().biases());
  }

  @Test
  void aBanForeverStays() {
    Stage stage = vip();
    Reply.Done reply = done(stage, new OperatorCommand.Ban("web", "node-a", Lifetime.FOREVER));
    stage.play(3);

    assertEquals(List.of(new Bias("web", "node-a", Kind.BAN, null)), stage.record().biases());
    assertTrue(reply.message().contains("until 'handoff clear web node-a'"), reply.message());
  }

  @Test
  void theAlertOfAMoveSaysUntilWhenAndHowItIsLifted() {
    Stage stage = vip();
    stage.operate(new OperatorCommand.Move("web", "node-b", Lifetime.of(Duration.ofMinutes(5))));
    stage.play(3);

    Happening.OwnerChanged moved = stage.happenings(Happening.OwnerChanged.class).getLast();
    Cause.Operator cause = assertInstanceOf(Cause.Operator.class, moved.cause());
    assertEquals("handoff clear web node-b", cause.lift());
    String text = stage.notifier.delivered().getLast().alert().text();
    assertTrue(text.contains("in force: until " + cause.until()), text);
  }

  @Test
  void aBanThatLeavesNoNodeIsDoneAndSaysSo() {
    Stage stage = vip();
    stage.operate(new OperatorCommand.Standby("node-b"));

    Reply.Done reply = done(stage, new OperatorCommand.Ban("web", "node-a", null));

    assertTrue(reply.message().contains("no node may run web now"), reply.message());
    assertTrue(reply.message().contains("handoff online node-b"), reply.message());
  }

  @Test
  void refusesAMoveToANodeThatCannotRunTheGroupAndNamesTheCommandThatHelps() {
    Stage stage = vip();
    failThrice(stage, "node-a");
    assertEquals("node-b", stage.owner());
    var before = stage.record();

    String why = refused(stage, new OperatorCommand.Move("web", "node-a", null));

    assertEquals(
        "node-a cannot run web now: httpd failed 3 of 3; run 'handoff cleanup web node-a' first",
        why);
    assertEquals(before, stage.record());
  }

  @Test
  void refusesAMoveToANodeThatIsGoneOrOnStandby() {
    Stage stage = vip();
    stage.operate(new OperatorCommand.Standby("node-b"));
    assertEquals(
        "node-b cannot run web now: standby; run 'handoff online node-b' first",
        refused(stage, new OperatorCommand.Move("web", "node-b", null)));
    assertEquals(
        "no other node can run web now: node-b: standby (ended by: handoff online node-b)",
        refused(stage, new OperatorCommand.Move("web", null, null)));

    stage.operate(new OperatorCommand.Online("node-b"));
    stage.node("node-b").leave();
    stage.evaluate();
    assertEquals(
        "node-b cannot run web now: shut down",
        refused(stage, new OperatorCommand.Move("web", "node-b", null)));
  }

  @Test
  void refusesAMoveThatAnInfinitePreferenceOfTheSpecWouldHold() {
    Stage stage =
        Stage.serving(
            Specs.twoNodes().meta(VIP_APACHE_PING).preferring("node-a", 1_000_000).spec());

    String why = refused(stage, new OperatorCommand.Move("web", "node-b", null));

    assertEquals("node-b cannot run web now: as good, but it runs on node-a", why);
  }

  @Test
  void refusesUnknownNamesWithASuggestion() {
    Stage stage = vip();

    assertEquals(
        "there is no node 'node-v': did you mean 'node-a'? (allowed: node-a, node-b)",
        refused(stage, new OperatorCommand.Move("web", "node-v", null)));
    assertTrue(
        refused(stage, new OperatorCommand.Ban("wbe", null, null)).contains("did you mean 'web'?"));
    assertTrue(
        refused(stage, new OperatorCommand.Cleanup("htpd", null))
            .contains("did you mean 'httpd'?"));
  }

  @Test
  void aRepeatChangesNothingAndDoesNotProlong() {
    Stage stage = vip();
    OperatorCommand move = new OperatorCommand.Move("web", "node-b", null);
    OperatorCommand ban = new OperatorCommand.Ban("web", "node-a", null);
    stage.operate(move);
    stage.operate(ban);
    stage.play(3);
    var biases = stage.record().biases();
    int told = stage.happenings(Happening.OperatorActed.class).size();

    done(stage, move);
    done(stage, ban);

    assertEquals(biases, stage.record().biases());
    assertEquals(told, stage.happenings(Happening.OperatorActed.class).size());
  }

  @Test
  void askedAgainLaterItIsProlonged() {
    Stage stage = vip();
    stage.operate(new OperatorCommand.Move("web", "node-b", null));
    stage.play(600);

    stage.operate(new OperatorCommand.Move("web", "node-b", null));

    assertEquals(
        stage.clock.now().plus(Duration.ofHours(1)), stage.record().biases().getFirst().until());
  }

  @Test
  void saysWhereTheGroupGoesWhenTheMoveIsOver() {
    Meta loose = new Meta(0, Score.ZERO, new Score(3), Duration.ZERO);
    Stage stage = Stage.serving(Specs.twoNodes().meta(loose).preferring("node-a", 50).spec());

    Reply.Done reply = done(stage, new OperatorCommand.Move("web", "node-b", null));

    assertTrue(reply.message().contains("when that is over it goes to node-a"), reply.message());
  }

  @Test
  void aMoveThatCannotStartThereComesBackAndNeitherHoldsNorStops() {
    Stage stage = vip();
    stage.node("node-b").startsFail(true);

    done(stage, new OperatorCommand.Move("web", "node-b", null));
    stage.play(6);

    assertEquals("node-a", stage.owner());
    assertTrue(stage.node("node-a").isActive("web"));
    String why = stage.explain("web").why().toString();
    assertTrue(why.contains("An operator asked for node-b, which cannot run it now"), why);
  }

  @Test
  void aMoveAwayNeverStopsAServiceThatHasNowhereElseToGo() {
    Stage stage = vip();
    stage.node("node-b").startsFail(true);

    done(stage, new OperatorCommand.Move("web", null, null));
    stage.play(8);

    assertEquals("node-a", stage.owner());
    assertTrue(stage.node("node-a").isActive("web"));
    assertEquals(Kind.AWAY, stage.record().biases().getFirst().kind());
  }

  @Test
  void movesAlsoWhereOnlyTheAddressMoves() {
    Stage stage =
        Stage.serving(
            Specs.twoNodes()
                .meta(VIP_APACHE_PING)
                .resources(Specs.EIP, Specs.service("httpd", Service.Runs.EVERYWHERE))
                .spec());

    done(stage, new OperatorCommand.Move("web", "node-b", null));

    assertEquals("node-b", stage.owner());
    assertInstanceOf(Phase.Settled.class, stage.phase());
    assertEquals(Kind.PREFER, stage.record().biases().getFirst().kind());
  }

  @Test
  void theJournalSaysWhoAsked() {
    Stage stage = vip();

    new Operator(stage.ports)
        .run(
            "cluster-1",
            new OperatorCommand.Move("web", "node-b", null),
            "arn:aws:iam::1:user/ann");
    stage.play(3);

    assertEquals(
        new Happening.OperatorActed(
            new OperatorCommand.Move("web", "node-b", null), "arn:aws:iam::1:user/ann"),
        stage.happenings(Happening.OperatorActed.class).getLast());
  }

  @Test
  void explainsWhatWouldMoveIt() {
    Stage stage = Stage.serving(Specs.twoNodes().spec());
    stage.node("node-a").fail("web", "httpd", false);
    stage.play(2);

    Answer answer = stage.explain("httpd");

    assertTrue(
        answer.why().getFirst().startsWith("web is on node-a, where it belongs"),
        answer.toString());
    assertEquals(
        List.of(
            "node-b, once its score is above 400 (it is 0)",
            "one more failure of httpd on node-a (1 of 2 so far)"),
        answer.movers());
    assertTrue(
        vip()
            .explain("web")
            .movers()
            .contains("nothing but a ban or the loss of node-a: stickiness is INFINITY"));
  }

  private static Stage vip() {
    return Stage.serving(Specs.twoNodes().meta(VIP_APACHE_PING).spec());
  }

  private static void failThrice(Stage stage, String node) {
    for (int i = 1; i <= 3; i++) {
      stage.node(node).fail("web", "httpd", i == 3);
      stage.play(2);
    }
    stage.play(2);
  }

  private static Reply.Done done(Stage stage, OperatorCommand command) {
    return assertInstanceOf(Reply.Done.class, stage.operate(command));
  }

  private static String refused(Stage stage, OperatorCommand command) {
    return assertInstanceOf(Reply.Refused.class, stage.operate(command)).why();
  }
}
