package dev.handoff.controller.alert;

import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.events.Alert;
import dev.handoff.events.Happening;
import dev.handoff.events.Incident;
import dev.handoff.events.JournalEntry;
import dev.handoff.events.json.Json;
import dev.handoff.events.json.Kebab;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Turns an entry of the journal into what a person receives; most entries are not worth a mail.
 * Whether there is an alert, its subject, its JSON and its attributes depend on the entry alone;
 * the text also tells how the cluster stands when it is sent.
 */
public final class Alerts {

  private Alerts() {}

  /**
   * The alert of an entry, or nothing if nobody has to be told.
   *
   * @param record the cluster as it stands when the alert is sent
   */
  public static Optional<Alert> of(JournalEntry entry, ClusterRecord record) {
    News news = news(entry);
    if (news == null) {
      return Optional.empty();
    }
    String subject = subject(news.subjects());
    return Optional.of(
        new Alert(
            entry.id(),
            entry.cluster(),
            subject,
            Letter.of(news, entry, record, subject),
            Json.write(message(entry, news, subject)),
            attributes(entry, news)));
  }

  /** Whether an entry is worth an alert. */
  public static boolean isTold(JournalEntry entry) {
    return news(entry) != null;
  }

  /** Whether an entry tells the end of its incident. */
  public static boolean resolves(JournalEntry entry) {
    return entry.incident() != null && !entry.incident().isOpen();
  }

  /**
   * Whether the end of what an entry begins waits in the same outbox: then its alert, which tells
   * the beginning too, is the only one.
   */
  public static boolean isOvertaken(JournalEntry entry, List<JournalEntry> outbox) {
    Incident begun = entry.incident();
    boolean onlyBegins =
        entry.happening() instanceof Happening.HandoverBegun
            || entry.happening() instanceof Happening.DriftFound;
    return onlyBegins
        && begun != null
        && outbox.stream()
            .anyMatch(later ->
                resolves(later)
                    && Objects.requireNonNull(later.incident()).id().equals(begun.id())
                    && isTold(later));
  }

  /**
   * What machines read: the members of the journal entry, and what its alert makes of it.
   *
   * @param resolves whether the incident is over
   */
  private record Message(
      String id,
      String cluster,
      long number,
      Instant at,
      String subject,
      Severity severity,
      boolean resolves,
      @Nullable Incident incident,
      Happening happening) {}

  private static Message message(JournalEntry entry, News news, String subject) {
    return new Message(
        entry.id(),
        entry.cluster(),
        entry.number(),
        entry.at(),
        subject,
        news.severity(),
        resolves(entry),
        entry.incident(),
        entry.happening());
  }

  private static Map<String, String> attributes(JournalEntry entry, News news) {
    Map<String, String> attributes = new TreeMap<>();
    attributes.put("cluster", entry.cluster());
    attributes.put("event", Kebab.of(entry.happening().getClass()));
    attributes.put("severity", Kebab.of(news.severity()));
    attributes.put("resolves", Boolean.toString(resolves(entry)));
    if (entry.incident() != null) {
      attributes.put("incident", entry.incident().id());
    }
    if (news.group() != null) {
      attributes.put("group", news.group());
    }
    if (news.node() != null) {
      attributes.put("node", news.node());
    }
    return attributes;
  }

  private static @Nullable News news(JournalEntry entry) {
    return switch (entry.happening()) {
      case Happening.HandoverBegun h -> GroupNews.begun(entry, h);
      case Happening.OwnerChanged h -> GroupNews.moved(entry, h);
      case Happening.GroupStopped h -> GroupNews.stopped(entry, h);
      case Happening.GroupIncomplete h -> GroupNews.incomplete(entry, h);
      case Happening.StartFailed h -> TroubleNews.startFailed(entry, h);
      case Happening.AddressStuck h -> TroubleNews.stuck(entry, h);
      case Happening.DriftFound h -> TroubleNews.drifted(entry, h);
      case Happening.ResourceFailed h -> TroubleNews.failed(entry, h);
      case Happening.ResourceRecovered h -> TroubleNews.recovered(entry, h);
      case Happening.NodeSilent h -> ClusterNews.silent(entry, h);
      case Happening.NodeReturned h -> ClusterNews.returned(entry, h);
      case Happening.Held h -> ClusterNews.held(entry, h);
      case Happening.HoldEnded h -> ClusterNews.holdEnded(entry, h);
      case Happening.WishExpires h -> ClusterNews.expires(entry, h);
      case Happening.ClusterDestroyed h -> ClusterNews.destroyed(entry, h);
      case Happening.SpecApplied _, Happening.OperatorActed _, Happening.NodeLeft _ -> null;
    };
  }

  /** The fullest wording that fits. */
  private static String subject(List<String> wordings) {
    return Alert.subjectLine(
        wordings.stream()
            .filter(wording -> wording.length() <= Alert.LONGEST_SUBJECT)
            .findFirst()
            .orElse(wordings.getLast()));
  }
}
