package dev.handoff.console.lab;

import dev.handoff.console.lab.node.Machine;
import dev.handoff.console.scenario.Stage.Headcount;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Counts again and again on how many machines a service runs: by the processes that really exist,
 * whatever beacons and controller believe.
 */
final class Headcounts implements AutoCloseable {

  private static final Duration PACE = Duration.ofMillis(5);

  private final Supplier<Collection<Machine>> machines;
  private final Map<String, Headcount> counts = new ConcurrentHashMap<>();
  private volatile boolean closed;

  Headcounts(Supplier<Collection<Machine>> machines) {
    this.machines = machines;
  }

  /** Counts a service from now on. */
  void begin(String service) {
    if (counts.putIfAbsent(service, new Headcount(0, 0, 0)) == null && counts.size() == 1) {
      Thread.ofVirtual().name("headcount").start(this::run);
    }
  }

  /** What was found so far; nothing of a service that is not counted. */
  Headcount of(String service) {
    return counts.getOrDefault(service, new Headcount(0, 0, 0));
  }

  private void run() {
    while (!closed) {
      counts.replaceAll(this::looked);
      LockSupport.parkNanos(PACE.toNanos());
    }
  }

  private Headcount looked(String service, Headcount before) {
    int running = 0;
    for (Machine machine : machines.get()) {
      running += machine.runs(service) ? 1 : 0;
    }
    return new Headcount(Math.max(before.most(), running), running, before.looks() + 1);
  }

  @Override
  public void close() {
    closed = true;
  }
}
