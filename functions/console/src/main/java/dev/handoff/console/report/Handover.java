package dev.handoff.console.report;

import dev.handoff.console.scenario.Times;
import dev.handoff.events.Cause;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One handover of a group, from the decision to its end.
 *
 * @param entry number of the journal entry of the decision
 * @param from the former owner; null: nobody
 * @param to the new owner; null: the group was to stop
 * @param ended null: it goes on, or a newer handover has taken its place
 * @param outcome what came of it
 * @param addresses what moved, as people call it; empty until it has
 * @param course how long it took; null unless it was completed
 */
public record Handover(
    String group,
    long epoch,
    long entry,
    @Nullable String from,
    @Nullable String to,
    Cause cause,
    Instant begun,
    @Nullable Instant ended,
    Outcome outcome,
    List<String> addresses,
    @Nullable Course course) {

  public Handover {
    addresses = List.copyOf(addresses);
  }

  /** What can become of a handover. */
  public enum Outcome {
    UNDER_WAY,
    MOVED,
    STOPPED,
    /** Only a part of the group runs. */
    INCOMPLETE,
    /** The new owner did not start it. */
    START_FAILED,
    /** A newer handover took its place. */
    OVERTAKEN
  }

  /**
   * How long it took.
   *
   * @param detect from the failure to the decision
   * @param move from the decision until the addresses were at the new owner
   * @param serve from the decision until the new owner's services ran
   */
  public record Course(Duration detect, Duration move, Duration serve) {

    /** From the failure until all was well again. */
    public Duration outage() {
      return detect.plus(move.compareTo(serve) > 0 ? move : serve);
    }
  }

  /** Whether somebody or something has made the group leave a node: no first start, no wish. */
  public boolean isFailover() {
    return from != null && cause.isTrouble();
  }

  /** The whole of it in one line, without its end. */
  public String inWords() {
    String what =
        switch (outcome) {
          case MOVED -> from == null ? "started on " + to : "moved " + from + " → " + to;
          case UNDER_WAY -> to == null ? "stops" : "goes to " + to;
          case STOPPED -> "stopped";
          case INCOMPLETE -> "runs in part";
          case START_FAILED -> "did not start on " + to;
          case OVERTAKEN -> "was to go to " + to;
        };
    String time = course == null ? "" : " in " + Times.inWords(course.serve());
    return "%s: %s%s (%s)".formatted(group, what, time, cause.inWords());
  }
}
