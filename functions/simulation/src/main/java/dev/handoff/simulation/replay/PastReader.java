package dev.handoff.simulation.replay;

import dev.handoff.events.Happening;
import dev.handoff.events.Hold;
import dev.handoff.events.JournalEntry;
import dev.handoff.events.OperatorCommand;
import dev.handoff.events.ResourceReport;
import dev.handoff.simulation.replay.Occurrence.Absence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads a journal for what befell the cluster. Not reusable. */
final class PastReader {

  /** What is told of a start that failed belongs together if it is no further apart. */
  private static final Duration ONE_START = Duration.ofMinutes(10);

  private final Silence silence;
  private final List<Occurrence> occurrences = new ArrayList<>();
  private final Map<String, String> owners = new TreeMap<>();
  private final Map<String, String> users = new TreeMap<>();
  private final Set<String> absent = new TreeSet<>();
  private final Gaps gaps = new Gaps();

  /** Groups of which the journal has told who owned them first, if anybody. */
  private final Set<String> placed = new HashSet<>();

  /** Nodes that have been mentioned as being there. */
  private final Set<String> known = new HashSet<>();

  /** When each node was last heard, or gone. */
  private final Map<String, Instant> lastChange = new HashMap<>();

  /** Nodes that are gone, and how; of silent ones it is known when they come back. */
  private final Map<String, Occurrence.NodeGoes> gone = new HashMap<>();

  private List<JournalEntry> entries = List.of();

  PastReader(Silence silence) {
    this.silence = silence;
  }

  Past read(List<JournalEntry> journal) {
    entries = lastLife(journal);
    if (entries.isEmpty()) {
      throw new IllegalArgumentException("a journal that tells of no cluster");
    }
    boolean created =
        entries.getFirst().happening() instanceof Happening.SpecApplied applied
            && applied.changes().contains("cluster created");
    gaps.numbers(entries);
    for (int i = 0; i < entries.size(); i++) {
      take(i, entries.get(i), created);
    }
    occurrences.sort(Comparator.comparing(Occurrence::at));
    return new Past(entries, created, owners, users, absent, occurrences, gaps.words());
  }

  /** What comes after the last destroy, or before it, if nothing comes after it. */
  private List<JournalEntry> lastLife(List<JournalEntry> journal) {
    List<JournalEntry> sorted =
        journal.stream().distinct().sorted(Comparator.comparing(JournalEntry::at)).toList();
    List<JournalEntry> life = new ArrayList<>();
    List<JournalEntry> earlier = new ArrayList<>();
    for (JournalEntry entry : sorted) {
      if (entry.happening() instanceof Happening.ClusterDestroyed) {
        earlier = life.isEmpty() ? earlier : life;
        life = new ArrayList<>();
      } else {
        if (life.isEmpty() && !earlier.isEmpty()) {
          gaps.earlierLife(entry);
        }
        life.add(entry);
      }
    }
    return life.isEmpty() ? earlier : life;
  }

  private void take(int index, JournalEntry entry, boolean created) {
    Instant at = entry.at();
    switch (entry.happening()) {
      case Happening.SpecApplied h -> {
        if (index > 0 || !created) {
          gaps.specChanged(at, h.changes());
        }
      }
      case Happening.OperatorActed h -> commanded(at, h.command());
      case Happening.NodeReturned h -> comes(at, h.node(), created);
      case Happening.NodeSilent h -> silent(index, at, h);
      case Happening.NodeLeft h -> goes(new Occurrence.NodeGoes(at, h.node(), Absence.LEFT));
      case Happening.ResourceFailed h -> failed(index, at, h);
      case Happening.StartFailed h -> notStarted(index, at, h);
      case Happening.HandoverBegun h -> handover(h.group(), h.from(), h.to());
      case Happening.OwnerChanged h -> handover(h.group(), h.from(), h.to());
      case Happening.GroupStopped h -> placed.add(h.group());
      case Happening.DriftFound h ->
          occurrences.add(new Occurrence.AddressStrays(at, h.group(), h.address()));
      case Happening.AddressStuck _ -> gaps.refusedByCloud();
      case Happening.Held h -> held(h.hold());
      case Happening.ResourceRecovered h -> known.add(h.node());
      case Happening.ClusterDestroyed _,
          Happening.GroupIncomplete _,
          Happening.HoldEnded _,
          Happening.WishExpires _ -> {}
    }
  }

  private void commanded(Instant at, OperatorCommand command) {
    if (!(command instanceof OperatorCommand.Apply || command instanceof OperatorCommand.Destroy)) {
      occurrences.add(new Occurrence.Commanded(at, command));
    }
  }

