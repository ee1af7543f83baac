package dev.handoff.simulation.promise;

import dev.handoff.controller.port.Addresses.Place;
import dev.handoff.controller.record.Assignment;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.controller.record.NodeRecord;
import dev.handoff.controller.record.Phase;
import dev.handoff.events.Hold;
import dev.handoff.events.spec.Address;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.Fencing;
import dev.handoff.events.spec.GroupSpec;
import dev.handoff.events.spec.Isolation;
import dev.handoff.events.spec.Monitor;
import dev.handoff.events.spec.NodeSpec;
import dev.handoff.events.spec.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The promise of liveness, looked at once faults have stopped and the bound has passed: every group
 * that has an eligible node is active on one, where the cloud leads all of its addresses.
 */
public final class Convergence {

  private final ClusterRecord record;
  private final Truth truth;
  private final Predicate<String> alive;
  private final Function<Address, Place> place;
  private final List<String> problems = new ArrayList<>();

  private Convergence(
      ClusterRecord record, Truth truth, Predicate<String> alive, Function<Address, Place> place) {
    this.record = record;
    this.truth = truth;
    this.alive = alive;
    this.place = place;
  }

  /**
   * What is not as it should be.
   *
   * @param alive whether a node is there for good
   * @param place where the cloud truly leads an address
   */
  public static List<String> problems(
      ClusterRecord record, Truth truth, Predicate<String> alive, Function<Address, Place> place) {
    Convergence convergence = new Convergence(record, truth, alive, place);
    ClusterSpec spec = record.spec();
    boolean anyAlive = spec.nodes().stream().map(NodeSpec::name).anyMatch(alive);
    if (anyAlive && record.hold() != null) {
      convergence.problems.add("the cluster is held: " + record.hold().inWords());
    }
    if (anyAlive) {
      spec.groups().forEach(convergence::look);
    }
    return convergence.problems;
  }

  private void look(GroupSpec group) {
    Assignment assignment = record.group(group.name());
    List<String> eligible =
        record.spec().nodes().stream()
            .map(NodeSpec::name)
            .filter(alive)
            .filter(node -> isEligible(group, node))
            .toList();
    String owner = assignment.owner();
    if (eligible.isEmpty() || record.maintenance()) {
      return;
    }
    if (isToStayStopped(group)
        || isHeldByOneThatIsNoMore(assignment)
        || isHeldByWhatIsBlocked(group, assignment)
        || isLeftAloneForAnother(assignment)
        || (owner != null && isBlocked(group, owner))) {
      return;
    }
    boolean parked = !Bounds.parking(record.spec(), assignment).isZero();
    if (parked && owner != null && !eligible.contains(owner)) {
      return;
    }
    if (owner == null || !(assignment.phase() instanceof Phase.Settled)) {
      problems.add(
          "%s is %s on %s, though %s may run it%s"
              .formatted(group.name(), assignment.phase(), owner, eligible, held(assignment)));
      return;
    }
    if (!alive.test(owner)) {
      problems.add(group.name() + " is settled on " + owner + ", which is lost" + held(assignment));
      return;
    }
    for (Service service : group.services()) {
      served(group, service, owner);
    }
    for (Address address : group.addresses()) {
      if (!new Place.AtNode(owner).equals(place.apply(address))) {
        problems.add(address.name() + " is " + place.apply(address) + ", not at " + owner);
      }
    }
  }

  /** A failure on any node has stopped it for good, until a person cleans up. */
  private boolean isToStayStopped(GroupSpec group) {
    return group.services().stream()
        .anyMatch(service ->
            record.nodes().values().stream()
                .anyMatch(node -> node.failures(service.name()).demand() == Monitor.OnFail.STOP));
  }

  /**
   * The last word of a node that shut down was that it still runs there; or that of a lost one,
   * that it was left alone, so that isolation has not stopped it: a person must look.
   */
  private boolean isHeldByOneThatIsNoMore(Assignment assignment) {
    return record.spec().fence() == Fencing.NONE
        && assignment.hold() instanceof Hold.StopFailed(String node)
        && (record.node(node).presence() == NodeRecord.Presence.LEFT
            || record.spec().isolation().action() == Isolation.Action.STOP)
        && !alive.test(node);
  }

  /** A service that a spec has added runs on another node, which is lost, or has it blocked. */
  private boolean isLeftAloneForAnother(Assignment assignment) {
    return assignment.unasked().stream()
        .anyMatch(service ->
            record.spec().nodes().stream()
                .map(NodeSpec::name)
                .filter(node -> !node.equals(assignment.owner()))
                .anyMatch(node ->
                    !alive.test(node)
                        || record.spec().groupOf(service).stream()
                            .anyMatch(group -> isBlocked(group, node))));
  }

  /** What is left as it is on another node may run there: a person must look, and is told so. */
  private boolean isHeldByWhatIsBlocked(GroupSpec group, Assignment assignment) {
    return assignment.hold() instanceof Hold.StopFailed(String node) && isBlocked(group, node);
  }

  /** The spec asks for a failed service to be left as it is, until a person cleans up. */
  private boolean isBlocked(GroupSpec group, String node) {
    return group.services().stream()
        .filter(s -> s.monitors().stream().anyMatch(m -> m.onFail() == Monitor.OnFail.BLOCK))
        .anyMatch(service -> record.node(node).failures(service.name()).count() > 0);
  }

  private static String held(Assignment assignment) {
    return assignment.hold() == null ? "" : "; held: " + assignment.hold().inWords();
  }

  private void served(GroupSpec group, Service service, String owner) {
    if (!truth.node(owner).runs(service.name()) && !isExcusedFrom(service, owner)) {
      problems.add(service.name() + " does not run on " + owner);
    }
    if (service.runs() == Service.Runs.ACTIVE) {
      record.spec().nodes().stream()
          .map(NodeSpec::name)
          .filter(node -> !node.equals(owner) && alive.test(node))
          .filter(node -> truth.node(node).runs(service.name()) && !isBlocked(group, node))
          .forEach(node -> problems.add(service.name() + " runs on " + node + " as well"));
    }
  }

  /** Failed, and the spec asks for anything but a restart. */
  private boolean isExcusedFrom(Service service, String owner) {
    return record.node(owner).failures(service.name()).count() > 0
        || service.monitors().stream().anyMatch(m -> m.onFail() != Monitor.OnFail.RESTART);
  }

  /** A failure with {@code on-fail: standby} empties the whole node until a person cleans up. */
  private boolean isEmptied(String node) {
    return record.spec().groups().stream()
        .flatMap(group -> group.services().stream())
        .filter(s -> s.monitors().stream().anyMatch(m -> m.onFail() == Monitor.OnFail.STANDBY))
        .anyMatch(service -> record.node(node).failures(service.name()).count() > 0);
  }

  private boolean isEligible(GroupSpec group, String node) {
    if (isEmptied(node)) {
      return false;
    }
    boolean everywhereRuns =
        group.services().stream()
            .filter(service -> service.runs() == Service.Runs.EVERYWHERE)
            .allMatch(service -> truth.node(node).runs(service.name()));
    boolean unfailed =
        group.services().stream()
            .allMatch(service -> record.node(node).failures(service.name()).count() == 0);
    return OnlyToTheFit.unfit(record, group.name(), node, "").isEmpty()
        && everywhereRuns
        && unfailed;
  }
}
