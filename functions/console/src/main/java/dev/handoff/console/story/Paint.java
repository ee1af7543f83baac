package dev.handoff.console.story;

import java.io.Console;
import java.util.Map;

/**
 * Colours, for terminals that have them.
 *
 * @param isOn false: plain text
 */
public record Paint(boolean isOn) {

  /** When to use colours. */
  public enum When {
    AUTO,
    ALWAYS,
    NEVER
  }

  /** Colours when standard output is a terminal and nobody has asked for none. */
  public static Paint ofEnvironment() {
    return of(When.AUTO, System.getenv(), isTerminal());
  }

  /**
   * Colours as they are asked for.
   *
   * @param environment as the process has it; {@code NO_COLOR} that is not empty, and a dumb
   *     terminal, mean none where nobody says always
   */
  public static Paint of(When when, Map<String, String> environment, boolean terminal) {
    return new Paint(
        switch (when) {
          case ALWAYS -> true;
          case NEVER -> false;
          case AUTO ->
              terminal
                  && environment.getOrDefault("NO_COLOR", "").isEmpty()
                  && !"dumb".equals(environment.get("TERM"));
        });
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
