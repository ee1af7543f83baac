package dev.handoff.controller.record;

import dev.handoff.events.Happening;
import dev.handoff.events.Hold;
import dev.handoff.events.Incident;
import dev.handoff.events.JournalEntry;
import dev.handoff.events.SortedCopy;
import dev.handoff.events.spec.ClusterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
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
 * @param closing the intent to forget the cluster; null: nobody wants that
 * @param incidents what is in trouble, and what was until shortly: what people have been told of
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
    List<JournalEntry> outbox,
    @Nullable Closing closing,
    List<Incident> incidents) {

  /** A cluster that nobody has asked to forget. */
  public ClusterRecord(
      ClusterSpec spec,
      Map<String, NodeRecord> nodes,
      Map<String, Assignment> groups,
      List<Bias> biases,
      boolean maintenance,
      @Nullable Hold hold,
      @Nullable Instant freshSince,
      long nextEntry,
      List<JournalEntry> outbox) {
    this(
        spec,
        nodes,
        groups,
        biases,
        maintenance,
        hold,
        freshSince,
        nextEntry,
        outbox,
        null,
        List.of());
  }

  public ClusterRecord {
    nodes = SortedCopy.of(nodes);
    groups = SortedCopy.of(groups);
    biases = List.copyOf(biases);
    outbox = List.copyOf(outbox);
    incidents = List.copyOf(incidents);
  }

  public NodeRecord node(String name) {
    return nodes.getOrDefault(name, NodeRecord.UNSEEN);
  }

  public Assignment group(String name) {
    return groups.getOrDefault(name, Assignment.NONE);
  }

  public ClusterRecord withNodes(Map<String, NodeRecord> next) {
    return new ClusterRecord(
        spec,
        next,
        groups,
        biases,
        maintenance,
        hold,
        freshSince,
        nextEntry,
        outbox,
        closing,
        incidents);
  }

  public ClusterRecord withGroups(Map<String, Assignment> next) {
    return new ClusterRecord(
        spec,
        nodes,
        next,
        biases,
        maintenance,
        hold,
        freshSince,
        nextEntry,
        outbox,
        closing,
        incidents);
  }

  public ClusterRecord withBiases(List<Bias> next) {
    return new ClusterRecord(
        spec,
        nodes,
        groups,
        next,
        maintenance,
        hold,
        freshSince,
        nextEntry,
        outbox,
        closing,
        incidents);
  }

  public ClusterRecord withSpec(ClusterSpec next) {
    return new ClusterRecord(
        next,
        nodes,
        groups,
        biases,
        maintenance,
        hold,
        freshSince,
        nextEntry,
        outbox,
        closing,
        incidents);
  }

  public ClusterRecord withMaintenance(boolean on) {
    return new ClusterRecord(
        spec, nodes, groups, biases, on, hold, freshSince, nextEntry, outbox, closing, incidents);
  }

  public ClusterRecord held(@Nullable Hold reason) {
    return new ClusterRecord(
        spec,
        nodes,
        groups,
        biases,
        maintenance,
        reason,
        freshSince,
        nextEntry,
        outbox,
        closing,
        incidents);
  }

  public ClusterRecord freshSince(Instant since) {
    return new ClusterRecord(
        spec,
        nodes,
        groups,
        biases,
        maintenance,
        hold,
        since,
        nextEntry,
        outbox,
        closing,
        incidents);
  }

  public ClusterRecord closing(@Nullable Closing intent) {
    return new ClusterRecord(
        spec,
        nodes,
        groups,
        biases,
        maintenance,
        hold,
        freshSince,
        nextEntry,
        outbox,
        intent,
        incidents);
  }

  /** With one more line of history, which is committed together with what it tells of. */
  public ClusterRecord telling(Instant now, Happening happening) {
    JournalEntry entry = new JournalEntry(spec.cluster(), nextEntry, now, happening);
    Incidents.Told told = Incidents.tell(this, entry);
    List<JournalEntry> longer = new ArrayList<>(outbox);
    longer.add(told.entry());
    return new ClusterRecord(
        spec,
        nodes,
        groups,
        biases,
        maintenance,
        hold,
        freshSince,
        nextEntry + 1,
        longer,
        closing,
        told.incidents());
  }

  /** The open incident about something, as {@link Incidents} names it. */
  public Optional<Incident> incident(String about) {
    return incidents.stream().filter(i -> i.isOpen() && i.about().equals(about)).findFirst();
  }

  /** Without the entries that have reached the journal and the notifier. */
  public ClusterRecord delivered(Set<String> ids) {
    List<JournalEntry> left = outbox.stream().filter(entry -> !ids.contains(entry.id())).toList();
    return new ClusterRecord(
        spec,
        nodes,
        groups,
        biases,
        maintenance,
        hold,
        freshSince,
        nextEntry,
        left,
        closing,
        incidents);
  }

  /** Whether nothing has happened since: newer beats and deliveries are no happenings. */
  public boolean saysTheSameAs(ClusterRecord earlier) {
    return withoutOutbox().sameButForSightings(earlier.withoutOutbox());
  }

  private ClusterRecord withoutOutbox() {
    return new ClusterRecord(
        spec,
        nodes,
        groups,
        biases,
        maintenance,
        hold,
        freshSince,
        nextEntry,
        List.of(),
        closing,
        incidents);
  }

  /** Whether nothing but the newest beats differs: no reason to write between two schedules. */
  public boolean sameButForSightings(ClusterRecord other) {
    Map<String, NodeRecord> alike = new TreeMap<>();
    nodes.forEach((name, node) -> alike.put(name, node.sighted(other.node(name).sighting())));
    return withNodes(alike).equals(other);
  }
}
