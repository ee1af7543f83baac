package dev.handoff.simulation.promise;

import dev.handoff.controller.alert.Alerts;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.events.Alert;
import dev.handoff.events.Happening;
import dev.handoff.events.Incident;
import dev.handoff.events.JournalEntry;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Promise 6: whatever was committed reaches the journal and, if it is worth an alert, people; the
 * same id always means the same news.
 */
final class NoAlertLost implements Promise {

  /** Beyond so many the outbox gives up on a topic that refuses. */
  private static final int CROWDED = 100;

  /** What people, and the journal, have yet to be told, by id. */
  private final Map<String, JournalEntry> owed = new TreeMap<>();

  private final Map<String, JournalEntry> unwritten = new TreeMap<>();
  private final Map<String, String> received = new HashMap<>();

  @Override
  public String name() {
    return "no-alert-lost";
  }

  @Override
  public void see(Fact fact, Truth truth, Verdicts verdicts) {
    switch (fact) {
      case Fact.Committed committed -> committed(committed);
      case Fact.Appended appended -> appended(appended.entry(), verdicts);
      case Fact.Received message -> received(message.alert(), verdicts);
      default -> {}
    }
  }

  private void committed(Fact.Committed committed) {
    ClusterRecord after = committed.after();
    if (after == null) {
      // What is destroyed has told what it had to tell, but for what the topic refused.
      owed.clear();
      unwritten.clear();
      return;
    }
    if (committed.function() == 0) {
      // What is newer than the backup is gone with what it still had to tell.
      Set<String> kept = ids(after);
      owed.keySet().retainAll(kept);
      unwritten.keySet().retainAll(kept);
      return;
    }
    if (after.outbox().size() > CROWDED) {
      owed.clear();
    }
    if (after.closing() != null && after.closing().done()) {
      // What a topic refuses of a cluster that is being forgotten is given up, even if somebody
      // takes the end back afterwards.
      owed.keySet().retainAll(ids(after));
    }
    for (JournalEntry entry : committed.entries()) {
      unwritten.put(entry.id(), entry);
      if (after.spec().topic() != null && Alerts.isTold(entry)) {
        owed.put(entry.id(), entry);
      }
    }
  }

  private static Set<String> ids(ClusterRecord record) {
    return record.outbox().stream().map(JournalEntry::id).collect(Collectors.toSet());
  }

  private void appended(JournalEntry entry, Verdicts verdicts) {
    JournalEntry committed = unwritten.remove(entry.id());
    if (committed != null && !committed.equals(entry)) {
      verdicts.broken("entry " + entry.id() + " in the journal is not what was committed");
    }
  }

  private void received(Alert alert, Verdicts verdicts) {
    String before = received.putIfAbsent(alert.id(), alert.json());
    if (before != null && !before.equals(alert.json())) {
      verdicts.broken("alert " + alert.id() + " means two things: " + before + alert.json());
    }
    owed.remove(alert.id());
    if ("true".equals(alert.attributes().get("resolves"))) {
      // The end of an incident tells its beginning, if nobody was told of that yet.
      String incident = alert.attributes().getOrDefault("incident", "");
      owed.values().removeIf(entry -> isBeginningOf(incident, entry));
    }
  }

  private static boolean isBeginningOf(String incident, JournalEntry entry) {
    boolean begins =
        entry.happening() instanceof Happening.HandoverBegun
            || entry.happening() instanceof Happening.DriftFound;
    Incident of = entry.incident();
    return begins && of != null && of.id().equals(incident);
  }

  @Override
  public boolean owes() {
    return !owed.isEmpty() || !unwritten.isEmpty();
  }

  @Override
  public void end(Truth truth, Verdicts verdicts) {
    Optional<JournalEntry> lost = owed.values().stream().findFirst();
    lost.ifPresent(
        entry -> verdicts.broken(owed.size() + " alerts never came, the first: " + entry));
    if (!unwritten.isEmpty()) {
      verdicts.broken("never in the journal: " + String.join(" ", unwritten.keySet()));
    }
  }
}
