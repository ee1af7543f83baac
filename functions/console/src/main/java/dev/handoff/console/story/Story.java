package dev.handoff.console.story;

import dev.handoff.console.scenario.Scenario;
import dev.handoff.console.scenario.Step;
import dev.handoff.console.scenario.Times;
import dev.handoff.events.Alert;
import dev.handoff.events.JournalEntry;
import dev.handoff.events.spec.Address;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.NodeSpec;
import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The lab as a story: what is done, what happens, how long it takes, what a client notices. */
public final class Story implements Telling {

  private final PrintStream out;
  private final Paint paint;
  private final long began = System.nanoTime();
  private final Map<String, Duration> worst = new LinkedHashMap<>();
  private @Nullable String lastTrouble;

  public Story(PrintStream out, Paint paint) {
    this.out = out;
    this.paint = paint;
  }

  @Override
  public synchronized void opens(ClusterSpec spec, Map<String, String> urls, List<String> notes) {
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
  }

  @Override
  public synchronized void happened(JournalEntry entry) {
    note(paint.dim(clock()), News.of(entry.happening()));
  }

  @Override
  public synchronized void alerted(Alert alert) {
    note(paint.dim(clock()), paint.yellow("mail: " + alert.subject()));
  }

  @Override
  public synchronized void troubled(String what) {
    if (!what.equals(lastTrouble)) {
      lastTrouble = what;
      note(paint.dim(clock()), paint.dim("(" + what + ")"));
    }
  }

  @Override
  public synchronized void begins(Scenario.Placed step) {
    String words = step.step().inWords();
    boolean asks = step.step() instanceof Step.Expect;
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
  public synchronized void gap(String address, Duration longest) {
    worst.merge(address, longest, (a, b) -> a.compareTo(b) > 0 ? a : b);
    note(
        paint.dim(clock()),
        paint.bold("clients of " + address + " waited " + Times.inWords(longest) + " at most"));
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

  private void note(String when, String what) {
    line("     " + when + "  " + what);
  }

  private void line(String text) {
    out.println(text);
    out.flush();
  }

  /** Seconds since the lab began. */
  private String clock() {
    return String.format(Locale.ROOT, "%6.2f s", (System.nanoTime() - began) / 1e9);
  }
}
