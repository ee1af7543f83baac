package dev.handoff.controller.placement;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the index of a name: by looking at each of a few, by a table of many. */
final class Names {

  private static final int FEW = 8;

  private final String[] names;
  private final @Nullable Map<String, Integer> table;

  Names(String[] names) {
    this.names = names;
    this.table = names.length > FEW ? tableOf(names) : null;
  }

  private static Map<String, Integer> tableOf(String[] names) {
    Map<String, Integer> table = HashMap.newHashMap(names.length);
    for (int i = 0; i < names.length; i++) {
      table.putIfAbsent(names[i], i);
    }
    return table;
  }

  /** -1 when there is no such name. */
  int indexOf(String name) {
    if (table != null) {
      return table.getOrDefault(name, -1);
    }
    for (int i = 0; i < names.length; i++) {
      if (names[i].equals(name)) {
        return i;
      }
    }
    return -1;
  }

  String get(int index) {
    return names[index];
  }
}
