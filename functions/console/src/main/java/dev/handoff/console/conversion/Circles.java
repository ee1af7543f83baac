package dev.handoff.console.conversion;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Arrows between groups, which a spec refuses when they lead round in a circle. */
final class Circles {

  private final Map<String, List<String>> arrows = new HashMap<>();

  /** Adds an arrow, unless it would close a circle; returns whether it would. */
  boolean closes(String from, String to) {
    Set<String> seen = new HashSet<>(Set.of(to));
    Deque<String> open = new ArrayDeque<>(List.of(to));
    while (!open.isEmpty()) {
      String at = open.pop();
      if (at.equals(from)) {
        return true;
      }
      for (String next : arrows.getOrDefault(at, List.of())) {
        if (seen.add(next)) {
          open.push(next);
        }
      }
    }
    arrows.computeIfAbsent(from, f -> new ArrayList<>()).add(to);
    return false;
  }
}
