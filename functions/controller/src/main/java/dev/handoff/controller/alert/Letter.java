package dev.handoff.controller.alert;

import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.events.Incident;
import dev.handoff.events.JournalEntry;
import java.util.ArrayList;
import java.util.List;

/**
 * The text of an alert, for somebody who reads it on a telephone at night: the news, what it means,
 * why, when, how things stand now, and what to type.
 */
final class Letter {

  private final List<String> lines = new ArrayList<>();

  private Letter() {}

  /**
   * The text.
   *
   * @param record the cluster as it stands now
   * @param subject as the alert has it
   */
  static String of(News news, JournalEntry entry, ClusterRecord record, String subject) {
    Letter letter = new Letter();
    letter.lines.add(
        news.subjects().getFirst().length() > subject.length()
            ? news.subjects().getFirst()
            : subject);
    letter.lines.add("");
    letter.lines.addAll(news.summary().lines().toList());
    letter.section("Why", news.why());
    letter.section("When (UTC)", news.timeline());
    letter.section("Now", Standing.lines(record, entry, news));
    letter.section("Next", commands(news, entry));
    letter.lines.add("");
    letter.lines.add("cluster:  " + entry.cluster());
    letter.lines.add("when:     " + Phrases.moment(entry.at()));
    letter.lines.add("alert:    " + entry.id());
    letter.incident(entry);
    return String.join("\n", letter.lines) + "\n";
  }

  private void section(String title, List<String> content) {
    if (!content.isEmpty()) {
      lines.add("");
      lines.add(title);
      content.forEach(line -> lines.add("  " + line));
    }
  }

  private static List<String> commands(News news, JournalEntry entry) {
    return Phrases.columns(
        news.next().stream()
            .map(command -> "handoff " + command.line() + " --cluster " + entry.cluster())
            .toList(),
        news.next().stream().map(News.Command::does).toList());
  }

  private void incident(JournalEntry entry) {
    Incident incident = entry.incident();
    if (incident == null) {
      return;
    }
    if (!incident.isOpen()) {
      lines.add(
          incident.id().equals(entry.id())
              ? "resolved: nothing more will come of this"
              : "resolves: " + incident.id());
    } else if (!incident.id().equals(entry.id())) {
      lines.add("part of:  " + incident.id());
    }
    if (incident.times() > 1) {
      lines.add(
          "again:    "
              + Phrases.times(incident.times())
              + " in a row, each within "
              + Phrases.span(Incident.QUIET)
              + " of the last");
    }
  }
}
