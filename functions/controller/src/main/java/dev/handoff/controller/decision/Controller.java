package dev.handoff.controller.decision;

import dev.handoff.controller.handover.Choice;
import dev.handoff.controller.handover.Handovers;
import dev.handoff.controller.handover.Newcomers;
import dev.handoff.controller.handover.Situation;
import dev.handoff.controller.handover.Step;
import dev.handoff.controller.liveness.Liveness;
import dev.handoff.controller.liveness.Verdict;
import dev.handoff.controller.port.NodeChannel.NodeReading;
import dev.handoff.controller.record.Assignment;
import dev.handoff.controller.record.Bias;
import dev.handoff.controller.record.Closing;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.controller.record.NodeRecord;
import dev.handoff.controller.record.NodeRecord.Presence;
import dev.handoff.controller.record.Phase;
import dev.handoff.controller.record.Sighting;
import dev.handoff.events.Beat;
import dev.handoff.events.Disposal;
import dev.handoff.events.Happening;
import dev.handoff.events.Hold;
import dev.handoff.events.Order;
import dev.handoff.events.Orders;
import dev.handoff.events.spec.GroupSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The decision function: what was read in, what is to be committed and done out. The same code runs
 * in the functions, in the lab and in the simulation.
 *
 * <p>Static stability: while every node is silent the fault is more likely on our side than on all
 * of theirs, so nothing is moved and nobody is declared lost until one is heard again. The same
 * while too many clusters lose nodes at once.
 */
public final class Controller {

  /** Nodes that clusters lose within this time of each other are lost at once. */
  public static final Duration LOSSES_COUNT_FOR = Duration.ofMinutes(5);

  private Controller() {}

  /** Decides about one cluster. */
  public static Decision decide(Snapshot snapshot) {
    Map<String, Verdict> verdicts = Liveness.judge(snapshot.evidence());
    Closing closing = snapshot.record().closing();
    boolean leading = closing != null && closing.disposal() instanceof Disposal.LeadTo;
    if (closing != null && (closing.done() || !leading)) {
      return Farewells.say(snapshot, verdicts, closing);
    }
    if (allSilent(verdicts)) {
      return new Decision(hold(snapshot, new Hold.AllSilent()), verdicts, Map.of());
    }
    if (snapshot.losses() != null && snapshot.losses().areOurFault()) {
      Hold ours =
          new Hold.SelfPreservation(snapshot.losses().losing(), snapshot.losses().clusters());
      return new Decision(hold(snapshot, ours), verdicts, Map.of());
    }
    if (snapshot.record().hold() != null && noneAlive(verdicts)) {
      return new Decision(snapshot.record(), verdicts, Map.of());
    }
    ClusterRecord record = leaveHold(snapshot, verdicts);
    record = Census.take(record, verdicts, snapshot.now());
    record = Moves.withoutExpired(record, snapshot.now());
    if (record.maintenance() || unreadable(verdicts)) {
      return new Decision(record, verdicts, Map.of());
    }
    record = Newcomers.told(record, verdicts);
    record = Reminders.of(record, verdicts, snapshot.now());
    Map<String, Choice> choices = Placing.choose(record, verdicts, snapshot.now());
    Decision decision = advance(snapshot, record, verdicts, choices);
    return closing == null ? decision : Farewells.ifArrived(decision, closing, snapshot.now());
  }

  /** Takes the next step of every group. */
  static Decision advance(
      Snapshot snapshot,
      ClusterRecord record,
      Map<String, Verdict> verdicts,
      Map<String, Choice> choices) {
    Map<String, Step> steps = new TreeMap<>();
    Map<String, Assignment> groups = new TreeMap<>(record.groups());
    List<Bias> biases = new ArrayList<>(record.biases());
    ClusterRecord told = record;
    for (GroupSpec group : record.spec().groups()) {
      Choice choice = choices.get(group.name());
      if (choice == null) {
        throw new IllegalStateException("placement left out " + group.name());
      }
      Step step = step(snapshot, record, verdicts, group, choice);
      steps.put(group.name(), step);
      groups.put(group.name(), step.next());
      for (Happening happening : step.told()) {
        told = told.telling(snapshot.now(), happening);
      }
      if (step instanceof Step.GiveUp giveUp) {
        biases.add(given(group, giveUp));
      }
    }
    ClusterRecord next = told.withGroups(groups).withBiases(Moves.arrived(biases, groups));
    return new Decision(next, verdicts, steps);
  }

