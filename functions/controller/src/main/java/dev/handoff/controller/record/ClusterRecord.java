package dev.handoff.controller.record;

import dev.handoff.events.Hold;
import dev.handoff.events.JournalEntry;
import dev.handoff.events.SortedCopy;
import dev.handoff.events.spec.ClusterSpec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that the controller keeps of a cluster between two evaluations: one document with one
 * version. Whatever an evaluation still owes the world can be derived from it, so that the next one
 * finishes what a dead one began.
 *
 * @param nodes what is known of each node of the spec, by name
 * @param groups who owns each group of the spec, by name
 * @param biases operators' preferences and bans that have not run out
 * @param maintenance while true nothing is moved
 * @param hold why the whole cluster is on hold, if it is
 * @param freshSince when the last hold ended: no node counts as silent before a whole timeout has
 *     passed since
 * @param nextEntry number of the next journal entry
 * @param outbox journal entries that may not have reached the journal and the notifier yet. They
 *     are committed with the change that they tell of, and removed once both have them
 */
public record ClusterRecord(
    ClusterSpec spec,
    Map<String, NodeRecord> nodes,
    Map<String, Assignment> groups,
    List<Bias> biases,
    boolean maintenance,
    @Nullable Hold hold,
    @Nullable Instant freshSince,
    long nextEntry,
    List<JournalEntry> outbox) {

  public ClusterRecord {
    nodes = SortedCopy.of(nodes);
    groups = SortedCopy.of(groups);
    biases = List.copyOf(biases);
    outbox = List.copyOf(outbox);
  }

  public NodeRecord node(String name) {
    return nodes.getOrDefault(name, NodeRecord.UNSEEN);
  }

  public Assignment group(String name) {
    return groups.getOrDefault(name, Assignment.NONE);
  }
}
