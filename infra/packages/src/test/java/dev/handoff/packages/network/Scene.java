package dev.handoff.packages.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.events.Happening;
import dev.handoff.events.JournalEntry;
import dev.handoff.packages.network.Clients.Answer;
import dev.handoff.packages.network.Sampler.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One case from its first deed to its end: what was done, and all that was seen meanwhile. */
final class Scene {

  private static final double MILLI = 1e6;

  private final Stage stage;
  private final String title;
  private final Node holder;
  private final Node other;
  private final long began = System.nanoTime();
  private final long firstEntry;
  private final long epoch;
  private final List<String> deeds = new ArrayList<>();

  Scene(Stage stage, String title, Node holder, Node other) {
    this.stage = stage;
    this.title = title;
    this.holder = holder;
    this.other = other;
    firstEntry = stage.control().record().nextEntry();
    epoch = stage.control().assignment().epoch();
  }

  /** The node that served when the case began. */
  Node holder() {
    return holder;
  }

  Node other() {
    return other;
  }

  /** Notes what is done right after. */
  void deed(String words) {
    deeds.add("%6.0f ms  ".formatted((System.nanoTime() - began) / MILLI) + words);
  }

  long failures() {
    return happenings().stream().filter(Happening.ResourceFailed.class::isInstance).count();
  }

  List<Happening> happenings() {
    return stage.control().journalFrom(firstEntry).stream().map(JournalEntry::happening).toList();
  }

  boolean hasMoved() {
    return stage.control().servesOn(other.name());
  }

  /** The nodes that answered clients, in order, each once for a row of answers. */
  List<String> answered() {
    List<String> nodes = new ArrayList<>();
    for (Answer answer : stage.clients().since(began)) {
      if (nodes.isEmpty() || !nodes.getLast().equals(answer.node())) {
        nodes.add(answer.node());
      }
    }
    return nodes;
  }

  /** The group was where it is all the time, and the address at every sampled moment. */
  void endsInPlace() {
    report();
    assertEquals(List.of(stage.bit(holder)), path(), this::seen);
    assertEquals(epoch, stage.control().assignment().epoch(), this::seen);
    assertTrue(
        happenings().stream().noneMatch(Happening.HandoverBegun.class::isInstance), this::seen);
    assertEquals(List.of(holder.name()), answered(), this::seen);
  }

  /** The address left one machine before it came to the other, once, and clients went with it. */
  void endsMoved() {
    report();
    int from = stage.bit(holder);
    int to = stage.bit(other);
    assertEquals(List.of(from, Sampler.NONE, to), path(), this::seen);
    assertEquals(epoch + 1, stage.control().assignment().epoch(), this::seen);
    assertEquals(List.of(holder.name(), other.name()), answered(), this::seen);
    assertEquals(other.name(), stage.control().addressAt(), this::seen);
  }

  /** What the samples say, each once for a row of equal ones. */
  List<Integer> path() {
    List<Integer> path = new ArrayList<>();
    for (Sample sample : samples()) {
      if (path.isEmpty() || path.getLast() != sample.on()) {
        path.add(sample.on());
      }
    }
    return path;
  }

  private List<Sample> samples() {
    return stage.sampler().since(began);
  }

  private void report() {
    System.out.println(seen());
    stage.note(row());
  }

  /** The longest time in which no good answer came. */
  private double clientGap() {
    long longest = 0;
    long before = began;
    for (long answered :
        stage.clients().since(began).stream().mapToLong(Answer::answered).sorted().toArray()) {
      longest = Math.max(longest, answered - before);
      before = answered;
    }
    return longest / MILLI;
  }

  private double spent(int on) {
    double total = 0;
    List<Sample> samples = samples();
    for (int i = 1; i < samples.size(); i++) {
      if (samples.get(i - 1).on() == on) {
        total += samples.get(i).at() - samples.get(i - 1).at();
      }
    }
    return total / MILLI;
  }

  private double coarsest() {
    long longest = 0;
    List<Sample> samples = samples();
    for (int i = 1; i < samples.size(); i++) {
      longest = Math.max(longest, samples.get(i).at() - samples.get(i - 1).at());
    }
    return longest / MILLI;
  }

  private String row() {
    return String.format(
        Locale.ROOT,
        "| %s | %s | %.0f ms | %.0f ms | %.0f ms | %d, %.0f ms |",
        title,
        stage.names(path()),
        clientGap(),
        spent(Sampler.NONE),
        spent(Sampler.BOTH),
        samples().size(),
        coarsest());
  }

  /** All of it, for people. */
  String seen() {
    List<String> lines = new ArrayList<>();
    lines.add("== " + title + ", served by " + holder.name());
    deeds.forEach(deed -> lines.add("   done " + deed));
    happenings().forEach(happening -> lines.add("   told " + happening));
    lines.add("   seen the address on " + stage.names(path()));
    lines.add("   seen answers of " + String.join(", then ", answered()));
    lines.add("   " + row());
    return String.join("\n", lines);
  }
}
