package dev.handoff.console.lab;

import dev.handoff.controller.Evaluation;
import dev.handoff.controller.Outcome;
import dev.handoff.controller.Trigger;
import dev.handoff.controller.port.CloudUnavailable;
import dev.handoff.controller.port.ClusterStore;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Invokes the controller as the cloud would: for every urgent beat at once, and for every cluster
 * on a schedule. Invocations may overlap and repeat, as they do there.
 */
public final class Evaluations implements AutoCloseable {

  /** An alert that is being sent takes less. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Evaluation evaluation;
  private final ClusterStore store;
  private final Consumer<String> trouble;
  private final ExecutorService invocations = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private @Nullable ScheduledFuture<?> schedule;

  /**
   * Invokes nothing yet.
   *
   * @param trouble is told what an operator should know, in words
   */
  public Evaluations(Evaluation evaluation, ClusterStore store, Consumer<String> trouble) {
    this.evaluation = evaluation;
    this.store = store;
    this.trouble = trouble;
  }

  /** Starts the schedule, with the first look now. */
  public void start(Duration every) {
    schedule = clock.scheduleAtFixedRate(this::all, 0, every.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void all() {
    try {
      store.clusters().forEach(cluster -> invoke(cluster, Trigger.SCHEDULE));
    } catch (CloudUnavailable e) {
      trouble.accept(String.valueOf(e.getMessage()));
    }
  }

  /** Looks at a cluster, because one of its nodes has news. */
  public void urgent(String cluster) {
    invoke(cluster, Trigger.BEAT);
  }

  private void invoke(String cluster, Trigger trigger) {
    try {
      invocations.execute(() -> evaluate(cluster, trigger));
    } catch (RejectedExecutionException e) {
      // The lab is closing: nobody is left to be told.
      return;
    }
  }

  private void evaluate(String cluster, Trigger trigger) {
    try {
      switch (evaluation.run(cluster, trigger)) {
        case Outcome.Evaluated evaluated -> evaluated.troubles().forEach(trouble);
        case Outcome.Unavailable unavailable -> trouble.accept(unavailable.detail());
        case Outcome.TooLarge tooLarge -> trouble.accept(tooLarge.detail());
        case Outcome.NoCluster _, Outcome.Overtaken _, Outcome.Destroyed _ -> {}
      }
    } catch (RuntimeException e) {
      if (invocations.isShutdown()) {
        return;
      }
      // As in the cloud: one invocation fails, the next one finishes its work.
      trouble.accept("an evaluation of " + cluster + " failed: " + e);
    }
  }

  /** Begins nothing any more, and lets what is under way come to its end if that is near. */
  @Override
  public void close() {
    if (schedule != null) {
      schedule.cancel(false);
    }
    clock.shutdownNow();
    invocations.shutdown();
    try {
      if (!invocations.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        invocations.shutdownNow();
      }
    } catch (InterruptedException e) {
      invocations.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
