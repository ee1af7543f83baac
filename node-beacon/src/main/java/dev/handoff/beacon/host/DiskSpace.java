package dev.handoff.beacon.host;

import dev.handoff.beacon.loop.Measurement;
import java.io.File;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;

/**
 * How much of a file system is free. A server of files that hangs holds on to whoever asks it, for
 * ever and beyond any signal: so each question has a thread of its own, which is no thread of
 * anybody else's, and a file system that has not answered is not asked a second time.
 */
final class DiskSpace {

  private final Set<String> unanswered = ConcurrentHashMap.newKeySet();

  /** Asks; the caller may be interrupted while it waits. */
  Measurement ask(String path, Task task) throws InterruptedException {
    if (!unanswered.add(path)) {
      return new Measurement.Unknown(path + " has not answered the last question yet");
    }
    CompletableFuture<Measurement> answer = new CompletableFuture<>();
    task.onKill(() -> answer.complete(new Measurement.Unknown("no answer of " + path)));
    Thread.ofPlatform()
        .daemon()
        .name("disk " + path)
        .start(() -> {
          Measurement found = look(new File(path));
          unanswered.remove(path);
          answer.complete(found);
        });
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("it is never completed so", e);
    }
  }

  private static Measurement look(File path) {
    long all = path.getTotalSpace();
    if (all <= 0) {
      return new Measurement.Unknown(
          path.exists() ? path + " is on no file system that has a size" : "there is no " + path);
    }
    return level(all, path.getFreeSpace(), path.getUsableSpace());
  }

  /**
   * As {@code df} counts: what is reserved for root is neither free nor used.
   *
   * @param all bytes of the file system
   * @param free bytes that root may fill
   * @param usable bytes that others may fill
   */
  static Measurement.Level level(long all, long free, long usable) {
    long forAll = all - free + usable;
    return new Measurement.Level(forAll <= 0 ? 0 : Math.clamp(100.0 * usable / forAll, 0, 100));
  }
}
