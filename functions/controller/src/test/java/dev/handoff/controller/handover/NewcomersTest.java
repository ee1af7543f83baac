package dev.handoff.controller.handover;

import static dev.handoff.controller.handover.Scene.httpd;
import static dev.handoff.controller.handover.Scene.web;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.controller.liveness.Verdict;
import dev.handoff.controller.record.Assignment;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.controller.record.NodeRecord;
import dev.handoff.controller.record.NodeRecord.Presence;
import dev.handoff.events.Aftermath;
import dev.handoff.events.GroupReport.Progress;
import dev.handoff.events.ResourceReport;
import dev.handoff.events.ResourceReport.State;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.Kind;
import dev.handoff.events.spec.Monitor.OnFail;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** httpd is new to node-a, which owns its group. What does node-b have to tell? */
class NewcomersTest {

  private static final List<String> ASKED = List.of("httpd");

  private final Scene scene = new Scene();
  private Presence presenceOfB = Presence.PRESENT;

  @Test
  void aNodeThatHasNotLookedIsWaitedFor() {
    scene.says("node-b", web(5, Progress.STANDBY));
    assertEquals(ASKED, unasked());

    scene.says("node-b", web(5, Progress.STANDBY), httpd(State.UNKNOWN));
    assertEquals(ASKED, unasked());
  }

  @Test
  void aNodeThatHasItStoppedIsNot() {
    scene.says("node-b", web(5, Progress.STANDBY), httpd(State.STOPPED));
    assertEquals(List.of(), unasked());

    scene.says("node-b", web(5, Progress.STANDBY), httpd(State.FAILED));
    assertEquals(List.of(), unasked());
  }

  @ParameterizedTest
  @EnumSource(
      value = State.class,
      names = {"RUNNING", "STARTING", "STOPPING"})
  void aNodeThatHasItUpIsWaitedForWhetherItIsHeardOrNot(State state) {
    scene.says("node-b", web(5, Progress.STANDBY), httpd(state));
    assertEquals(ASKED, unasked());

    scene.saidGoodBye("node-b", web(5, Progress.STANDBY), httpd(state));
    assertEquals(ASKED, unasked());

    scene.saidLast("node-b", web(5, Progress.STANDBY), httpd(state));
    assertEquals(ASKED, unasked());
  }

  @Test
  void aNodeOnWhichItIsBlockedIsWaitedFor() {
    Aftermath block = new Aftermath(OnFail.BLOCK, 1);
    scene.says(
        "node-b",
        web(5, Progress.STANDBY),
        new ResourceReport("httpd", State.FAILED, 1, "no answer", block));

    assertEquals(ASKED, unasked());
  }

  @Test
  void aNodeThatIsNotThereAndHasToldNothingIsNotWaitedFor() {
    scene.saidGoodBye("node-b", null);
    assertEquals(List.of(), unasked());

    scene.saidLast("node-b", web(5, Progress.STANDBY));
    assertEquals(List.of(), unasked());

    scene.verdicts.put("node-b", new Verdict.Silent(null, "nonsense", Duration.ofSeconds(9)));
    assertEquals(List.of(), unasked());

    scene.verdicts.put("node-b", new Verdict.NeverHeard());
    assertEquals(List.of(), unasked());
  }

  @Test
  void aNodeThatCannotBeReadIsWaitedForUnlessItWasGone() {
    scene.verdicts.put("node-b", new Verdict.Unreadable("no answer"));
    assertEquals(ASKED, unasked());

    presenceOfB = Presence.UNSEEN;
    assertEquals(ASKED, unasked());

    presenceOfB = Presence.LEFT;
    assertEquals(List.of(), unasked());

    presenceOfB = Presence.SILENT;
    assertEquals(List.of(), unasked());
  }

  @Test
  void neitherTheOwnerNorANodeOutOfTheSpecIsAsked() {
    scene.says("node-a", web(5, Progress.ACTIVE));
    assertEquals(List.of(), unasked());

    scene.says("node-b", web(5, Progress.STANDBY));
    scene.outOfTheSpec.add("node-b");
    assertEquals(List.of(), unasked());
  }

  @Test
  void anAnswerIsDueOnlyFromANodeThatIsHeardAndHasToldNothing() {
    Assignment asking = scene.assignment.asking(ASKED);
    assertFalse(Newcomers.isAnswerDue(asking, scene.verdicts));

    scene.says("node-b", web(5, Progress.STANDBY));
    assertTrue(Newcomers.isAnswerDue(asking, scene.verdicts));
    assertFalse(Newcomers.isAnswerDue(scene.assignment, scene.verdicts));

    scene.saidGoodBye("node-b", null);
    assertFalse(Newcomers.isAnswerDue(asking, scene.verdicts));
  }

  @Test
  void aSpecAsksForWhatItAddsToGroupsThatHaveBeenStarted() {
    ClusterSpec after = scene.situation().cluster();
    scene.resources = List.of(Scene.EIP);
    ClusterSpec before = scene.situation().cluster();

    assertEquals(ASKED, asked(after, before, scene.assignment));
    assertEquals(List.of(), asked(after, after, scene.assignment), "named before");
    assertEquals(ASKED, asked(after, after, scene.assignment.asking(ASKED)), "asked before");
    assertEquals(List.of(), asked(before, after, scene.assignment.asking(ASKED)), "dropped");
    assertEquals(List.of(), asked(after, before, Assignment.NONE), "never started");
  }

  @Test
  void whatNodesDoNotStartIsNotAskedFor() {
    scene.resources = List.of(Scene.service(new Kind.External()));
    ClusterSpec external = scene.situation().cluster();
    scene.resources = List.of(Scene.EIP);

    assertEquals(List.of(), asked(external, scene.situation().cluster(), scene.assignment));
  }

  @Test
  void whatAnOutdatedRecordIsNotToldOfIsAskedForUnlessItRunsWhereItIsToBe() {
    scene.says("node-b", web(9, Progress.STANDBY));
    assertEquals(List.of(), scene.advance().next().unasked());

    scene.says("node-a", web(5, Progress.STARTING), httpd(State.STOPPED));
    assertEquals(ASKED, scene.advance().next().unasked());

    scene.says("node-b", web(9, Progress.STANDBY), httpd(State.STOPPED));
    assertEquals(List.of(), scene.advance().next().unasked());
  }

  private static List<String> asked(ClusterSpec spec, ClusterSpec former, Assignment web) {
    return Objects.requireNonNull(Newcomers.under(spec, former, Map.of("web", web)).get("web"))
        .unasked();
  }

  /** What is left to ask for, once what was read is known. */
  private List<String> unasked() {
    Situation read = scene.situation();
    NodeRecord nodeB = NodeRecord.UNSEEN.present(presenceOfB);
    ClusterRecord record =
        new ClusterRecord(
            read.cluster(),
            Map.of("node-b", nodeB),
            Map.of("web", scene.assignment.asking(ASKED)),
            List.of(),
            false,
            null,
            null,
            1,
            List.of());
    return Newcomers.told(record, read.verdicts()).group("web").unasked();
  }
}
