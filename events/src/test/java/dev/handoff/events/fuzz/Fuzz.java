package dev.handoff.events.fuzz;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs one target over its good input, over all that once broke it, and over a number of mutations
 * of both. A target that throws, that takes too long, or that takes too much memory has failed; the
 * failure names the seed and the input.
 *
 * <p>More mutations than the ordinary build makes: {@code -Dhandoff.fuzz=100} makes a hundred times
 * as many, {@code -Dhandoff.fuzz.seed=7} others.
 */
public final class Fuzz {

  private static final int TIMES = Integer.getInteger("handoff.fuzz", 1);
  private static final long SEED = Long.getLong("handoff.fuzz.seed", 1);

  /** A hang, and not a slow machine. */
  private static final Duration LONG = Duration.ofSeconds(60);

  /** Far beyond what reading a megabyte takes. */
  private static final long MOST_ALLOCATED = 512L << 20;

  /** Less than any thread in production has: recursion over the input shows here first. */
  private static final long STACK = 256L << 10;

  private static final int SHOWN = 2_000;

  /** What is tried. */
  @FunctionalInterface
  public interface Target {

    /**
     * Reads one input; throws, an assertion for example, if the outcome is not one of those that
     * were promised.
     */
    void read(String input) throws Exception;
  }

  private final String name;
  private final List<String> inputs;
  private final Target target;
  private volatile String current = "";
  private final AtomicInteger executions = new AtomicInteger();
  private @Nullable Throwable failure;

  private Fuzz(String name, List<String> inputs, Target target) {
    this.name = name;
    this.inputs = inputs;
    this.target = target;
  }

  /**
   * Runs a target.
   *
   * @param name of the target; what once broke it is kept in the resource folder {@code fuzz/NAME}
   * @param good input to begin with, at least one
   * @param mutations how many, in the ordinary build
   */
  public static void run(String name, List<String> good, int mutations, Target target) {
    List<String> inputs = new ArrayList<>(good);
    inputs.addAll(kept(Path.of("src", "test", "resources", "fuzz", name)));
    new Fuzz(name, inputs, target).run(mutations * TIMES);
  }

  private static List<String> kept(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<String> texts = new ArrayList<>();
      for (Path file : files.sorted().toList()) {
        texts.add(Files.readString(file));
      }
      return texts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void run(int mutations) {
    Thread worker = new Thread(null, () -> work(mutations), "fuzz-" + name, STACK);
    worker.setDaemon(true);
    worker.start();
    try {
      for (int before = -1; worker.isAlive(); ) {
        if (worker.join(LONG)) {
          break;
        }
        if (executions.get() == before) {
          throw failed("it hangs: " + Arrays.toString(worker.getStackTrace()), null);
        }
        before = executions.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
    Throwable thrown = failure;
    if (thrown != null) {
      throw failed(String.valueOf(thrown), thrown);
    }
  }

  private void work(int mutations) {
    ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Mutator mutator = new Mutator(inputs, SEED);
    try {
      for (int i = 0; i < inputs.size() + mutations; i++) {
        current = i < inputs.size() ? inputs.get(i) : mutator.next();
        long before = memory.getCurrentThreadAllocatedBytes();
        target.read(current);
        long allocated = memory.getCurrentThreadAllocatedBytes() - before;
        if (allocated > MOST_ALLOCATED) {
          throw new AssertionError("it takes " + allocated + " bytes of memory");
        }
        executions.incrementAndGet();
      }
    } catch (Throwable e) {
      failure = e; // All of it, errors of the stack and the heap included: that is the point.
    }
  }

  private AssertionError failed(String what, @Nullable Throwable cause) {
    String input = current;
    StringBuilder shown = new StringBuilder();
    input
        .chars()
        .limit(SHOWN)
        .forEach(c -> {
          boolean plain = c >= ' ' && c < 0x7f;
          shown.append(plain || c == '\n' ? Character.toString(c) : "\\u%04x".formatted(c));
        });
    String where = "%s, seed %d, input %d".formatted(name, SEED, executions.get());
    return new AssertionError(
        "%s (%d characters): %s%n%s".formatted(where, input.length(), what, shown), cause);
  }
}
