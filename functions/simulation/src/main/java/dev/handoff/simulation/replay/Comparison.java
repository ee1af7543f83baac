package dev.handoff.simulation.replay;

import dev.handoff.events.Happening;
import dev.handoff.events.JournalEntry;
import dev.handoff.events.spec.ClusterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A recorded past beside its replay under another spec.
 *
 * @param rows what befell the cluster and what came of it, by its time
 * @param recorded what the journal comes to
 * @param control what the replay under the recorded spec comes to; null: there was none
 * @param changed what the replay under the other spec comes to
 * @param gaps what the replay cannot know, in words for people
 */
public record Comparison(
    List<Row> rows,
    Balance recorded,
    @Nullable Balance control,
    Balance changed,
    List<String> gaps) {

  /** Outcomes that nothing asked for are the same one if they are no further apart. */
  private static final Duration SAME_TIME = Duration.ofMinutes(5);

  public Comparison {
    rows = List.copyOf(rows);
    gaps = List.copyOf(gaps);
  }

  /**
   * What came of something.
   *
   * @param outcomes by their time
   * @param refusal why the command was refused; null: it was not, or it was none
   */
  public record Side(List<JournalEntry> outcomes, @Nullable String refusal) {
    static final Side NOTHING = new Side(List.of(), null);

    public Side {
      outcomes = List.copyOf(outcomes);
    }

    /** Whether it comes to the same, whenever it was and whatever it counts. */
    public boolean isAs(Side other) {
      return gist().equals(other.gist()) && (refusal == null) == (other.refusal == null);
    }

    private Set<String> gist() {
      return outcomes.stream().map(o -> Comparison.gist(o.happening())).collect(Collectors.toSet());
    }
  }

  /**
   * One line of the comparison.
   *
   * @param occurrence what befell the cluster; null: nothing, the controller acted by itself
   * @param control what the replay under the recorded spec made of it; null: there was none
   */
  public record Row(
      Instant at,
      @Nullable Occurrence occurrence,
      Side recorded,
      @Nullable Side control,
      Side changed) {

    /** Whether the other spec makes a difference. */
    public boolean differs() {
      return !(control == null ? recorded : control).isAs(changed);
    }

    /** Whether the replay under the recorded spec does what the journal tells. */
    public boolean isReproduced() {
      return control == null || control.isAs(recorded);
    }
  }

  /** Compares without an audience. */
  public static Comparison of(
      Past past, @Nullable ClusterSpec recordedSpec, ClusterSpec changedSpec) {
    return of(past, recordedSpec, changedSpec, at -> {});
  }

  /**
   * Compares.
   *
   * @param recordedSpec the spec of the control; null: there is none
   * @param changedSpec the other spec
   * @param audience hears how far into the journal the replay under the other spec is, on a thread
   *     of its own
   */
  public static Comparison of(
      Past past,
      @Nullable ClusterSpec recordedSpec,
      ClusterSpec changedSpec,
      Consumer<Instant> audience) {
    CompletableFuture<Replayed> other = Replay.begin(past, changedSpec, audience);
    Replayed control = recordedSpec == null ? null : Replay.play(past, recordedSpec);
    Replayed changed = Replay.result(other);
    Pace pace = Pace.of(past.entries());
    ClusterSpec then = recordedSpec == null ? changedSpec : recordedSpec;
    Map<String, String> owners = new HashMap<>();
    then.groups()
        .forEach(group -> {
          String owner = past.owner(group);
          if (owner != null) {
            owners.put(group.name(), owner);
          }
        });
    Set<String> gaps = new LinkedHashSet<>(past.gaps());
    gaps.addAll(changed.gaps());
    return new Comparison(
        rows(past, control, changed),
        Ledger.balance(past, past.entries(), owners, then, Pace.UNKNOWN),
        control == null
            ? null
            : Ledger.balance(past, control.entries(), control.owners(), then, pace),
        Ledger.balance(past, changed.entries(), changed.owners(), changedSpec, pace),
        List.copyOf(gaps));
  }

  private static List<Row> rows(Past past, @Nullable Replayed control, Replayed changed) {
    Outcomes then = Outcomes.of(past.entries(), past.occurrences());
    Outcomes now = Outcomes.of(changed.entries(), past.occurrences());
    Outcomes again = control == null ? null : Outcomes.of(control.entries(), past.occurrences());
    List<Row> rows = new ArrayList<>();
    for (Occurrence o : past.occurrences()) {
      rows.add(
          new Row(
              o.at(),
              o,
              new Side(then.of(o), null),
              again == null || control == null
                  ? null
                  : new Side(again.of(o), control.refusals().get(o)),
              new Side(now.of(o), changed.refusals().get(o))));
    }
    rows.addAll(unasked(then, again, now));
    rows.sort(Comparator.comparing(Row::at));
    return rows;
  }

  private static List<Row> unasked(Outcomes then, @Nullable Outcomes again, Outcomes now) {
    List<JournalEntry> replayed = new ArrayList<>(again == null ? List.of() : again.unasked());
    List<JournalEntry> others = new ArrayList<>(now.unasked());
    List<JournalEntry> heads =
        Stream.of(then.unasked(), List.copyOf(replayed), List.copyOf(others))
            .flatMap(List::stream)
            .toList();
    List<JournalEntry> recorded = new ArrayList<>(then.unasked());
    List<Row> rows = new ArrayList<>();
    for (JournalEntry head : heads) {
      Side was = taken(recorded, head);
      Side control = taken(replayed, head);
      Side changed = taken(others, head);
      if (!(was.outcomes().isEmpty()
          && control.outcomes().isEmpty()
          && changed.outcomes().isEmpty())) {
        rows.add(new Row(head.at(), null, was, again == null ? null : control, changed));
      }
    }
    return rows;
  }

  /** Takes the first that is the same as another out of a list. */
  private static Side taken(List<JournalEntry> from, JournalEntry like) {
    for (JournalEntry entry : from) {
      boolean near = Duration.between(entry.at(), like.at()).abs().compareTo(SAME_TIME) < 0;
      if (near && gist(entry.happening()).equals(gist(like.happening()))) {
        from.remove(entry);
        return new Side(List.of(entry), null);
      }
    }
    return Side.NOTHING;
  }

  private static String gist(Happening happening) {
    return switch (happening) {
      case Happening.OwnerChanged h -> "moved " + h.group() + " to " + h.to();
      case Happening.HandoverBegun h -> "moving " + h.group() + " to " + h.to();
      case Happening.GroupStopped h -> "stopped " + h.group();
      case Happening.GroupIncomplete h -> "in part " + h.group() + " on " + h.node() + h.running();
      case Happening.Held h -> "held " + h.group() + h.hold().getClass();
      case Happening.HoldEnded h -> "hold ended " + h.group() + h.hold().getClass();
      case Happening.ResourceRecovered h -> "restarted " + h.resource() + " on " + h.node();
      case Happening.ResourceFailed h -> "failed " + h.resource() + " on " + h.node();
      case Happening.StartFailed h -> "not started " + h.group() + " on " + h.node();
      default -> happening.toString();
    };
  }
}
