package dev.handoff.controller;

import dev.handoff.controller.alert.Alerts;
import dev.handoff.controller.port.CloudUnavailable;
import dev.handoff.controller.port.Notifier.Delivery;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.events.Alert;
import dev.handoff.events.JournalEntry;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Brings the outbox to the journal and to people. At least once: an entry leaves the record only
 * after both have it.
 */
final class Deliveries {

  /** Entries beyond this many are not kept for a topic that refuses them; the journal has them. */
  private static final int MAX_REFUSED = 100;

  /**
   * The same for a topic that does not answer. Without it, a record that can no longer be written
   * would keep the cluster from failing over because nobody can be told of it.
   */
  private static final int MAX_FAILED = 300;

  /** Each may take seconds, and a function has a minute: the others wait for the next one. */
  private static final int MAX_FRUITLESS = 3;

  private final Ports ports;
  private final List<String> troubles;
  private final Set<String> delivered = new HashSet<>();

  /** What did not go through is left to the next evaluation: this one has more urgent work. */
  private final Set<String> attempted = new HashSet<>();

  /** Calls of this evaluation that the topic did not answer. */
  private int fruitless;

  Deliveries(Ports ports, List<String> troubles) {
    this.ports = ports;
    this.troubles = troubles;
  }

  /**
   * Ids of the entries that this evaluation has delivered: a number may come again when the record
   * is restored meanwhile.
   */
  Set<String> delivered() {
    return delivered;
  }

  void deliver(ClusterRecord record) {
    List<JournalEntry> pending =
        record.outbox().stream().filter(entry -> attempted.add(entry.id())).toList();
    if (pending.isEmpty()) {
      return;
    }
    try {
      ports.journal().append(pending);
    } catch (CloudUnavailable e) {
      troubles.add("journal: " + e.getMessage());
      return;
    }
    int waiting = record.outbox().size();
    for (JournalEntry entry : pending) {
      if (notified(record, entry, waiting)) {
        delivered.add(entry.id());
        waiting--;
      }
    }
  }

  private boolean notified(ClusterRecord record, JournalEntry entry, int waiting) {
    String topic = record.spec().topic();
    Optional<Alert> alert =
        Alerts.isOvertaken(entry, record.outbox()) ? Optional.empty() : Alerts.of(entry, record);
    if (topic == null || alert.isEmpty()) {
      return true;
    }
    if (fruitless >= MAX_FRUITLESS) {
      return waiting > MAX_FAILED;
    }
    return switch (ports.notifier().send(topic, alert.get())) {
      case Delivery.Delivered _ -> true;
      case Delivery.Failed failed -> {
        fruitless++;
        troubles.add("alert " + entry.id() + ": " + failed.detail());
        yield waiting > MAX_FAILED;
      }
      case Delivery.Refused refused -> {
        troubles.add("alert " + entry.id() + " refused: " + refused.detail());
        // Of a cluster that is forgotten nobody would ever try again.
        boolean last = record.closing() != null && record.closing().done();
        yield last || waiting > MAX_REFUSED;
      }
    };
  }
}
