package dev.handoff.simulation.promise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.events.Happening;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.simulation.chaos.Scenes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NoRunningInCirclesTest {

  private static final Happening FAILED = new Happening.StartFailed("web", "node-a", 3, "died");

  private final ClusterSpec spec = Scenes.draw(1).specs().getFirst();
  private final Truth truth = new Truth(spec);
  private final NoRunningInCircles checker = new NoRunningInCircles();
  private final List<String> broken = new ArrayList<>();

  @Test
  void theSameDecisionForTheFourthTimeIsOneTooMany() {
    commits(7, FAILED, 3);
    assertEquals(List.of(), broken);

    commits(7, FAILED, 1);
    assertEquals(List.of("function 7 decided 4 times: " + FAILED), broken);
  }

  @Test
  void anotherEvaluationBeginsAnew() {
    commits(7, FAILED, 3);
    commits(8, FAILED, 3);

    assertEquals(List.of(), broken);
  }

  @Test
  void aBackupMayTellTheSameAsOftenAsItIs() {
    commits(0, FAILED, 4);

    assertEquals(List.of(), broken);
  }

  @Test
  void differentDecisionsAreNoCircle() {
    for (long epoch = 1; epoch < 9; epoch++) {
      commits(7, new Happening.StartFailed("web", "node-a", epoch, "died"), 1);
    }

    assertEquals(List.of(), broken);
  }

  private void commits(long function, Happening happening, int times) {
    for (int i = 0; i < times; i++) {
      ClusterRecord before = record();
      ClusterRecord after = before.telling(Instant.EPOCH, happening);
      checker.see(
          new Fact.Committed(spec.cluster(), 2, before, after, function), truth, new Noted(broken));
    }
  }

  private ClusterRecord record() {
    return new ClusterRecord(spec, Map.of(), Map.of(), List.of(), false, null, null, 1, List.of());
  }
}
