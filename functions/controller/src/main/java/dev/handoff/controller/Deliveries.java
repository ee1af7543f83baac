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

  private final Ports ports;
  private final List<String> troubles;
  private final Set<Long> delivered = new HashSet<>();

  /** What did not go through is left to the next evaluation: this one has more urgent work. */
  private final Set<Long> attempted = new HashSet<>();

  Deliveries(Ports ports, List<String> troubles) {
    this.ports = ports;
    this.troubles = troubles;
  }

  /** Numbers of the entries that this evaluation has delivered. */
  Set<Long> delivered() {
    return delivered;
  }

  void deliver(ClusterRecord record) {
    List<JournalEntry> pending =
        record.outbox().stream().filter(entry -> attempted.add(entry.number())).toList();
    if (pending.isEmpty()) {
      return;
    }
    try {
      ports.journal().append(pending);
    } catch (CloudUnavailable e) {
      troubles.add("journal: " + e.getMessage());
      return;
    }
    // Of a cluster that is forgotten nobody would ever try again.
    boolean last = record.closing() != null && record.closing().done();
    boolean crowded = last || record.outbox().size() > MAX_REFUSED;
    for (JournalEntry entry : pending) {
      if (notified(record, entry, crowded)) {
        delivered.add(entry.number());
      }
    }
  }

  private boolean notified(ClusterRecord record, JournalEntry entry, boolean crowded) {
    String topic = record.spec().topic();
    Optional<Alert> alert = Alerts.of(entry, record.spec());
    if (topic == null || alert.isEmpty()) {
      return true;
    }
    return switch (ports.notifier().send(topic, alert.get())) {
      case Delivery.Delivered _ -> true;
      case Delivery.Failed failed -> {
        troubles.add("alert " + entry.id() + ": " + failed.detail());
        yield false;
      }
      case Delivery.Refused refused -> {
        troubles.add("alert " + entry.id() + " refused: " + refused.detail());
        yield crowded;
      }
    };
  }
}
