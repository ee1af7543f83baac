package dev.handoff.console.story;

import java.io.Console;

/**
 * Colours, for terminals that have them.
 *
 * @param isOn false: plain text
 */
public record Paint(boolean isOn) {

  /** Colours when standard output is a terminal and nobody has asked for none. */
  public static Paint ofEnvironment() {
    return new Paint(
        isTerminal() && System.getenv("NO_COLOR") == null && !"dumb".equals(System.getenv("TERM")));
  }

  /** Whether a person sits at both ends of this process. */
  @SuppressWarnings(
      "SystemConsoleNull") // It may be null all the same: NullAway knows, and objects.
  public static boolean isTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  public String bold(String text) {
    return painted("1", text);
  }

  public String dim(String text) {
    return painted("2", text);
  }

  public String red(String text) {
    return painted("31", text);
  }

  public String green(String text) {
    return painted("32", text);
  }

  public String yellow(String text) {
    return painted("33", text);
  }

  private String painted(String code, String text) {
    return isOn ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
