package dev.handoff.console.pacemaker;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names and their values, each with the line that says so, in the order of the text. */
public record Settings(Map<String, Setting> byName) {

  public static final Settings NONE = new Settings(Map.of());

  /** A value, and the line of the text that gives it. */
  public record Setting(String value, int line) {}

  public Settings {
    byName = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(byName));
  }

  public @Nullable Setting get(String name) {
    return byName.get(name);
  }

  public boolean isEmpty() {
    return byName.isEmpty();
  }

  /** These, and what the others have beyond them. */
  public Settings orElse(Settings others) {
    Map<String, Setting> both = new LinkedHashMap<>(byName);
    others.byName.forEach(both::putIfAbsent);
    return new Settings(both);
  }
}
