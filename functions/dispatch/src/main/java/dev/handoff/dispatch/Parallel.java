package dev.handoff.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;

/** Does several things at a time. */
public final class Parallel {

  /** Below the connections that the clouds' transports open to one host. */
  private static final int AT_ONCE = 16;

  private Parallel() {}

  /** What two calls came to. */
  public record Both<A, B>(A first, B second) {}

  /** Makes two calls at the same time; if both fail, throws what the second threw. */
  public static <A, B> Both<A, B> both(Supplier<A> first, Supplier<B> second) {
    try (ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<A> running = thread.submit(first::get);
      B done = second.get();
      return new Both<>(result(running), done);
    }
  }

  /** Returns the results in order; if some fail, throws what the first of them threw. */
  public static <T, R> List<R> map(List<T> things, Function<T, R> function) {
    if (things.size() <= 1) {
      return things.stream().map(function).toList();
    }
    try (ExecutorService threads =
        Executors.newFixedThreadPool(
            Math.min(AT_ONCE, things.size()), Thread.ofVirtual().factory())) {
      List<Future<R>> running = new ArrayList<>();
      things.forEach(thing -> running.add(threads.submit(() -> function.apply(thing))));
      List<R> results = new ArrayList<>();
      running.forEach(each -> results.add(result(each)));
      return results;
    }
  }

  private static <R> R result(Future<R> running) {
    try {
      return running.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("one of several calls failed: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for several calls", e);
    }
  }
}
