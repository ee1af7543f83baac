package dev.handoff.simulation.promise;

import dev.handoff.controller.alert.Alerts;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.events.Alert;
import dev.handoff.events.JournalEntry;
import java.util.HashMap;
import java.util.HashSet;
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

  private final Map<Long, JournalEntry> owed = new TreeMap<>();
  private final Map<Long, JournalEntry> unwritten = new TreeMap<>();
  private final Map<String, String> received = new HashMap<>();
  private final Set<Long> delivered = new HashSet<>();

  @Override
  public String name() {
    return "6 no alert is lost";
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
    if (after == null || committed.function() == 0) {
      // What is destroyed, or older than the backup, is gone with what it still had to tell.
      owed.clear();
      unwritten.clear();
    }
    if (after == null) {
      return;
    }
    if (after.outbox().size() > CROWDED) {
      owed.clear();
    }
    for (JournalEntry entry : committed.entries()) {
      unwritten.put(entry.number(), entry);
      if (after.spec().topic() != null && Alerts.of(entry, after.spec()).isPresent()) {
        owed.put(entry.number(), entry);
      }
    }
  }

  private void appended(JournalEntry entry, Verdicts verdicts) {
    JournalEntry committed = unwritten.remove(entry.number());
    if (committed != null && !committed.equals(entry)) {
      verdicts.broken("entry " + entry.id() + " in the journal is not what was committed");
    }
  }

  private void received(Alert alert, Verdicts verdicts) {
    String before = received.putIfAbsent(alert.id(), alert.json());
    if (before != null && !before.equals(alert.json())) {
      verdicts.broken("alert " + alert.id() + " means two things: " + before + alert.json());
    }
    long number = Long.parseLong(alert.id().substring(alert.id().lastIndexOf('-') + 1));
    JournalEntry entry = owed.remove(number);
    if (entry == null && !delivered.contains(number)) {
      return; // Of a record that was put back or destroyed.
    }
    delivered.add(number);
  }

  @Override
  public void end(Truth truth, Verdicts verdicts) {
    Optional<JournalEntry> lost = owed.values().stream().findFirst();
    lost.ifPresent(
        entry -> verdicts.broken(owed.size() + " alerts never came, the first: " + entry));
    if (!unwritten.isEmpty()) {
      verdicts.broken(
          "never in the journal: "
              + unwritten.keySet().stream().map(String::valueOf).collect(Collectors.joining(" ")));
    }
  }
}
