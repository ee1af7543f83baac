package dev.handoff.console.story;

import dev.handoff.console.scenario.Scenario;
import dev.handoff.console.scenario.Step;
import dev.handoff.console.scenario.Times;
import dev.handoff.events.Alert;
import dev.handoff.events.JournalEntry;
import dev.handoff.events.spec.Address;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.NodeSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The lab as a story: what is done, what happens, how long it takes, what a client notices. */
public final class Story implements Telling {

  private static final int WIDTH = 80;
  private static final String INDENT = "     ";

  private final Consumer<String> out;
  private final Paint paint;
  private final long began = System.nanoTime();
  private final Map<String, Duration> worst = new LinkedHashMap<>();
  private final List<String> early = new ArrayList<>();
  private final Set<String> mailed = new HashSet<>();
  private boolean isOpen;
  private @Nullable String lastTrouble;

  /**
   * Tells a story.
   *
   * @param out receives each line, without its end
   */
  public Story(Consumer<String> out, Paint paint) {
    this.out = out;
    this.paint = paint;
  }

  @Override
  public synchronized void opens(ClusterSpec spec, Map<String, String> urls, List<String> notes) {
    isOpen = true;
    String nodes = String.join(", ", spec.nodes().stream().map(NodeSpec::name).toList());
    line(paint.bold("Cluster " + spec.cluster()) + ": nodes " + nodes);
    for (Address address : spec.addresses().toList()) {
      String url = urls.get(address.name());
      line(
          "  "
              + paint.bold(address.name())
              + " is "
              + address.shown()
              + (url == null ? "" : "; try it: curl " + url));
    }
    line("  A client asks each address a hundred times a second, to see every gap.");
    notes.forEach(note -> line("  " + note));
    line("");
    early.forEach(out);
    early.clear();
  }

  @Override
  public synchronized void happened(JournalEntry entry) {
    note(News.of(entry.happening()), part -> part);
  }

  @Override
  public synchronized void alerted(Alert alert) {
    // A mail may arrive twice; whoever reads it knows it by its id.
    if (mailed.add(alert.id())) {
      note("mail: " + alert.subject(), paint::yellow);
    }
  }

  @Override
  public synchronized void troubled(String what) {
    if (!what.equals(lastTrouble)) {
      lastTrouble = what;
      note("(" + what + ")", paint::dim);
    }
  }

  @Override
  public synchronized void begins(Scenario.Placed step) {
    String words = step.step().inWords();
    boolean asks = step.step() instanceof Step.Expect || step.step() instanceof Step.Show;
    line("%3d  %s".formatted(step.index(), asks ? words : paint.bold(words)));
  }

  @Override
  public synchronized void ends(Scenario.Placed step, boolean ok, String detail, Duration took) {
    if (!ok) {
      line("     " + paint.red("NOT SO") + " after " + Times.inWords(took) + ": " + detail);
      line("     " + step.place());
    } else if (step.step() instanceof Step.Expect) {
      line("     " + paint.green("yes") + " after " + Times.inWords(took) + ": " + detail);
    } else if (!detail.isEmpty()) {
      line("     " + detail);
    }
  }

  @Override
  public synchronized void shows(Scenario.Placed step, List<String> lines) {
    lines.forEach(shown -> line(INDENT + shown));
  }

  @Override
  public synchronized void gap(String address, Duration longest) {
    worst.merge(address, longest, (a, b) -> a.compareTo(b) > 0 ? a : b);
    note("clients of " + address + " waited " + Times.inWords(longest) + " at most", paint::bold);
  }

  @Override
  public synchronized void closes(Scenario scenario, boolean ok, Duration took) {
    line("");
    int steps = scenario.steps().size();
    line(
        ok
            ? paint.green("All " + steps + " steps came true") + " in " + Times.inWords(took) + "."
            : paint.red("The scenario did not come true") + ": " + scenario.name());
    worst.forEach((address, gap) ->
        line(
            "The longest that a client of %s ever waited: %s."
                .formatted(address, Times.inWords(gap))));
  }

  /** A moment and what happened then, in as many lines of a narrow terminal as it takes. */
  private void note(String what, UnaryOperator<String> painted) {
    String when = clock();
    String margin = paint.dim(when) + "  ";
    for (String part : Wrapping.lines("", "", what, WIDTH - INDENT.length() - when.length() - 2)) {
      line(INDENT + margin + painted.apply(part));
      margin = " ".repeat(when.length() + 2);
    }
  }

  /** What happens while the lab is still starting is told after the beginning. */
  private void line(String text) {
    if (isOpen) {
      out.accept(text);
    } else {
      early.add(text);
    }
  }

  /** Seconds since the lab began. */
  private String clock() {
    return String.format(Locale.ROOT, "%6.2f s", (System.nanoTime() - began) / 1e9);
  }
}
