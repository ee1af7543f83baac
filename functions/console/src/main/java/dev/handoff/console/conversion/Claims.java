package dev.handoff.console.conversion;

import dev.handoff.console.pacemaker.Settings;
import dev.handoff.console.pacemaker.Settings.Setting;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Settings of which each is taken once. What nobody has taken in the end is reported, so that
 * nothing can be forgotten.
 */
final class Claims {

  private final String owner;
  private final Map<String, Setting> left;

  /**
   * Begins with all settings.
   *
   * @param owner what they belong to, as messages call it
   */
  Claims(String owner, Settings settings) {
    this.owner = owner;
    this.left = new LinkedHashMap<>(settings.byName());
  }

  @Nullable Setting take(String name) {
    return left.remove(name);
  }

  /** The first of the names that is there. */
  @Nullable Setting takeFirst(String... names) {
    for (String name : names) {
      Setting setting = left.remove(name);
      if (setting != null) {
        return setting;
      }
    }
    return null;
  }

  /** Takes settings that say nothing that would not hold without them. */
  void takeIf(String name, String value) {
    Setting setting = left.get(name);
    if (setting != null && setting.value().equalsIgnoreCase(value)) {
      left.remove(name);
    }
  }

  /** Reports what is left as lost. */
  void leaveRest(Findings findings, Function<String, String> why) {
    left.forEach(
        (name, setting) -> findings.leftOut(setting.line(), shown(name, setting), why.apply(name)));
    left.clear();
  }

  /** Reports what is left as not needed. */
  void dismissRest(Findings findings, String why) {
    left.forEach((name, setting) -> findings.notNeeded(setting.line(), shown(name, setting), why));
    left.clear();
  }

  /** Reports what is left as not needed, all in one. */
  void dismissTogether(Findings findings, int line, String why) {
    StringBuilder what = new StringBuilder(owner);
    left.forEach((name, setting) ->
        what.append(' ').append(name).append('=').append(Words.shown(name, setting.value())));
    findings.notNeeded(line, Words.shortened(what.toString()), why);
    left.clear();
  }

  private String shown(String name, Setting setting) {
    return owner + ": " + name + "=" + Words.shown(name, setting.value());
  }
}
