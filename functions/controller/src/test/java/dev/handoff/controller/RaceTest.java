package dev.handoff.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.handoff.controller.memory.MemoryAddresses;
import dev.handoff.controller.port.ClusterStore;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.controller.record.Phase;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.RepeatedTest;

class RaceTest {

  @RepeatedTest(20)
  void ofTwoEvaluationsAtOnceOneActsAndTheOtherMakesNoCallToTheCloud() throws Exception {
    Stage stage = Stage.serving(Specs.twoNodes().spec());
    stage.node("node-a").leave();
    int before = stage.addresses.calls().size();
    CyclicBarrier together = new CyclicBarrier(2);

    try (ExecutorService functions = Executors.newFixedThreadPool(2)) {
      List<Future<Outcome>> outcomes =
          functions.invokeAll(
              List.of(() -> evaluate(stage, together), () -> evaluate(stage, together)));
      for (Future<Outcome> outcome : outcomes) {
        assertInstanceOf(Outcome.Evaluated.class, outcome.get());
      }
    }

    assertEquals(
        List.of(new MemoryAddresses.Call("eip", "node-b")),
        stage.addresses.calls().subList(before, stage.addresses.calls().size()));
    assertEquals(2, stage.group().epoch());
    stage.play(2);
    assertInstanceOf(Phase.Settled.class, stage.phase());
  }

  /** Both have read the same version before either commits. */
  private static Outcome evaluate(Stage stage, CyclicBarrier together) {
    Ports real = stage.ports;
    ClusterStore store = new MeetingStore(real.store(), together);
    return new Evaluation(
            new Ports(
                store,
                real.channel(),
                real.addresses(),
                real.journal(),
                real.notifier(),
                real.fence(),
                real.fleet(),
                real.time()))
        .run(stage.spec.cluster(), Trigger.BEAT);
  }

  /** A store at which the first commit of each evaluation waits for the other's. */
  private static final class MeetingStore implements ClusterStore {

    private final ClusterStore real;
    private final CyclicBarrier together;
    private boolean met;

    MeetingStore(ClusterStore real, CyclicBarrier together) {
      this.real = real;
      this.together = together;
    }

    @Override
    public Reading read(String cluster) {
      return real.read(cluster);
    }

    @Override
    public Commit commit(String cluster, long expected, ClusterRecord next) {
      if (!met) {
        met = true;
        try {
          together.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
          throw new IllegalStateException("the two evaluations did not meet", e);
        }
      }
      return real.commit(cluster, expected, next);
    }

    @Override
    public Commit remove(String cluster, long expected) {
      return real.remove(cluster, expected);
    }

    @Override
    public List<String> clusters() {
      return real.clusters();
    }
  }
}
