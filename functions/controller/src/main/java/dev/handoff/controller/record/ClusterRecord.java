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
import java.util.function.Consumer;
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
    return but(draft -> draft.nodes = next);
  }

  public ClusterRecord withGroups(Map<String, Assignment> next) {
    return but(draft -> draft.groups = next);
  }

  public ClusterRecord withBiases(List<Bias> next) {
    return but(draft -> draft.biases = next);
  }

  public ClusterRecord withSpec(ClusterSpec next) {
    return but(draft -> draft.spec = next);
  }

  public ClusterRecord withMaintenance(boolean on) {
    return but(draft -> draft.maintenance = on);
  }

  public ClusterRecord held(@Nullable Hold reason) {
    return but(draft -> draft.hold = reason);
  }

  public ClusterRecord freshSince(Instant since) {
    return but(draft -> draft.freshSince = since);
  }

  public ClusterRecord closing(@Nullable Closing intent) {
    return but(draft -> draft.closing = intent);
  }

  /** With one more line of history, which is committed together with what it tells of. */
  public ClusterRecord telling(Instant now, Happening happening) {
    JournalEntry entry = new JournalEntry(spec.cluster(), nextEntry, now, happening);
    Incidents.Told told = Incidents.tell(this, entry);
    List<JournalEntry> longer = new ArrayList<>(outbox);
    longer.add(told.entry());
    return but(draft -> {
      draft.nextEntry = nextEntry + 1;
      draft.outbox = longer;
      draft.incidents = told.incidents();
    });
  }

  /** The open incident about something, as {@link Incidents} names it. */
  public Optional<Incident> incident(String about) {
    return incidents.stream().filter(i -> i.isOpen() && i.about().equals(about)).findFirst();
  }

  /** Without the entries that have reached the journal and the notifier. */
  public ClusterRecord delivered(Set<String> ids) {
    List<JournalEntry> left = outbox.stream().filter(entry -> !ids.contains(entry.id())).toList();
    return but(draft -> draft.outbox = left);
  }

  /** Whether nothing has happened since: newer beats and deliveries are no happenings. */
  public boolean saysTheSameAs(ClusterRecord earlier) {
    return withoutOutbox().sameButForSightings(earlier.withoutOutbox());
  }

  private ClusterRecord withoutOutbox() {
    return but(draft -> draft.outbox = List.of());
  }

  /** Whether nothing but the newest beats differs: no reason to write between two schedules. */
  public boolean sameButForSightings(ClusterRecord other) {
    Map<String, NodeRecord> alike = new TreeMap<>();
    nodes.forEach((name, node) -> alike.put(name, node.sighted(other.node(name).sighting())));
    return withNodes(alike).equals(other);
  }

  private ClusterRecord but(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.record();
  }

  /** A record on its way to become another one. */
  private static final class Draft {
    private ClusterSpec spec;
    private Map<String, NodeRecord> nodes;
    private Map<String, Assignment> groups;
    private List<Bias> biases;
    private boolean maintenance;
    private @Nullable Hold hold;
    private @Nullable Instant freshSince;
    private long nextEntry;
    private List<JournalEntry> outbox;
    private @Nullable Closing closing;
    private List<Incident> incidents;

    Draft(ClusterRecord from) {
      spec = from.spec;
      nodes = from.nodes;
      groups = from.groups;
      biases = from.biases;
      maintenance = from.maintenance;
      hold = from.hold;
      freshSince = from.freshSince;
      nextEntry = from.nextEntry;
      outbox = from.outbox;
      closing = from.closing;
      incidents = from.incidents;
    }

    ClusterRecord record() {
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
          closing,
          incidents);
    }
  }
}
