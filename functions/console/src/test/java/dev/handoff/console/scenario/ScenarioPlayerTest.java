package dev.handoff.console.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.console.scenario.Expectation.State;
import dev.handoff.controller.port.Samples;
import dev.handoff.controller.record.Phase;
import dev.handoff.events.Cause;
import dev.handoff.events.Hold;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ScenarioPlayerTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final FakeStage stage = new FakeStage();
  private final Recorder told = new Recorder();

  @Test
  void waitsForWhatIsExpected() {
    stage.at(Duration.ofSeconds(3), () -> stage.settled(1, "n1"));

    assertTrue(play(group("n1", State.ACTIVE, 5)));
    assertEquals(List.of("1 yes: front is active on n1"), told.steps);
    assertEquals(Duration.ofSeconds(3), Duration.ofNanos(stage.time.nanos()));
  }

  @Test
  void stopsAtTheFirstExpectationThatDoesNotComeTrue() {
    stage.settled(1, "n2");

    assertFalse(play(group("n1", State.ACTIVE, 5), new Step.Kill("n1", "httpd")));
    assertEquals(List.of("1 no: front is active on n2"), told.steps);
    assertEquals(List.of(), stage.deeds);
    assertEquals(Duration.ofSeconds(5), Duration.ofNanos(stage.time.nanos()));
  }

  @Test
  void tellsActiveStoppedMovingAndHeldApart() {
    stage.owned(1, "n1", new Phase.Settled(), new Hold.Maintenance());
    assertTrue(play(group("n1", State.HELD, 1)));
    assertFalse(play(group("n1", State.STOPPED, 1)));

    stage.owned(1, null, new Phase.Stopped(List.of("why")), null);
    assertTrue(play(group(null, State.STOPPED, 1)));
    assertFalse(play(group(null, State.ACTIVE, 1)));

    stage.owned(1, "n1", new Phase.Stranded(List.of("why")), null);
    assertTrue(play(group("n1", State.PARTIAL, 1)));
    assertFalse(play(group("n1", State.STOPPED, 1)));

    Phase.Handover handover =
        new Phase.Handover(null, new Cause.FirstStart(), Samples.NOON, Duration.ZERO);
    stage.owned(1, "n1", new Phase.Moving(handover, null), null);
    assertTrue(play(group("n1", State.MOVING, 1)));
  }

  @Test
  void aClusterThatCannotBeReadIsNotAsExpected() {
    stage.unreadable();

    assertFalse(play(group("n1", State.ACTIVE, 1)));
  }

  @Test
  void comparesFailCounts() {
    stage.at(SECOND, () -> stage.failed("n1", 2));

    assertTrue(play(new Expectation.FailCountIs("httpd", "n1", 2, Duration.ofSeconds(2))));
    assertFalse(play(new Expectation.FailCountIs("httpd", "n2", 2, Duration.ofSeconds(2))));
  }

  @Test
  void asksTheCloudForAddresses() {
    stage.settled(1, "n1");

    assertTrue(play(new Expectation.AddressAt("eip", "n1", SECOND)));
    assertFalse(play(new Expectation.AddressAt("eip", "n2", SECOND)));
  }

  @Test
  void onlyAlertsSinceTheLastDeedAreNews() {
    stage.alert("front moved n1 -> n2");
    Expectation alert = new Expectation.AlertSent("front", "n2", SECOND);

    assertFalse(play(new Step.Kill("n1", "httpd"), new Step.Expect(alert)));

    stage.at(Duration.ofSeconds(2), () -> stage.alert("front moved n1 -> n2"));
    assertTrue(play(new Step.Kill("n1", "httpd"), new Step.Expect(alert)));
  }

  @Test
  void showsAMailOnceHoweverOftenItArrives() {
    stage.alert("front moved n1 -> n2");
    stage.at(SECOND, () -> stage.alert("front moved n2 -> n1"));
    stage.at(SECOND, () -> stage.alert("front moved n2 -> n1"));

    play(new Step.Kill("n1", "httpd"), new Step.Wait(SECOND), new Step.Mail("front"));

    assertEquals(List.of(List.of("front moved n2 -> n1")), told.shown);
  }

  @Test
  void anAddressIsNowhereWhenTheCloudLeadsItToNoNode() {
    Expectation nowhere = new Expectation.Nowhere("eip", SECOND);

    assertTrue(play(nowhere));

    stage.settled(1, "n1");
    assertFalse(play(nowhere));
  }

  @Test
  void aServiceIsNowhereWhenTheLastLookHasFoundItOnNoNode() {
    Expectation nowhere = new Expectation.Nowhere("httpd", SECOND);

    assertFalse(play(nowhere));

    stage.at(Duration.ofMillis(1_500), () -> stage.runsOn(0));
    assertTrue(play(nowhere));
  }

  @Test
  void aClusterIsGoneWhenNothingIsRecordedOfIt() {
    Expectation gone = new Expectation.ClusterGone(SECOND);

    assertFalse(play(gone));

    stage.unreadable();
    assertTrue(play(gone));
  }

  @Test
  void measuresTheGapFromTheLastAnswerBeforeTheBreakToTheFirstAfterIt() {
    stage.at(SECOND, () -> stage.serving(false));
    stage.at(Duration.ofMillis(2_500), () -> stage.serving(true));

    assertTrue(
        play(
            new Step.Wait(SECOND),
            new Step.Kill("n1", "httpd"),
            new Step.Wait(SECOND),
            new Step.Expect(new Expectation.GapUnder("eip", Duration.ofSeconds(2)))));
    assertEquals(List.of("eip 1510 ms"), told.gaps);
  }

  @Test
  void aGapThatIsTooLongIsNotAwaitedToItsEnd() {
    stage.at(SECOND, () -> stage.serving(false));

    assertFalse(
        play(
            new Step.Wait(SECOND),
            new Step.Kill("n1", "httpd"),
            new Step.Expect(new Expectation.GapUnder("eip", Duration.ofSeconds(2)))));
    assertEquals(Duration.ofSeconds(3), Duration.ofNanos(stage.time.nanos()));
  }

  @Test
  void tellsGapsThatNobodyAskedForBeforeTheNextBreakAndAtTheEnd() {
    assertTrue(
        play(
            new Step.Wait(SECOND),
            new Step.Kill("n1", "httpd"),
            new Step.Wait(SECOND),
            new Step.Kill("n1", "httpd"),
            new Step.Wait(SECOND)));
    assertEquals(List.of("eip 10 ms", "eip 10 ms"), told.gaps);
  }

  @Test
  void stillMeansThatNobodyTouchesIt() {
    stage.settled(1, "n1");
    Expectation still = new Expectation.Still(Duration.ofSeconds(5), "front", "n1");

    assertTrue(play(still));

    stage.at(Duration.ofSeconds(6), () -> stage.settled(2, "n2"));
    stage.at(Duration.ofSeconds(7), () -> stage.settled(3, "n1"));
    assertFalse(play(still));
  }

  @Test
  void aDeedThatCannotBeDoneEndsTheScenario() {
    assertFalse(play(new Step.Mend("n1", "httpd"), new Step.Kill("n1", "httpd")));
    assertEquals(List.of("1 no: it cannot be mended"), told.steps);
  }

  private boolean play(Expectation expectation) {
    return play(new Step.Expect(expectation));
  }

  private boolean play(Step... steps) {
    List<Scenario.Placed> placed = new ArrayList<>();
    for (Step step : steps) {
      placed.add(new Scenario.Placed(placed.size() + 1, "test", step));
    }
    Scenario scenario = new Scenario("test", stage.spec, Set.of(), placed);
    return new ScenarioPlayer(stage, told, stage.time).play(scenario);
  }

  private static Expectation group(@Nullable String node, State state, int seconds) {
    return new Expectation.GroupIs("front", node, state, Duration.ofSeconds(seconds));
  }

  private boolean play(Expectation first, Step second) {
    return play(new Step.Expect(first), second);
  }

  private static final class Recorder implements Narrator {
    final List<String> steps = new ArrayList<>();
    final List<String> gaps = new ArrayList<>();
    final List<List<String>> shown = new ArrayList<>();

    @Override
    public void begins(Scenario.Placed step) {}

    @Override
    public void ends(Scenario.Placed step, boolean ok, String detail, Duration took) {
      if (step.step() instanceof Step.Expect || !ok) {
        steps.add(step.index() + (ok ? " yes: " : " no: ") + detail);
      }
    }

    @Override
    public void shows(Scenario.Placed step, List<String> lines) {
      shown.add(lines);
    }

    @Override
    public void gap(String address, Duration longest) {
      gaps.add(address + " " + longest.toMillis() + " ms");
    }

    @Override
    public void closes(Scenario scenario, boolean ok, Duration took) {}
  }
}
