package dev.handoff.controller;

import dev.handoff.controller.decision.Controller;
import dev.handoff.controller.decision.Decision;
import dev.handoff.controller.decision.Decision.Farewell;
import dev.handoff.controller.decision.Snapshot;
import dev.handoff.controller.liveness.Evidence;
import dev.handoff.controller.liveness.LateBeats;
import dev.handoff.controller.port.Addresses.Located;
import dev.handoff.controller.port.Addresses.Moved;
import dev.handoff.controller.port.Addresses.Place;
import dev.handoff.controller.port.CloudUnavailable;
import dev.handoff.controller.port.ClusterStore.Commit;
import dev.handoff.controller.port.ClusterStore.Reading;
import dev.handoff.controller.port.Fence.Fenced;
import dev.handoff.controller.port.Fleet.Losses;
import dev.handoff.controller.port.NodeChannel.NodeReading;
import dev.handoff.controller.record.Assignment;
import dev.handoff.controller.record.Closing;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.controller.record.Phase;
import dev.handoff.events.spec.Address;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.GroupSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rounds of one evaluation. Each reads, decides, commits and acts; there is another one as long
 * as the last has moved something on, or as something is worth waiting for.
 */
final class Round {

  /**
   * How long an evaluation stays to see its own work through, pauses included. By a node's timeout
   * longer when it has to prove a silence that nobody else can.
   */
  static final Duration STAY = Duration.ofSeconds(20);

  /** What takes longer is left to the event that ends it, or to the schedule. */
  private static final Duration WORTH_WAITING = Duration.ofSeconds(10);

  private static final int MAX_CONFLICTS = 5;

  /** A handover takes about five rounds; many more would mean that decisions go in a circle. */
  private static final int MAX_ROUNDS = 100;

  private final Ports ports;
  private final String cluster;
  private final Trigger trigger;
  private final Deliveries deliveries;
  private final Dispatch dispatch;
  private final Ending ending;
  private final long start;

  private final Map<String, NodeReading> firstLook = new HashMap<>();
  private final Map<String, Place> places = new HashMap<>();
  private final Map<String, Moved> results = new HashMap<>();
  private final Map<String, Moved> releases = new HashMap<>();
  private final Map<String, Fenced> fences = new HashMap<>();
  private final Map<String, Claim> mine = new HashMap<>();
  private final List<String> troubles = new ArrayList<>();

  /**
   * When the first look was over, and when the latest one began: in between beats had their time.
   */
  private long firstLookAt;

  /** The record as it was at the first look. */
  private @Nullable ClusterRecord firstRecord;

  private long lookedAt;
  private long knownVersion;
  private boolean surveyed;
  private int conflicts;
  private int rounds;

  /**
   * The mark under which this evaluation has made calls for a group. It outlasts a lost race: the
   * calls were made all the same, and only who made them knows what came of them.
   */
  private record Claim(long epoch, @Nullable Instant lateUntil) {}

  Round(Ports ports, PlanBook plans, String cluster, Trigger trigger) {
    this.ports = ports;
    this.cluster = cluster;
    this.trigger = trigger;
    this.deliveries = new Deliveries(ports, troubles);
    this.dispatch = new Dispatch(ports.channel(), plans, troubles);
    this.ending = new Ending(ports, cluster, deliveries, troubles);
    this.start = ports.time().nanos();
  }

  /** Plays one round; null means that another one is to follow. */
  @Nullable Outcome play(Reading.Found found) {
    ClusterRecord record = found.record();
    if (found.version() != knownVersion) {
      places.clear(); // Somebody else has gone on: where addresses were says nothing now.
    }
    lookedAt = ports.time().nanos();
    Map<String, NodeReading> readings =
        LateBeats.asNonsense(record, ports.channel().read(record.spec()));
    look(record, readings);
    locate(record);
    Decision decision = decide(record, readings);
    ClusterRecord next = decision.next().delivered(deliveries.delivered());

    long version = found.version();
    boolean changed = !next.equals(record);
    boolean worthIt = changed && (trigger == Trigger.SCHEDULE || !next.sameButForSightings(record));
    if (worthIt) {
      switch (ports.store().commit(cluster, version, next)) {
        case Commit.Committed committed -> version = committed.version();
        case Commit.Conflict _ -> {
          return ++conflicts > MAX_CONFLICTS ? new Outcome.Overtaken() : overtaken();
        }
        case Commit.TooLarge tooLarge -> {
          return ending.holdAsTooLarge(found, tooLarge.detail());
        }
        case Commit.Unknown unknown -> {
          return new Outcome.Unavailable(unknown.detail());
        }
      }
    }
    knownVersion = version;
    ClusterRecord standing = worthIt ? next : record;
    act(standing, version, decision, readings);
    return again(standing, decision) ? null : ending.finish(standing, version, decision);
  }

