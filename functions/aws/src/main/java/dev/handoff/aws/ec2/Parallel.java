package dev.handoff.aws.ec2;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Does the same with many things at the same time, each on a virtual thread. */
final class Parallel {

  private Parallel() {}

  /**
   * Returns the results in order.
   *
   * @throws IllegalStateException with the cause, if one failed; the others were done all the same
   */
  static <T, R> List<R> map(List<T> things, Function<T, R> function) {
    if (things.size() == 1) {
      return List.of(function.apply(things.getFirst()));
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<R>> running = new ArrayList<>();
      things.forEach(thing -> running.add(threads.submit(() -> function.apply(thing))));
      List<R> results = new ArrayList<>();
      for (Future<R> each : running) {
        results.add(each.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw new IllegalStateException("one of several calls failed: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for several calls", e);
    }
  }
}
