package dev.handoff.console.dashboard;

import dev.handoff.console.report.Handover;
import dev.handoff.console.report.Handovers;
import dev.handoff.console.status.ClusterView;
import dev.handoff.console.story.News;
import dev.handoff.events.JournalEntry;
import dev.handoff.events.json.Kebab;
import dev.handoff.events.spec.BeatSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * All that the page shows, but for the beats.
 *
 * @param where what people call the place of the cluster
 * @param beat how often nodes speak, and how long they may be quiet
 * @param handovers handovers of the last day, newest first
 * @param journal what happened in the last day, newest first
 * @param cut whether there is more of the last day than was read
 */
record Scene(
    String where,
    ClusterView view,
    Headline headline,
    BeatSpec beat,
    Timeline timeline,
    List<Told> handovers,
    List<Line> journal,
    boolean cut) {

  static final Duration SHOWN = Duration.ofDays(1);

  /** As many entries as a contact gives at once. */
  static final int MOST_ENTRIES = 1_000;

  private static final int MOST_LINES = 300;

  Scene {
    handovers = List.copyOf(handovers);
    journal = List.copyOf(journal);
  }

  /**
   * A handover.
   *
   * @param failover whether something had failed
   * @param text all of it in one line
   */
  record Told(Handover handover, boolean failover, String text) {}

  /**
   * A line of the journal.
   *
   * @param event what kind it is, for example {@code owner-changed}
   */
  record Line(long number, Instant at, String event, String text) {}

  /**
   * Puts it together.
   *
   * @param entries the newest of the journal, oldest first
   */
  static Scene of(String where, ClusterView view, BeatSpec beat, List<JournalEntry> entries) {
    Instant from = view.at().minus(SHOWN);
    List<JournalEntry> shown =
        entries.stream().filter(entry -> entry.at().isAfter(from)).toList().reversed();
    return new Scene(
        where,
        view,
        Headline.of(view),
        beat,
        Timeline.of(view, entries, from),
        Handovers.of(entries).reversed().stream()
            .filter(handover -> handover.begun().isAfter(from))
            .map(i -> new Told(i, i.isFailover(), i.inWords()))
            .toList(),
        shown.stream().limit(MOST_LINES).map(Scene::line).toList(),
        entries.size() >= MOST_ENTRIES && shown.size() == entries.size());
  }

  private static Line line(JournalEntry entry) {
    return new Line(
        entry.number(),
        entry.at(),
        Kebab.of(entry.happening().getClass()),
        News.of(entry.happening()));
  }
}
