package dev.handoff.simulation.promise;

import dev.handoff.simulation.world.Agenda;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** All that happened in a world, shown to the checkers as it happens. */
public final class History {

  /** A line of the timeline. */
  public record Line(long at, String cluster, String words) {}

  private final Agenda agenda;
  private final boolean recording;
  private final Supplier<List<Promise>> promises;
  private final Map<String, Truth> truths = new HashMap<>();
  private final Map<String, List<Promise>> checkers = new HashMap<>();
  private final Map<String, Violation> violations = new HashMap<>();
  private final List<Line> lines = new ArrayList<>();
  private final Tally tally = new Tally();

  /**
   * Begins a history.
   *
   * @param recording whether a timeline is kept
   * @param promises makes the checkers of one cluster
   */
  public History(Agenda agenda, boolean recording, Supplier<List<Promise>> promises) {
    this.agenda = agenda;
    this.recording = recording;
    this.promises = promises;
  }

  public void add(Truth truth) {
    truths.put(truth.spec().cluster(), truth);
    checkers.put(truth.spec().cluster(), promises.get());
  }

  public Truth truth(String cluster) {
    return Objects.requireNonNull(truths.get(cluster), cluster);
  }

  /** Takes in what has just happened. */
  public void tell(Fact fact) {
    String line = fact.line();
    if (line != null) {
      agenda.note(line.hashCode());
      if (recording) {
        lines.add(new Line(agenda.now(), fact.cluster(), line));
      }
    }
    tally.see(fact);
    if (fact instanceof Fact.Trouble trouble && trouble.fault().kind().isOfAll()) {
      checkers.keySet().forEach(cluster -> show(fact, cluster));
    } else {
      show(fact, fact.cluster());
    }
    if (fact instanceof Fact.Committed committed) {
      truth(fact.cluster()).committed(committed.after(), agenda.now());
    }
  }

  private void show(Fact fact, String cluster) {
    for (Promise promise : checkers.getOrDefault(cluster, List.of())) {
      promise.see(fact, truth(cluster), verdicts(promise.name(), cluster));
    }
  }

  /** Whether something is due that may be on its way. */
  public boolean owes() {
    return checkers.values().stream().flatMap(List::stream).anyMatch(Promise::owes);
  }

  /** The world ends. */
  public void end() {
    checkers.forEach((cluster, promises) ->
        promises.forEach(
            promise -> promise.end(truth(cluster), verdicts(promise.name(), cluster))));
  }

  private Promise.Verdicts verdicts(String promise, String cluster) {
    return new Promise.Verdicts() {
      @Override
      public long now() {
        return agenda.now();
      }

      @Override
      public void broken(String words) {
        note(new Violation(promise, agenda.now(), cluster, words));
      }
    };
  }

  /** Notes a promise that was not kept; of each promise only the first time. */
  public void note(Violation violation) {
    if (violations.putIfAbsent(violation.promise(), violation) == null && recording) {
      lines.add(
          new Line(
              violation.at(),
              violation.cluster(),
              "BROKEN " + violation.promise() + ": " + violation.words()));
    }
  }

  public List<Violation> violations() {
    return violations.values().stream()
        .sorted(Comparator.comparingLong(Violation::at).thenComparing(Violation::promise))
        .toList();
  }

  public List<Line> lines() {
    return lines;
  }

  public Tally tally() {
    return tally;
  }
}