  /** A loss is only believed when not too many other clusters have one too. */
  private Decision decide(ClusterRecord record, Map<String, NodeReading> readings) {
    Snapshot snapshot = snapshot(record, readings);
    Decision decision = Controller.decide(snapshot);
    if (!decision.losesNodes(record)) {
      return decision;
    }
    try {
      Losses losses =
          ports.fleet().noteLoss(cluster, ports.time().now(), Controller.LOSSES_COUNT_FOR);
      return Controller.decide(snapshot.with(losses));
    } catch (CloudUnavailable e) {
      troubles.add("not known what other clusters lose: " + e.getMessage());
      return decision;
    }
  }

  /** The winner acts on what it has committed; what this evaluation was about to do is void. */
  private @Nullable Outcome overtaken() {
    places.clear();
    surveyed = false;
    return null;
  }

  private void look(ClusterRecord record, Map<String, NodeReading> readings) {
    if (firstRecord == null || isOutOfDate(firstRecord, record)) {
      firstLookAt = ports.time().nanos();
      firstLook.putAll(readings);
      firstRecord = record;
    }
  }

  /**
   * A node of which nothing was there has been heard by somebody since. That nothing is there again
   * (whoever destroys a cluster forgets its beats, and may be late) is no silence from then to now.
   */
  private boolean isOutOfDate(ClusterRecord then, ClusterRecord record) {
    return firstLook.entrySet().stream()
        .filter(entry -> entry.getValue() instanceof NodeReading.NotHeard)
        .map(Map.Entry::getKey)
        .anyMatch(
            node -> !Objects.equals(record.node(node).sighting(), then.node(node).sighting()));
  }

  /**
   * The schedule asks for every address once, because a cloud that answers now with the old and now
   * with the new would have this evaluation run in circles. What moves is looked at again.
   */
  private void locate(ClusterRecord record) {
    List<Address> wanted = new ArrayList<>();
    boolean nothingKnown = places.isEmpty();
    boolean survey = trigger == Trigger.SCHEDULE && !surveyed;
    for (GroupSpec group : record.spec().groups()) {
      Assignment assignment = record.group(group.name());
      boolean moving = assignment.phase() instanceof Phase.Moving;
      boolean others = assignment.owner() != null && (moving ? nothingKnown : survey);
      if (isMine(group.name(), assignment) ? moving : others) {
        wanted.addAll(assignment.addresses(group));
      }
    }
    surveyed = true;
    if (!wanted.isEmpty()) {
      for (Located located : ports.addresses().locate(record.spec(), wanted)) {
        places.put(located.address().name(), located.place());
      }
    }
  }

  private boolean isMine(String group, Assignment assignment) {
    return new Claim(assignment.epoch(), assignment.lateUntil()).equals(mine.get(group));
  }

  private Snapshot snapshot(ClusterRecord record, Map<String, NodeReading> readings) {
    Set<String> own = new HashSet<>();
    record
        .groups()
        .forEach((name, group) -> {
          if (isMine(name, group)) {
            own.add(name);
          }
        });
    Evidence evidence =
        new Evidence(record, readings, firstLook, sinceFirstLook(lookedAt), ports.time().now());
    return new Snapshot(
        evidence, places, results, own, fences, null, releases, ports.addresses().lateBound());
  }

  private Duration sinceFirstLook(long nanos) {
    return Duration.ofNanos(Math.max(0, nanos - firstLookAt));
  }