  private static Step step(
      Snapshot snapshot,
      ClusterRecord record,
      Map<String, Verdict> verdicts,
      GroupSpec group,
      Choice choice) {
    Assignment assignment = record.group(group.name());
    if (assignment.epoch() == 0) {
      Duration wait = FirstStart.wait(record, verdicts, snapshot.now());
      if (wait.isPositive()) {
        return new Step.Await(assignment, wait);
      }
      List<String> unasked = FirstStart.unasked(record, group, verdicts);
      if (group.isManaged() && !unasked.isEmpty()) {
        return new Step.Await(
            assignment.in(new Phase.Stopped(unasked)), record.spec().beat().interval());
      }
      Optional<Step> adopted = Adoption.of(record.spec(), group, verdicts, snapshot.now());
      if (adopted.isPresent()) {
        return adopted.get();
      }
    }
    Step next =
        Handovers.advance(
            new Situation(
                record.spec(),
                group,
                assignment,
                choice,
                verdicts,
                told(snapshot, record, group),
                ordered(snapshot, group),
                snapshot.places(),
                snapshot.results(),
                snapshot.mine().contains(group.name()),
                snapshot.fences(),
                snapshot.lateBound(),
                snapshot.now()));
    // Given up once, and still there: something holds the group on that node.
    boolean again = next instanceof Step.GiveUp up && record.biases().contains(given(group, up));
    if (again) {
      return new Step.Expect(next.next());
    }
    return next instanceof Step.Keep && Newcomers.isAnswerDue(assignment, verdicts)
        ? new Step.Await(next.next(), record.spec().beat().interval())
        : next;
  }

  /**
   * Orders for an earlier boot of a node are void. What the record has forgiven since another
   * evaluation may send at any moment.
   */
  private static Map<String, Order> told(Snapshot snapshot, ClusterRecord record, GroupSpec group) {
    Map<String, Order> told = new TreeMap<>();
    snapshot
        .evidence()
        .readings()
        .forEach((node, reading) -> {
          Orders orders = orders(reading);
          if (orders != null && !isVoid(orders, reading)) {
            Map<String, Long> forgiven = NodeOrders.forgiven(record.node(node), group);
            orders.of(group.name()).ifPresent(order -> told.put(node, order.forgiving(forgiven)));
          }
        });
    return told;
  }

  private static boolean isVoid(Orders orders, NodeReading reading) {
    return reading instanceof NodeReading.Heard(Beat beat, _) && !orders.boot().equals(beat.boot());
  }

  /** The highest epoch in all orders of this group, also void ones. */
  private static long ordered(Snapshot snapshot, GroupSpec group) {
    return snapshot.evidence().readings().values().stream()
        .flatMap(reading -> Stream.ofNullable(orders(reading)))
        .flatMap(orders -> orders.of(group.name()).stream())
        .mapToLong(Order::epoch)
        .max()
        .orElse(0);
  }

  private static @Nullable Orders orders(NodeReading reading) {
    return switch (reading) {
      case NodeReading.Heard(_, Orders orders) -> orders;
      case NodeReading.Nonsense(_, _, Orders orders, _) -> orders;
      case NodeReading.NotHeard _, NodeReading.Unreadable _ -> null;
    };
  }

  /** A node that could not start the group is left alone until somebody has cleaned up there. */
  private static Bias given(GroupSpec group, Step.GiveUp giveUp) {
    return new Bias(group.name(), giveUp.node(), Bias.Kind.START_FAILED, null);
  }

  private static boolean allSilent(Map<String, Verdict> verdicts) {
    return verdicts.values().stream().anyMatch(Verdict.Silent.class::isInstance)
        && verdicts.values().stream()
            .noneMatch(v -> v instanceof Verdict.Alive || v instanceof Verdict.Suspect);
  }

  private static boolean noneAlive(Map<String, Verdict> verdicts) {
    return verdicts.values().stream().noneMatch(Verdict.Alive.class::isInstance);
  }

  /** Nobody can be read: nothing may be concluded. */
  private static boolean unreadable(Map<String, Verdict> verdicts) {
    return verdicts.values().stream().allMatch(Verdict.Unreadable.class::isInstance);
  }

  private static ClusterRecord hold(Snapshot snapshot, Hold hold) {
    ClusterRecord record = snapshot.record();
    boolean sameKind = record.hold() != null && record.hold().getClass() == hold.getClass();
    return sameKind
        ? record
        : record.held(hold).telling(snapshot.now(), new Happening.Held(null, hold));
  }

  /** On leaving a hold every node gets a fresh window: the silence so far may have been ours. */
  private static ClusterRecord leaveHold(Snapshot snapshot, Map<String, Verdict> verdicts) {
    ClusterRecord record = snapshot.record();
    Hold hold = record.hold();
    if (hold == null) {
      return record;
    }
    Instant now = snapshot.now();
    Map<String, NodeRecord> nodes = new TreeMap<>();
    record.nodes().forEach((name, node) -> nodes.put(name, freshened(node, now)));
    ClusterRecord fresh = record.withNodes(nodes).freshSince(now).held(null);
    verdicts.replaceAll((_, verdict) -> unproven(verdict));
    return fresh.telling(now, new Happening.HoldEnded(null, hold));
  }

  private static Verdict unproven(Verdict verdict) {
    if (!(verdict instanceof Verdict.Silent(Beat last, _, _))) {
      return verdict;
    }
    return last == null ? new Verdict.Unreadable("no beat since") : new Verdict.Alive(last);
  }

  private static NodeRecord freshened(NodeRecord node, Instant now) {
    Sighting sighting = node.sighting();
    Sighting fresh =
        sighting == null ? null : new Sighting(sighting.boot(), sighting.sequence(), now);
    Presence presence = node.presence() == Presence.SILENT ? Presence.PRESENT : node.presence();
    return node.sighted(fresh).present(presence);
  }
}