  private void comes(Instant at, String node, boolean created) {
    Occurrence.NodeGoes before = gone.remove(node);
    boolean first = known.add(node);
    if (before == null && !first) {
      occurrences.add(new Occurrence.NodeReboots(at, node));
    } else {
      if (before == null) {
        absent.add(node);
      }
      occurrences.add(new Occurrence.NodeComes(at, node, before));
    }
    if (before == null && first && !created) {
      gaps.appeared(node, at);
    }
    lastChange.put(node, at);
  }

  private void silent(int index, Instant at, Happening.NodeSilent silent) {
    Instant since = at.minus(silent.silentFor());
    Instant before = lastChange.get(silent.node());
    if (before != null && since.isBefore(before)) {
      since = before;
    }
    Instant back = returned(index, silent.node());
    Duration lasted = back == null ? null : Duration.between(since, back);
    Absence absence = this.silence.of(lasted);
    if (this.silence == Silence.AUTO && absence == Absence.CUT) {
      gaps.takenForCut(silent.node());
    } else if (this.silence == Silence.AUTO) {
      gaps.takenForOff(silent.node());
    }
    goes(new Occurrence.NodeGoes(since, silent.node(), absence));
  }

  private @Nullable Instant returned(int index, String node) {
    return entries.stream()
        .skip(index + 1L)
        .filter(e -> e.happening() instanceof Happening.NodeReturned h && h.node().equals(node))
        .map(JournalEntry::at)
        .findFirst()
        .orElse(null);
  }

  private void goes(Occurrence.NodeGoes occurrence) {
    known.add(occurrence.node());
    if (gone.putIfAbsent(occurrence.node(), occurrence) == null) {
      occurrences.add(occurrence);
      lastChange.put(occurrence.node(), occurrence.at());
    }
  }

  private void failed(int index, Instant at, Happening.ResourceFailed failed) {
    boolean first = users.putIfAbsent(failed.resource(), failed.node()) == null;
    if (first && failed.failCount() > 1 && failed.failCount() < ResourceReport.FATAL) {
      gaps.failedBefore(failed);
    }
    if (failed.failCount() >= ResourceReport.FATAL) {
      startFails(index, at, failed.resource(), failed.node());
    } else {
      occurrences.add(new Occurrence.ServiceFails(at, failed.resource(), failed.node()));
    }
    known.add(failed.node());
  }

  /** The group's own entry adds nothing to that of the service which did not start. */
  private void notStarted(int index, Instant at, Happening.StartFailed failed) {
    boolean told =
        occurrences.stream()
            .anyMatch(o ->
                o instanceof Occurrence.StartFails earlier
                    && earlier.node().equals(failed.node())
                    && Duration.between(earlier.at(), at).compareTo(ONE_START) < 0);
    if (!told) {
      startFails(index, at, failed.group(), failed.node());
    }
    known.add(failed.node());
  }

  /** It was so before the start that failed, which began with a failure or with a handover. */
  private void startFails(int index, Instant at, String target, String node) {
    Instant begun = at;
    for (JournalEntry entry : entries.subList(0, index + 1).reversed()) {
      boolean recent = Duration.between(entry.at(), at).compareTo(ONE_START) < 0;
      boolean led =
          switch (entry.happening()) {
            case Happening.HandoverBegun h -> node.equals(h.to());
            case Happening.ResourceFailed h ->
                h.node().equals(node) && h.resource().equals(target) && entry.at().isBefore(at);
            default -> false;
          };
      if (recent && led) {
        begun = entry.at();
        break;
      }
    }
    Instant until =
        entries.stream()
            .skip(index + 1L)
            .filter(entry -> canStart(entry.happening(), target, node))
            .map(JournalEntry::at)
            .findFirst()
            .orElse(null);
    occurrences.add(new Occurrence.StartFails(begun.minusMillis(1), target, node, until));
  }

  private static boolean canStart(Happening happening, String target, String node) {
    return switch (happening) {
      case Happening.OperatorActed(OperatorCommand.Cleanup cleanup, String _) ->
          cleanup.node() == null || cleanup.node().equals(node);
      case Happening.ResourceRecovered h -> h.resource().equals(target) && h.node().equals(node);
      case Happening.HandoverBegun h -> node.equals(h.to());
      case Happening.NodeReturned h -> h.node().equals(node);
      default -> false;
    };
  }

  private void handover(String group, @Nullable String from, @Nullable String to) {
    if (placed.add(group) && from != null) {
      owners.put(group, from);
    }
    if (from != null) {
      known.add(from);
    }
    if (to != null) {
      known.add(to);
    }
  }

  private void held(Hold hold) {
    switch (hold) {
      case Hold.SelfPreservation _, Hold.FenceRefused _, Hold.StopFailed _, Hold.RecordTooLarge _ ->
          gaps.heldBy(hold);
      case Hold.AllSilent _, Hold.Parked _, Hold.Maintenance _ -> {}
    }
  }
}
