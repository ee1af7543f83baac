package dev.handoff.console.command;

import dev.handoff.console.story.Paint;
import java.io.IOException;
import java.util.Map;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
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

  private static int terminalColumns() {
    try (Terminal terminal = TerminalBuilder.builder().system(true).dumb(true).build()) {
      int columns = terminal.getSize().getColumns();
      return columns == 0 ? UNLIMITED : Math.max(NARROWEST, columns);
    } catch (IOException e) {
      return UNLIMITED; // A terminal that does not say how wide it is wraps by itself.
    }
  }
}
