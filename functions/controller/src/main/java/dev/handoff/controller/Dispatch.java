package dev.handoff.controller;

import dev.handoff.controller.decision.NodeOrders;
import dev.handoff.controller.port.NodeChannel;
import dev.handoff.controller.port.NodeChannel.NodeReading;
import dev.handoff.controller.port.NodeChannel.Sent;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.controller.record.Phase;
import dev.handoff.events.Order;
import dev.handoff.events.Orders;
import dev.handoff.events.Plan;
import dev.handoff.events.Role;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.NodeSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells each node what the record wants of it, if it has not been told so already.
 *
 * <p>Nobody is told to start a group as long as the orders of another say that it is to run it: who
 * has been passed over may be back at any moment, and goes by what lies there for it.
 */
final class Dispatch {

  private final NodeChannel channel;
  private final List<String> troubles;

  /** What this evaluation has sent; the readings of a round may be older than that. */
  private final Map<String, Orders> sent = new HashMap<>();

  /** The version of the plan that was published last, by node. */
  private final Map<String, String> published = new HashMap<>();

  private final PlanBook plans;

  /**
   * What one node is to be told.
   *
   * @param plan that it does not hold yet; null: it does, or that cannot be known
   * @param told what lies there for it; null: nothing
   */
  private record Letter(NodeSpec node, @Nullable Plan plan, @Nullable Orders told, Orders wanted) {

    /** Groups that it goes on to run by what lies there, and is not to run. */
    Set<String> takesAway() {
      Set<String> groups = running();
      groups.removeAll(active(wanted));
      return groups;
    }

    /** Groups that it is to run, and is not yet told to. */
    Set<String> gives() {
      Set<String> groups = active(wanted);
      groups.removeAll(running());
      return groups;
    }

    private Set<String> running() {
      return told != null && told.boot().equals(wanted.boot()) ? active(told) : new HashSet<>();
    }
  }

  Dispatch(NodeChannel channel, PlanBook plans, List<String> troubles) {
    this.channel = channel;
    this.plans = plans;
    this.troubles = troubles;
  }

  /**
   * Tells the nodes.
   *
   * @param version of the record, the revision of the orders
   * @param newest asks whether this version is still the newest
   */
  void send(
      ClusterRecord present,
      long version,
      Map<String, NodeReading> readings,
      BooleanSupplier newest) {
    ClusterRecord record = asNodesSeeIt(present);
    List<Letter> letters = new ArrayList<>();
    Set<String> given = new HashSet<>();
    for (NodeSpec node : record.spec().nodes()) {
      if (readings.get(node.name()) instanceof NodeReading.Heard heard) {
        Letter letter = letter(record, version, node, heard);
        letters.add(letter);
        given.addAll(active(letter.wanted()));
      }
    }
    Set<String> notTaken = new HashSet<>();
    for (NodeSpec node : record.spec().nodes()) {
      if (readings.get(node.name()) instanceof NodeReading.Nonsense nonsense) {
        withdrawal(record, version, node, nonsense, given)
            .ifPresent(letter -> {
              letters.add(letter);
              notTaken.addAll(active(letter.wanted()));
            });
      } else if (readings.get(node.name()) instanceof NodeReading.Unreadable) {
        notTaken.addAll(maybeRunning(record, node.name()));
      }
    }
    letters.sort(Comparator.comparing(letter -> letter.takesAway().isEmpty()));
    for (Letter letter : letters) {
      if (Collections.disjoint(letter.gives(), notTaken) && !deliver(record, letter, newest)) {
        notTaken.addAll(letter.takesAway());
      }
    }
  }

  private Letter letter(
      ClusterRecord record, long version, NodeSpec node, NodeReading.Heard heard) {
    String boot = heard.beat().boot();
    ClusterSpec seen = NodeOrders.seenBy(record, node.name(), boot);
    Plan plan = plans.plan(seen, node, peer -> channel.key(seen, peer));
    Orders told = sent.getOrDefault(node.name(), heard.orders());
    Orders wanted =
        NodeOrders.noOlderThan(
            told, NodeOrders.of(record, version, node.name(), boot, plan.version()));
    boolean held = heard.beat().planVersion().equals(plan.version());
    return new Letter(node, held ? null : plan, told, wanted);
  }

  /**
   * What lies there for a node that has left nonsense, without the groups that another is to run:
   * it may be back at any moment. Not before: until then it may be all that tells who runs a group,
   * where the record was restored from a backup.
   */
  private Optional<Letter> withdrawal(
      ClusterRecord record,
      long version,
      NodeSpec node,
      NodeReading.Nonsense nonsense,
      Set<String> given) {
    Orders told = sent.getOrDefault(node.name(), nonsense.orders());
    if (told == null) {
      return Optional.empty();
    }
    Orders wanted = NodeOrders.of(record, version, node.name(), told.boot(), told.planVersion());
    return Optional.of(new Letter(node, null, told, NodeOrders.without(given, told, wanted)));
  }

  /** The groups that a node may go on to run by what lies there for it, which cannot be read. */
  private Set<String> maybeRunning(ClusterRecord record, String node) {
    Orders told = sent.get(node);
    if (told != null) {
      return active(told);
    }
    Set<String> groups = new HashSet<>();
    record
        .groups()
        .forEach((group, assignment) -> {
          Phase.Handover handover = assignment.phase().handoverUnderWay();
          if (handover != null && node.equals(handover.from())) {
            groups.add(group);
          }
        });
    return groups;
  }

  private static Set<String> active(Orders orders) {
    Set<String> groups = new HashSet<>();
    for (Order order : orders.orders()) {
      if (order.role() == Role.ACTIVE) {
        groups.add(order.group());
      }
    }
    return groups;
  }

  /** Whether the node's orders lie there as they should. */
  private boolean deliver(ClusterRecord record, Letter letter, BooleanSupplier newest) {
    Orders told = letter.told();
    Orders wanted = letter.wanted();
    if (letter.plan() != null) {
      // Also when it was published before: a late write of a dead function may have undone it.
      publish(record, letter.node(), letter.plan());
    }
    if (told == null || (told.revision() < wanted.revision() && !told.sameAs(wanted))) {
      return tell(record, letter.node(), wanted);
    }
    if (!told.sameAs(wanted) && newest.getAsBoolean()) {
      // Either somebody else was faster, or the record was restored from a backup. It is the
      // newest, so it was restored, and its version counts for less than it should.
      return tell(record, letter.node(), wanted.revised(told.revision() + 1));
    }
    return told.sameAs(wanted);
  }

  /**
   * In maintenance nodes are told that no group is managed: an operator who stops a service by hand
   * must not find it started again.
   */
  private static ClusterRecord asNodesSeeIt(ClusterRecord record) {
    return record.maintenance() ? record.withSpec(record.spec().unmanaged()) : record;
  }

  private void publish(ClusterRecord record, NodeSpec node, Plan plan) {
    if (!plan.version().equals(published.get(node.name()))
        && done(node, channel.publish(record.spec(), node, plan))) {
      published.put(node.name(), plan.version());
    }
  }

  private boolean tell(ClusterRecord record, NodeSpec node, Orders wanted) {
    boolean done = done(node, channel.send(record.spec(), node, wanted));
    if (done) {
      sent.put(node.name(), wanted);
    }
    return done;
  }

  private boolean done(NodeSpec node, Sent result) {
    return switch (result) {
      case Sent.Done _ -> true;
      case Sent.Superseded _ -> false;
      case Sent.Failed failed -> {
        troubles.add("orders of " + node.name() + ": " + failed.detail());
        yield false;
      }
    };
  }
}