  private void act(
      ClusterRecord record, long version, Decision decision, Map<String, NodeReading> readings) {
    if (decision.farewell() instanceof Farewell.Done) {
      return; // Whoever comes late must not write anew what is about to be forgotten.
    }
    dispatch.send(record, version, readings, () -> isNewest(version));
    if (decision.farewell() instanceof Farewell.Release(List<String> groups)) {
      release(record, groups);
    }
    for (String node : decision.powerOffs()) {
      record.spec().node(node).ifPresent(n -> fences.put(node, ports.fence().powerOff(n)));
    }
    for (String group : decision.moves()) {
      move(record, group);
    }
  }

  private void move(ClusterRecord record, String name) {
    ClusterSpec spec = record.spec();
    Assignment assignment = record.group(name);
    GroupSpec group = spec.group(name).orElseThrow();
    String owner = assignment.owner();
    if (owner == null) {
      throw new IllegalStateException(name + " moves to nobody");
    }
    mine.put(name, new Claim(assignment.epoch(), assignment.lateUntil()));
    List<Moved> moved =
        ports
            .addresses()
            .move(
                spec,
                assignment.addresses(group),
                spec.node(owner).orElseThrow(),
                () -> isCurrent(record));
    for (Moved result : moved) {
      results.put(result.address().name(), result);
      places.remove(result.address().name());
      switch (result) {
        case Moved.Refused refused -> troubles.add(name + ": " + refused.detail());
        case Moved.Unknown unknown -> troubles.add(name + ": " + unknown.detail());
        case Moved.Accepted _, Moved.NotCurrent _ -> {}
      }
    }
  }

  private boolean isNewest(long version) {
    return ports.store().read(cluster) instanceof Reading.Found found && found.version() == version;
  }

  /** Takes the addresses of stopped groups off, of a cluster that is being destroyed. */
  private void release(ClusterRecord record, List<String> groups) {
    List<Address> addresses =
        groups.stream()
            .flatMap(group -> record.spec().group(group).orElseThrow().addresses().stream())
            .toList();
    List<Moved> released =
        ports.addresses().release(record.spec(), addresses, () -> isClosing(record.closing()));
    for (Moved result : released) {
      releases.put(result.address().name(), result);
      switch (result) {
        case Moved.Refused refused -> troubles.add(refused.detail());
        case Moved.Unknown unknown -> troubles.add(unknown.detail());
        case Moved.Accepted _, Moved.NotCurrent _ -> {}
      }
    }
  }

  private boolean isClosing(@Nullable Closing intent) {
    return ports.store().read(cluster) instanceof Reading.Found found
        && Objects.equals(found.record().closing(), intent);
  }

  /**
   * Asked before each call: a function that was frozen must not act on what it once knew, nor may
   * one go on that was told to keep still while it tried again and again, or whose node was lost or
   * forbidden meanwhile.
   */
  private boolean isCurrent(ClusterRecord known) {
    return ports.store().read(cluster) instanceof Reading.Found found
        && found.record().saysTheSameAs(known);
  }

  private boolean again(ClusterRecord record, Decision decision) {
    if (++rounds >= MAX_ROUNDS) {
      troubles.add("stopped after " + rounds + " rounds, last " + decision.steps());
      return false;
    }
    Duration spent = Duration.ofNanos(ports.time().nanos() - start);
    Duration worthWaiting = worthWaiting(decision);
    Duration stay = STAY.plus(worthWaiting).minus(WORTH_WAITING);
    if (spent.compareTo(stay) > 0) {
      return false;
    }
    if (decision.progressed()) {
      return true;
    }
    Duration wait = decision.lookAgain(sinceFirstLook(ports.time().nanos())).orElse(worthWaiting);
    if (wait.compareTo(worthWaiting) >= 0 || spent.plus(wait).compareTo(stay) > 0) {
      return false;
    }
    deliveries.deliver(record);
    ports.time().pause(wait);
    places.clear();
    fences.values().removeIf(Fenced.NotYet.class::isInstance); // to be asked again
    return true;
  }

  /**
   * Only an evaluation that stays can see that a beat does not move. Where no watcher is left to
   * say so, the schedule is the last that could, so it stays for as long as the look takes.
   */
  private Duration worthWaiting(Decision decision) {
    Duration look = decision.suspectsNeed().plus(Duration.ofSeconds(1));
    return trigger == Trigger.SCHEDULE && look.compareTo(WORTH_WAITING) > 0 ? look : WORTH_WAITING;
  }
}
