package dev.handoff.events;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Immutable copies of maps, sorted by key. {@code Map.copyOf} iterates in another order in each
 * JVM; here the same value must always have the same JSON, so that a run can be replayed.
 */
public final class SortedCopy {

  private SortedCopy() {}

  public static <V> SortedMap<String, V> of(Map<String, V> map) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(map));
  }
}
