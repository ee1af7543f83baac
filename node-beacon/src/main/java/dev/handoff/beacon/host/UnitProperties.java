package dev.handoff.beacon.host;

import java.util.Map;
import java.util.TreeMap;

/**
 * What {@code systemctl show} tells of a unit. Of a command's output only the last three lines are
 * kept, so no more than three properties are asked for at once.
 *
 * @param values by the names that systemd gives them; those that were not asked for are missing
 */
record UnitProperties(Map<String, String> values) {

  /** Asks whether it runs, and in which process. */
  static final String STATE = "--property=ActiveState,MainPID";

  /** Asks how its last run ended. */
  static final String LAST_RUN = "--property=Result,ExecMainCode,ExecMainStatus";

  UnitProperties {
    values = Map.copyOf(values);
  }

  /** Reads lines of {@code Key=value}, or what has become of them: one line with bars between. */
  static UnitProperties parse(String lines) {
    Map<String, String> values = new TreeMap<>();
    for (String line : lines.split("\\R|\\|", -1)) {
      int sign = line.indexOf('=');
      if (sign > 0) {
        values.put(line.substring(0, sign).strip(), line.substring(sign + 1).strip());
      }
    }
    return new UnitProperties(values);
  }

  /** It does not run, and nothing of systemd's own is under way that would change that. */
  boolean isDown() {
    return text("ActiveState").equals("inactive") || text("ActiveState").equals("failed");
  }

  boolean isActive() {
    return text("ActiveState").equals("active") || text("ActiveState").equals("reloading");
  }

  /** The process id of its main process; zero: it has none. */
  long mainPid() {
    return number("MainPID");
  }

  /** How the last run ended, to follow the unit's state; empty if there is nothing to say. */
  String lastRun() {
    String result = text("Result");
    String words = result.isEmpty() || result.equals("success") ? "" : ", result " + result;
    int status = (int) number("ExecMainStatus");
    return switch ((int) number("ExecMainCode")) {
      case 1 -> words + ", its main process " + ExitWords.of(status);
      case 2 -> words + ", its main process was " + ExitWords.of(128 + status);
      case 3 -> words + ", its main process was " + ExitWords.of(128 + status) + " and dumped core";
      default -> words; // it never had one
    };
  }

  private String text(String name) {
    return values.getOrDefault(name, "");
  }

  private long number(String name) {
    return text(name).matches("[0-9]{1,9}") ? Long.parseLong(text(name)) : 0;
  }
}
