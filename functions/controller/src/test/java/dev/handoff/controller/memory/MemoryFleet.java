package dev.handoff.controller.memory;

import dev.handoff.controller.port.Fleet;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntSupplier;

/** Losses by cluster, and a number of clusters that the test chooses. */
public final class MemoryFleet implements Fleet {

  private final Map<String, Instant> losses = new TreeMap<>();
  private final IntSupplier clusters;

  public MemoryFleet(IntSupplier clusters) {
    this.clusters = clusters;
  }

  @Override
  public synchronized Losses noteLoss(String cluster, Instant now, Duration window) {
    losses.put(cluster, now);
    long losing = losses.values().stream().filter(at -> at.isAfter(now.minus(window))).count();
    return new Losses((int) losing, clusters.getAsInt());
  }
}
