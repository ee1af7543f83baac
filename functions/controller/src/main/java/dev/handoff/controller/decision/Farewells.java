package dev.handoff.controller.decision;

import dev.handoff.controller.decision.Decision.Farewell;
import dev.handoff.controller.handover.Choice;
import dev.handoff.controller.liveness.Verdict;
import dev.handoff.controller.port.Addresses.Moved;
import dev.handoff.controller.record.Assignment;
import dev.handoff.controller.record.Closing;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.controller.record.Phase;
import dev.handoff.events.Cause;
import dev.handoff.events.Disposal;
import dev.handoff.events.Happening;
import dev.handoff.events.spec.Address;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.Constraint;
import dev.handoff.events.spec.GroupSpec;
import dev.handoff.events.spec.Resource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a cluster is forgotten. Each step depends only on the record and on what was read, so whoever
 * comes next can go on where a dead evaluation stopped:
 *
 * <pre>
 *   keep      ────────────────────────────────────────────────► done
 *   lead to   groups move to the node ── all have settled ────► done
 *   release   groups stop in order ── all stopped, no call
 *             can land late ── addresses are taken off ───────► done
 *   done      news delivered ── nodes forgotten ── record removed
 * </pre>
 *
 * <p>Groups that are not managed are never touched, here as elsewhere. Stopping does not wait for
 * silent nodes, and not for all of them to be heard: there is nobody left to be protected.
 */
final class Farewells {

  private static final String DESTROY = "destroy";
  private static final Duration LOOK_AGAIN = Duration.ofMillis(300);

  private Farewells() {}

  /** The next step to keep, or to release. */
  static Decision say(Snapshot snapshot, Map<String, Verdict> verdicts, Closing closing) {
    ClusterRecord record = snapshot.record();
    if (closing.done()) {
      return new Decision(record, verdicts, Map.of(), new Farewell.Done());
    }
    return switch (closing.disposal()) {
      case Disposal.Release _ -> release(snapshot, verdicts, closing);
      case Disposal.Keep _, Disposal.LeadTo _ ->
          done(new Decision(record, verdicts, Map.of()), closing, snapshot.now());
    };
  }

  /** Whether every group has come to the node that it was to be led to. */
  static Decision ifArrived(Decision decision, Closing closing, Instant now) {
    boolean arrived =
        closing.disposal() instanceof Disposal.LeadTo(String node)
            && managed(decision.next().spec())
                .allMatch(group -> hasSettled(decision.next().group(group.name()), node));
    return arrived ? done(decision, closing, now) : decision;
  }

  private static boolean hasSettled(Assignment assignment, String node) {
    return node.equals(assignment.owner()) && assignment.phase() instanceof Phase.Settled;
  }

  private static Decision release(
      Snapshot snapshot, Map<String, Verdict> verdicts, Closing closing) {
    Instant now = snapshot.now();
    ClusterRecord record = Census.take(snapshot.record().held(null), verdicts, now);
    Map<String, Choice> choices = new TreeMap<>();
    Set<String> waiting = waiting(record);
    for (GroupSpec group : record.spec().groups()) {
      choices.put(group.name(), choice(record, group, waiting.contains(group.name())));
    }
    Decision decision = Controller.advance(snapshot, record, verdicts, choices);
    return managed(record.spec()).allMatch(group -> isStopped(decision.next(), group))
        ? takeOff(snapshot, decision, closing)
        : decision;
  }

  private static Choice choice(ClusterRecord record, GroupSpec group, boolean waits) {
    Assignment assignment = record.group(group.name());
    String stays = waits ? assignment.owner() : null;
    List<String> stopped =
        stays == null
            ? group.resources().stream().map(Resource::name).toList()
            : assignment.stopped();
    return new Choice(stays, stopped, stays != null, new Cause.Operator(DESTROY), List.of());
  }

  /** Groups that others were started after, and that therefore stop after those. */
  private static Set<String> waiting(ClusterRecord record) {
    ClusterSpec spec = record.spec();
    Set<String> running =
        managed(spec)
            .filter(group -> !isStopped(record, group))
            .map(GroupSpec::name)
            .collect(Collectors.toSet());
    Set<String> waiting =
        spec.constraints().stream()
            .filter(Constraint.Order.class::isInstance)
            .map(Constraint.Order.class::cast)
            .filter(order -> !name(spec, order.first()).equals(name(spec, order.then())))
            .filter(order -> running.contains(name(spec, order.then())))
            .map(order -> name(spec, order.first()))
            .filter(running::contains)
            .collect(Collectors.toSet());
    // Orders in a circle: somebody has to begin.
    return waiting.size() == running.size() ? Set.of() : waiting;
  }

