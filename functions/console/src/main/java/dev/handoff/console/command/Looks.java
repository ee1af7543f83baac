package dev.handoff.console.command;

import dev.handoff.console.story.Paint;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine.Option;

/** How answers look on this terminal: their colours, and how wide they may be. */
final class Looks {

  /** What goes into a file or a pipe is not wrapped: others read it line by line. */
  static final int UNLIMITED = Integer.MAX_VALUE / 2;

  private static final int NARROWEST = 40;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      defaultValue = "auto",
      description = {
        "auto, always or never; auto: on a terminal,",
        "unless NO_COLOR is set; default: ${DEFAULT-VALUE}"
      })
  private Paint.When when = Paint.When.AUTO;

  private final Map<String, String> environment;

  /**
   * Looks at the terminal.
   *
   * @param environment variables as a process has them
   */
  Looks(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  Paint paint() {
    return Paint.of(when, environment, Paint.isTerminal());
  }

  /** How wide a line may be. {@code COLUMNS} says it where it is set. */
  int columns() {
    String said = environment.getOrDefault("COLUMNS", "");
    if (said.matches("[1-9][0-9]{0,4}")) {
      return Math.max(NARROWEST, Integer.parseInt(said));
    }
    return Paint.isTerminal() ? terminalColumns() : UNLIMITED;
  }

  /**
   * What {@code stty} knows. A library would ask the terminal itself, whose answer would then stand
   * at the prompt of the shell.
   */
  private static int terminalColumns() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String size =
          new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
      return columnsOf(size);
    } catch (IOException e) {
      return UNLIMITED; // No such program: the terminal wraps by itself.
    }
  }

  /** Of rows and columns, as {@code 24 80}. */
  static int columnsOf(String size) {
    return size.matches("[0-9]{1,4} [1-9][0-9]{0,4}")
        ? Math.max(NARROWEST, Integer.parseInt(size.substring(size.indexOf(' ') + 1)))
        : UNLIMITED;
  }
}
