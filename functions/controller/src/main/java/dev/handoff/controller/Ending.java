package dev.handoff.controller;

import dev.handoff.controller.decision.Decision;
import dev.handoff.controller.port.ClusterStore.Commit;
import dev.handoff.controller.port.ClusterStore.Reading;
import dev.handoff.controller.port.NodeChannel.Sent;
import dev.handoff.controller.record.Closing;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.events.Happening;
import dev.handoff.events.Hold;
import dev.handoff.events.spec.NodeSpec;
import java.util.List;
import java.util.Objects;

/** What is left to do once an evaluation has nothing more to act on: to tell, and to forget. */
final class Ending {

  private static final int MAX_CONFLICTS = 5;

  private final Ports ports;
  private final String cluster;
  private final Deliveries deliveries;
  private final List<String> troubles;

  Ending(Ports ports, String cluster, Deliveries deliveries, List<String> troubles) {
    this.ports = ports;
    this.cluster = cluster;
    this.deliveries = deliveries;
    this.troubles = troubles;
  }

  /**
   * The record as it stands is delivered from, which makes it smaller, and put on hold, which tells
   * people; a hold that does not fit either is left to the outcome.
   */
  Outcome holdAsTooLarge(Reading.Found found, String detail) {
    troubles.add(detail);
    deliveries.deliver(found.record());
    ClusterRecord next = found.record().delivered(deliveries.delivered());
    if (!(next.hold() instanceof Hold.RecordTooLarge)) {
      Hold hold = new Hold.RecordTooLarge(detail);
      next = next.held(hold).telling(ports.time().now(), new Happening.Held(null, hold));
    }
    if (!next.equals(found.record())
        && ports.store().commit(cluster, found.version(), next)
            instanceof Commit.Committed(long version)) {
      deliveries.deliver(next);
      ClusterRecord struck = next.delivered(deliveries.delivered());
      if (!struck.equals(next)
          && !(ports.store().commit(cluster, version, struck) instanceof Commit.Committed)) {
        troubles.add("outbox not struck: what is delivered will be delivered once more");
      }
    }
    return new Outcome.TooLarge(detail);
  }

  /**
   * Delivers news last, because the next step of a handover is more urgent, and strikes it from the
   * outbox; what cannot be struck is delivered once more.
   */
  Outcome finish(ClusterRecord record, long version, Decision decision) {
    deliveries.deliver(record);
    ClusterRecord present = record;
    long presentVersion = version;
    if (isOver(present)) {
      return forget(present, presentVersion, decision);
    }
    for (int attempt = 0; attempt <= MAX_CONFLICTS; attempt++) {
      ClusterRecord struck = present.delivered(deliveries.delivered());
      if (struck.equals(present)) {
        break;
      }
      switch (ports.store().commit(cluster, presentVersion, struck)) {
        case Commit.Committed committed -> {
          return isOver(struck)
              ? forget(struck, committed.version(), decision)
              : new Outcome.Evaluated(struck, decision, troubles);
        }
        case Commit.TooLarge tooLarge -> {
          troubles.add("outbox not struck: " + tooLarge.detail());
          return new Outcome.Evaluated(present, decision, troubles);
        }
        case Commit.Unknown unknown -> {
          troubles.add("outbox not struck: " + unknown.detail());
          return new Outcome.Evaluated(present, decision, troubles);
        }
        case Commit.Conflict _ -> {
          if (!(ports.store().read(cluster) instanceof Reading.Found found)) {
            return new Outcome.Evaluated(present, decision, troubles);
          }
          // Another evaluation has gone on from here; what was delivered stays delivered.
          present = found.record();
          presentVersion = found.version();
        }
      }
    }
    return new Outcome.Evaluated(present, decision, troubles);
  }

  /** An operator may have taken it back while people were told of it. */
  private static boolean isOver(ClusterRecord record) {
    Closing closing = record.closing();
    return closing != null && closing.done() && record.outbox().isEmpty();
  }

  /**
   * Forgets a cluster for good: first its nodes, which may be repeated, and then the record, which
   * names them. Not before the last entry has been struck from the outbox.
   */
  private Outcome forget(ClusterRecord record, long version, Decision decision) {
    boolean left = false;
    for (NodeSpec node : record.spec().nodes()) {
      if (ports.channel().forget(record.spec(), node) instanceof Sent.Failed failed) {
        troubles.add("node " + node.name() + " is not forgotten yet: " + failed.detail());
        left = true;
      }
    }
    Closing closing = Objects.requireNonNull(record.closing());
    if (!left) {
      switch (ports.store().remove(cluster, version)) {
        case Commit.Committed _ -> {
          return new Outcome.Destroyed(cluster, closing.disposal());
        }
        case Commit.Conflict _ -> {}
        case Commit.TooLarge tooLarge -> troubles.add("record not removed: " + tooLarge.detail());
        case Commit.Unknown unknown -> troubles.add("record not removed: " + unknown.detail());
      }
    }
    return new Outcome.Evaluated(record, decision, troubles);
  }
}