  private static String name(ClusterSpec spec, String groupOrResource) {
    return spec.groupOf(groupOrResource).map(GroupSpec::name).orElse(groupOrResource);
  }

  private static boolean isStopped(ClusterRecord record, GroupSpec group) {
    return record.group(group.name()).phase() instanceof Phase.Stopped;
  }

  private static Stream<GroupSpec> managed(ClusterSpec spec) {
    return spec.groups().stream().filter(GroupSpec::managed);
  }

  /** All groups have stopped: the addresses may go, unless an earlier call could still land. */
  private static Decision takeOff(Snapshot snapshot, Decision decision, Closing closing) {
    Map<String, Moved> results = snapshot.releases();
    List<Address> addresses =
        managed(decision.next().spec()).flatMap(group -> group.addresses().stream()).toList();
    if (addresses.stream().allMatch(a -> results.get(a.name()) instanceof Moved.Accepted)) {
      return done(decision, closing, snapshot.now());
    }
    List<Happening> objections = objections(decision.next().spec(), results);
    if (!objections.isEmpty()) {
      return stuck(snapshot, decision, closing, objections);
    }
    Duration late = late(decision.next(), closing, snapshot);
    if (late.isPositive()) {
      Duration wait = results.isEmpty() ? late : LOOK_AGAIN;
      return with(decision, decision.next(), new Farewell.Await(wait));
    }
    ClusterRecord marked =
        decision.next().closing(closing.late(snapshot.now().plus(snapshot.lateBound())));
    List<String> groups = managed(marked.spec()).map(GroupSpec::name).toList();
    return with(decision, marked, new Farewell.Release(groups));
  }

  /** How long a call of somebody else may still take effect; at most the bound of any call. */
  private static Duration late(ClusterRecord record, Closing closing, Snapshot snapshot) {
    Duration longest = remaining(closing.lateUntil(), snapshot);
    for (Assignment assignment : record.groups().values()) {
      Duration left = remaining(assignment.lateUntil(), snapshot);
      longest = left.compareTo(longest) > 0 ? left : longest;
    }
    return longest;
  }

  private static Duration remaining(@Nullable Instant until, Snapshot snapshot) {
    if (until == null) {
      return Duration.ZERO;
    }
    Duration left = Duration.between(snapshot.now(), until);
    // A mark further ahead was written by a clock that was wrong.
    return left.compareTo(snapshot.lateBound()) > 0 ? Duration.ZERO : left;
  }

  private static List<Happening> objections(ClusterSpec spec, Map<String, Moved> results) {
    List<Happening> told = new ArrayList<>();
    managed(spec)
        .forEach(group ->
            group.addresses().stream()
                .map(address -> results.get(address.name()))
                .filter(Moved.Refused.class::isInstance)
                .map(Moved.Refused.class::cast)
                .forEach(refused ->
                    told.add(
                        new Happening.AddressStuck(
                            group.name(), refused.address().shown(), refused.detail()))));
    return told;
  }

  private static Decision stuck(
      Snapshot snapshot, Decision decision, Closing closing, List<Happening> objections) {
    Map<String, Moved> results = snapshot.releases();
    boolean definite = results.values().stream().noneMatch(Moved.Unknown.class::isInstance);
    Instant late = definite ? null : closing.lateUntil();
    ClusterRecord next = decision.next().closing(closing.late(late).stuck(objections.toString()));
    if (closing.stuck() == null) {
      for (Happening objection : objections) {
        next = next.telling(snapshot.now(), objection);
      }
    }
    return with(decision, next, new Farewell.Stuck());
  }

  private static Decision done(Decision decision, Closing closing, Instant now) {
    ClusterRecord next = decision.next();
    Map<String, String> addresses = new TreeMap<>();
    for (GroupSpec group : next.spec().groups()) {
      String owner = next.group(group.name()).owner();
      boolean released = group.managed() && closing.disposal() instanceof Disposal.Release;
      String where = Objects.requireNonNullElse(owner, "no node");
      group
          .addresses()
          .forEach(a -> addresses.put(a.shown(), released ? "taken off" : "stays at " + where));
    }
    ClusterRecord last =
        next.closing(closing.finished())
            .telling(
                now, new Happening.ClusterDestroyed(closing.disposal(), addresses, closing.by()));
    return with(decision, last, new Farewell.Done());
  }

  private static Decision with(Decision decision, ClusterRecord next, Farewell farewell) {
    return new Decision(next, decision.verdicts(), decision.steps(), farewell);
  }
}
