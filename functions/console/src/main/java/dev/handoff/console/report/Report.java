package dev.handoff.console.report;

import dev.handoff.console.remote.Contact;
import dev.handoff.console.remote.Failure;
import dev.handoff.console.status.ClusterView;
import dev.handoff.controller.alert.Alerts;
import dev.handoff.controller.answer.Answer;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.events.Alert;
import dev.handoff.events.JournalEntry;
import dev.handoff.events.spec.ClusterSpec;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that is told of one handover.
 *
 * @param where what people call the place of the cluster
 * @param view the cluster when the report was written
 * @param answer why the group is where it is, when the report was written
 * @param excerpt what of the journal belongs to it
 * @param alerts that its entries give rise to, with how things stand when the report is written
 */
public record Report(
    String where,
    Handover handover,
    ClusterView view,
    Answer answer,
    Excerpt excerpt,
    List<Alert> alerts) {

  private static final int MOST_ENTRIES = 1_000;

  public Report {
    alerts = List.copyOf(alerts);
  }

  /**
   * Reads what there is to tell.
   *
   * @param group or a resource of it; null: of whichever group
   * @param epoch that the handover brought; null: the last failover, or if there is none, the last
   *     handover
   * @throws Failure if there was no such handover, or if it cannot be read
   */
  public static Report of(Contact contact, @Nullable String group, @Nullable Long epoch)
      throws Failure {
    ClusterRecord record = contact.record();
    ClusterSpec spec = record.spec();
    List<JournalEntry> all = contact.history(MOST_ENTRIES);
    String named = group == null ? null : group(spec, group);
    Handover handover =
        Handovers.find(Handovers.of(all), named, epoch)
            .orElseThrow(() -> new Failure(nothing(named, epoch, all), true));
    Excerpt excerpt = Excerpt.of(handover, all, spec);
    return new Report(
        contact.where(),
        handover,
        contact.status(),
        contact.explain(handover.group()),
        excerpt,
        excerpt.entries().stream().flatMap(entry -> Alerts.of(entry, record).stream()).toList());
  }

  private static String group(ClusterSpec spec, String named) throws Failure {
    return spec.groupOf(named)
        .orElseThrow(() -> new Failure("there is no group or resource '" + named + "'", true))
        .name();
  }

  private static String nothing(
      @Nullable String group, @Nullable Long epoch, List<JournalEntry> all) {
    String what =
        Stream.of(
                "no handover" + (group == null ? "" : " of " + group),
                epoch == null ? "" : " with epoch " + epoch)
            .reduce("", String::concat);
    return all.size() < MOST_ENTRIES
        ? "the journal tells of " + what
        : "the newest " + MOST_ENTRIES + " entries of the journal tell of " + what;
  }

  /** Under which name it is saved, if nobody says another. */
  public String fileName() {
    String name = "handoff-%s-%s-%d".formatted(view.cluster(), handover.group(), handover.epoch());
    return name.replaceAll("[^A-Za-z0-9_-]", "_") + ".html";
  }
}
