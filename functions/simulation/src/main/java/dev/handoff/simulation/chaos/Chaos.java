package dev.handoff.simulation.chaos;

import dev.handoff.simulation.fault.Provider;
import dev.handoff.simulation.promise.Promises;
import dev.handoff.simulation.promise.Tally;
import dev.handoff.simulation.promise.Violation;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/**
 * Plays the worlds of many seeds and judges their histories. A seed stands for one scene, a scene
 * for one history: whatever runs at the same time changes nothing.
 */
public final class Chaos {

  /** Results are heard in order: a world that takes long must not keep the workers waiting. */
  private static final int AHEAD = 16;

  private final Provider provider;
  private final Set<Canary> canaries;
  private final int workers;

  /** For the worlds that are being played. */
  private final Semaphore places;

  /**
   * Prepares runs in the cloud of AWS.
   *
   * @param canaries what is broken on purpose; none: the world as it is
   * @param workers how many worlds are played at the same time, at least one
   */
  public Chaos(Set<Canary> canaries, int workers) {
    this(Provider.AWS, canaries, workers);
  }

  /** The same in a cloud of this provider. */
  public Chaos(Provider provider, Set<Canary> canaries, int workers) {
    this.provider = provider;
    if (workers < 1) {
      throw new IllegalArgumentException("at least one worker is needed, not " + workers);
    }
    this.canaries = canaries.isEmpty() ? Set.of() : EnumSet.copyOf(canaries);
    this.workers = workers;
    this.places = new Semaphore(workers);
  }

  /** Plays so many seeds, one after the other, in an unbroken world. */
  public static Report run(long first, int seeds) {
    return new Chaos(Set.of(), 1).run(first, seeds, result -> true);
  }

  /** Hears of each world in the order of the seeds. */
  @FunctionalInterface
  public interface Audience {

    /** Hears of a world; false: that is enough. */
    boolean hear(Result result);
  }

  /** Plays the seeds from {@code first} on. */
  public Report run(long first, int seeds, Audience audience) {
    return run(LongStream.range(first, first + seeds).iterator(), audience);
  }

  /** Plays these seeds, in their order. */
  public Report run(Iterator<Long> seeds, Audience audience) {
    Report.Builder report = new Report.Builder();
    Deque<CompletableFuture<Result>> underWay = new ArrayDeque<>();
    boolean wanted = true;
    while (wanted && (seeds.hasNext() || !underWay.isEmpty())) {
      while (seeds.hasNext() && underWay.size() < workers * AHEAD) {
        underWay.add(begin(Scenes.draw(seeds.next(), provider), false));
      }
      Result result = result(underWay.remove());
      report.add(result);
      wanted = audience.hear(result);
    }
    underWay.forEach(Chaos::result);
    return report.build();
  }

  /**
   * Plays one scene.
   *
   * @param recording whether the result has a timeline
   */
  public Result play(Scene scene, boolean recording) {
    return result(begin(scene, recording));
  }

  /** Worlds are made of virtual threads, and hand over fastest when they are driven by one too. */
  private CompletableFuture<Result> begin(Scene scene, boolean recording) {
    CompletableFuture<Result> result = new CompletableFuture<>();
    Consumer<CompletableFuture<Result>> body =
        into -> {
          places.acquireUninterruptibly();
          try {
            into.complete(World.play(scene, recording, canaries));
          } catch (RuntimeException e) {
            into.complete(crashed(scene, e));
          } catch (Error e) {
            into.completeExceptionally(e);
          } finally {
            places.release();
          }
        };
    Thread.ofVirtual().start(() -> body.accept(result));
    return result;
  }

  private static Result result(CompletableFuture<Result> underWay) {
    try {
      return underWay.join();
    } catch (CompletionException e) {
      throw new IllegalStateException("a world ended with " + e.getCause(), e.getCause());
    }
  }

  /** Production code that throws where nothing catches it, or a bug of the world. */
  private static Result crashed(Scene scene, RuntimeException e) {
    Throwable origin = e.getCause() == null ? e : e.getCause();
    StackTraceElement[] trace = origin.getStackTrace();
    String where = trace.length == 0 ? "" : " at " + trace[0];
    Violation violation =
        new Violation(
            Promises.NOTHING_CRASHES, 0, scene.specs().getFirst().cluster(), origin + where);
    return new Result(scene, 0, 0, List.of(violation), new Tally(), List.of());
  }
}
