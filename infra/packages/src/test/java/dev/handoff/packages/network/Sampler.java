package dev.handoff.packages.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Looks every 10 ms on which machines the VIP is, by what the kernel of each says of its addresses.
 */
final class Sampler {

  static final int NONE = 0;
  static final int BOTH = 3;

  private static final long PACE = 10_000_000;
  private static final String LOCAL = "|-- " + Wires.VIP + "\n";

  /**
   * One look.
   *
   * @param at by the monotonic clock
   * @param on a bit for each machine that has the address, the first machine's is 1
   */
  record Sample(long at, int on) {}

  private final List<Path> machines;
  private final List<Sample> samples = new ArrayList<>();
  private final Thread thread;
  private volatile boolean closed;
  private volatile String broken = "";

  Sampler(List<Node> nodes) {
    machines = nodes.stream().map(Node::addresses).toList();
    thread = Thread.ofPlatform().name("sampler").start(this::run);
  }

  private void run() {
    long next = System.nanoTime();
    try {
      while (!closed) {
        int on = NONE;
        for (int i = 0; i < machines.size(); i++) {
          on |= Files.readString(machines.get(i)).contains(LOCAL) ? 1 << i : 0;
        }
        add(new Sample(System.nanoTime(), on));
        next = Math.max(next + PACE, System.nanoTime());
        LockSupport.parkNanos(next - System.nanoTime());
      }
    } catch (IOException e) {
      broken = String.valueOf(e);
    }
  }

  private synchronized void add(Sample sample) {
    samples.add(sample);
  }

  /** The newest. */
  synchronized int now() {
    return samples.isEmpty() ? NONE : samples.getLast().on;
  }

  /** All from a moment on. */
  synchronized List<Sample> since(long moment) {
    if (!broken.isEmpty()) {
      throw new AssertionError("the sampler has ended: " + broken);
    }
    return samples.stream().filter(sample -> sample.at >= moment).toList();
  }

  void close() throws InterruptedException {
    closed = true;
    thread.join();
  }
}
