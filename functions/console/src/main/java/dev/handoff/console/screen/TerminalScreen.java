package dev.handoff.console.screen;

import dev.handoff.console.lab.Lab;
import dev.handoff.console.story.Paint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jline.reader.Completer;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.completer.StringsCompleter;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.Status;
import org.jspecify.annotations.Nullable;

/**
 * The lab on a terminal: the story scrolls by, below it a prompt, and at the bottom a panel that
 * shows the cluster as it is now.
 */
public final class TerminalScreen implements AutoCloseable {

  private static final long PACE_NANOS = 200_000_000;

  private final Terminal terminal;
  private final LineReader reader;
  private final Paint paint;
  private volatile boolean closed;
  private int highest;

  private TerminalScreen(Terminal terminal, Paint paint) {
    this.terminal = terminal;
    this.paint = paint;
    reader =
        LineReaderBuilder.builder()
            .terminal(terminal)
            .appName("handoff")
            .completer(completer(List.of()))
            .build();
  }

  /** Takes over the terminal of this process. */
  public static TerminalScreen open(Paint paint) throws IOException {
    return new TerminalScreen(TerminalBuilder.builder().system(true).dumb(true).build(), paint);
  }

  /** Shows a line above the prompt, from any thread. */
  public Consumer<String> lines() {
    return line -> reader.printAbove(AttributedString.fromAnsi(line));
  }

  /** Runs until the person leaves: by {@code quit}, Ctrl-C or Ctrl-D. */
  public void run(Lab lab) {
    Explanation.welcome(lab).forEach(lines());
    Thread.ofVirtual().name("panel").start(() -> keepPanel(lab));
    Prompt prompt = new Prompt(lab, lines());
    boolean goOn = true;
    while (goOn) {
      try {
        goOn = prompt.perform(reader.readLine(paint.bold("handoff> ")));
      } catch (UserInterruptException | EndOfFileException e) {
        goOn = false;
      }
    }
  }

  private void keepPanel(Lab lab) {
    Status panel = Status.getStatus(terminal);
    List<String> shown = List.of();
    while (!closed && panel != null) {
      List<String> lines = panelLines(lab);
      if (!lines.equals(shown)) {
        shown = lines;
        panel.update(lines.stream().map(AttributedString::fromAnsi).toList());
      }
      LockSupport.parkNanos(PACE_NANOS);
    }
  }

  private List<String> panelLines(Lab lab) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lab.view().map(PanelText::lines).orElse(List.of("no cluster")).forEach(lines::add);
    int width = Math.max(20, terminal.getSize().getColumns());
    int most = Math.max(3, terminal.getSize().getRows() / 2);
    // A panel that changed its height would leave pieces of itself on the screen.
    highest = Math.min(most, Math.max(highest, lines.size()));
    while (lines.size() < highest) {
      lines.add("");
    }
    return lines.stream()
        .limit(most)
        .map(line -> line.length() > width ? line.substring(0, width - 1) + "…" : line)
        .map(this::coloured)
        .toList();
  }

  private String coloured(String line) {
    if (!paint.isOn()) {
      return line;
    }
    return line.replace("SILENT", paint.red("SILENT"))
        .replace("ON HOLD", paint.red("ON HOLD"))
        .replace(" active", " " + paint.green("active"))
        .replace(" running ", " " + paint.green("running") + " ")
        .replace(" moving", " " + paint.yellow("moving"))
        .replace(" failed ", " " + paint.red("failed") + " ");
  }

  private static Completer completer(List<String> names) {
    List<String> words = new ArrayList<>(FaultLine.VERBS);
    words.addAll(
        List.of("move", "ban", "clear", "cleanup", "standby", "online", "maintenance", "apply"));
    words.addAll(List.of("status", "history", "help", "quit"));
    words.addAll(names);
    return new StringsCompleter(words);
  }

  @Override
  public void close() {
    closed = true;
    @Nullable Status panel = Status.getExistingStatus(terminal).orElse(null);
    if (panel != null) {
      panel.close();
    }
    try {
      terminal.close();
    } catch (IOException e) {
      // The terminal is gone: nothing of it has to be restored.
      closed = true;
    }
  }
}
