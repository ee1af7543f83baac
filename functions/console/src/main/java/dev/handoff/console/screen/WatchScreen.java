package dev.handoff.console.screen;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;

/**
 * A page that is shown anew in place: only what has changed is written, and what was on the
 * terminal before comes back at the end.
 */
public final class WatchScreen implements AutoCloseable {

  private static final int EXPIRED = -2;

  private final Terminal terminal;
  private final Attributes before;
  private final Display display;
  private volatile boolean left;

  /** Takes over a terminal. */
  public WatchScreen(Terminal terminal) {
    this.terminal = terminal;
    this.before = terminal.enterRawMode();
    this.display = new Display(terminal, true);
    terminal.handle(Signal.INT, signal -> left = true);
    terminal.puts(Capability.enter_ca_mode);
    terminal.puts(Capability.cursor_invisible);
    display.clear();
  }

  /** Takes over the terminal of this process. */
  public static WatchScreen open() throws IOException {
    return new WatchScreen(TerminalBuilder.builder().system(true).build());
  }

  /** How wide a line may be: in the last column a terminal that wraps by itself may lose it. */
  public int columns() {
    return Math.max(1, terminal.getSize().getColumns() - 1);
  }

  /** Shows these lines in the place of the last; what does not fit is counted. */
  public void show(List<String> lines) {
    int rows = Math.max(2, terminal.getSize().getRows());
    List<String> fitting = new ArrayList<>(lines.subList(0, Math.min(rows, lines.size())));
    if (lines.size() > rows) {
      fitting.set(rows - 1, "... and " + (lines.size() - rows + 1) + " more lines");
    }
    display.resize(terminal.getSize());
    display.update(
        fitting.stream()
            .map(AttributedString::fromAnsi)
            .map(line -> line.columnSubSequence(0, columns()))
            .toList(),
        0);
  }

  /** Waits; false: the person wants to leave, by {@code q} or Ctrl-C. */
  public boolean stays(long millis) {
    long end = System.nanoTime() + millis * 1_000_000;
    while (!left) {
      long rest = (end - System.nanoTime()) / 1_000_000;
      if (rest <= 0) {
        return true;
      }
      try {
        int key = terminal.reader().read(rest);
        left |= key != EXPIRED && (key == 'q' || key == 'Q' || key < 0);
      } catch (IOException e) {
        left = true; // The terminal is gone.
      }
    }
    return false;
  }

  @Override
  public void close() throws IOException {
    terminal.puts(Capability.cursor_visible);
    terminal.puts(Capability.exit_ca_mode);
    terminal.setAttributes(before);
    terminal.close();
  }
}
