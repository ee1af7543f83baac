package dev.handoff.controller.port;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Runs calls at the same time, as far as that can be had. */
public final class Together {

  private Together() {}

  /**
   * Starts all calls at one signal.
   *
   * @return their results, in order
   */
  public static <T> List<T> run(List<? extends Callable<T>> calls) throws Exception {
    CountDownLatch ready = new CountDownLatch(calls.size());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> running = new ArrayList<>();
      for (Callable<T> call : calls) {
        running.add(
            threads.submit(() -> {
              ready.countDown();
              if (!ready.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the other calls did not get ready");
              }
              return call.call();
            }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> each : running) {
        results.add(each.get());
      }
      return results;
    }
  }
}
