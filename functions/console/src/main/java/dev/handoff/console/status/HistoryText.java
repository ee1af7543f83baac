package dev.handoff.console.status;

import dev.handoff.console.status.Row.Mark;
import dev.handoff.console.story.Moments;
import dev.handoff.console.story.News;
import dev.handoff.console.story.Paint;
import dev.handoff.events.Happening;
import dev.handoff.events.JournalEntry;
import java.time.Instant;
import java.util.List;

/** The journal for people: number, moment, how long ago, and what happened. */
public final class HistoryText {

  private static final int AGO_WIDTH = 11;

  private HistoryText() {}

  /**
   * The lines, without line ends.
   *
   * @param columns of the screen; longer lines are wrapped
   */
  public static List<String> lines(
      List<JournalEntry> entries, Instant now, int columns, Paint paint) {
    return entries.stream()
        .flatMap(entry -> row(entry, now).lines(columns, paint).stream())
        .toList();
  }

  private static Row row(JournalEntry entry, Instant now) {
    String ago = Ago.ago(entry.at(), now);
    String head =
        "%4d  %s  %s  "
            .formatted(
                entry.number(),
                Moments.iso(entry.at()),
                ago + " ".repeat(Math.max(0, AGO_WIDTH - ago.length())));
    return new Row(mark(entry.happening()), 0, head.length(), head + News.of(entry.happening()));
  }

  private static Mark mark(Happening happening) {
    return switch (happening) {
      case Happening.OwnerChanged _,
          Happening.NodeReturned _,
          Happening.HoldEnded _,
          Happening.ResourceRecovered _ ->
          Mark.WELL;
      case Happening.HandoverBegun _ -> Mark.MOVING;
      case Happening.ResourceFailed _,
          Happening.NodeSilent _,
          Happening.DriftFound _,
          Happening.StartFailed _,
          Happening.WishExpires _ ->
          Mark.LOOK;
      case Happening.GroupStopped h -> h.cause().isWantedStop() ? Mark.NONE : Mark.BROKEN;
      case Happening.GroupIncomplete _, Happening.AddressStuck _, Happening.Held _ -> Mark.BROKEN;
      case Happening.SpecApplied _,
          Happening.OperatorActed _,
          Happening.ClusterDestroyed _,
          Happening.NodeLeft _ ->
          Mark.NONE;
    };
  }
}
