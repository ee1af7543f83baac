package dev.handoff.controller.handover;

import dev.handoff.events.Aftermath;
import dev.handoff.events.Beat;
import dev.handoff.events.GroupReport;
import dev.handoff.events.GroupReport.Progress;
import dev.handoff.events.Order;
import dev.handoff.events.ResourceReport;
import dev.handoff.events.ResourceReport.State;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.GroupSpec;
import dev.handoff.events.spec.Monitor.OnFail;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a node says of one group, whatever that is worth.
 *
 * @param order for this group that lies ready for the node; null: none does
 */
record Word(Beat beat, GroupSpec group, ClusterSpec cluster, @Nullable Order order) {

  String node() {
    return beat.node();
  }

  /** Something of the group runs there, or may. */
  boolean runs() {
    return saysRunning() || runsAnyway();
  }

  /** The group is active there, or the node was told of no group and runs something of it. */
  boolean saysRunning() {
    Optional<GroupReport> report = beat.group(group.name());
    boolean exclusive = !group.exclusiveServices().isEmpty() || runsWhatTheSpecHasDropped();
    boolean active = exclusive && report.filter(r -> r.progress() == Progress.ACTIVE).isPresent();
    return active || (report.isEmpty() && runsAnyway());
  }

  /** In maintenance a node is told of no group; its services go on. */
  boolean runsAnyway() {
    return services().anyMatch(this::runsAnyway);
  }

  private boolean runsAnyway(ResourceReport service) {
    return switch (service.state()) {
      case RUNNING, STARTING, STOPPING -> true;
      case FAILED -> isLeftAsItIs(service) || !saysStopped();
      // A node says that it leaves a group alone only while not all of it is down.
      case UNKNOWN -> isLeftAsItIs(service) || isLeftAlone();
      case STOPPED -> isLeftAsItIs(service);
    };
  }

  /** The node goes by a plan by which the group is not managed, as in maintenance. */
  boolean isLeftAlone() {
    return beat.group(group.name()).filter(r -> r.progress() == Progress.UNMANAGED).isPresent();
  }

  /** The node has looked, and the service is down there and stays so. */
  boolean tellsDown(String service) {
    return beat.resource(service)
        .filter(report -> report.state() != State.UNKNOWN && !runsAnyway(report))
        .isPresent();
  }

  /** The service runs there, or may. */
  boolean tellsUp(String service) {
    return beat.resource(service).filter(this::runsAnyway).isPresent();
  }

  /** A spec that drops what a node could not stop before it left may take it up again. */
  boolean runsOnWhatTheSpecHasDropped() {
    return dropped().anyMatch(this::runsAnyway);
  }

  /** The node goes by an older plan: its group may have services that the new spec has not. */
  boolean runsWhatTheSpecHasDropped() {
    return dropped().anyMatch(service -> service.state() != State.STOPPED);
  }

  private Stream<ResourceReport> dropped() {
    return beat.resources().stream()
        .filter(service -> cluster.groupOf(service.resource()).isEmpty());
  }

  /** Something of the group may be up there, and is not left as it is. */
  boolean hasSomethingToStop() {
    return services().anyMatch(this::willBeStopped);
  }

  private boolean willBeStopped(ResourceReport service) {
    boolean up =
        switch (service.state()) {
          case RUNNING, STARTING, STOPPING -> true;
          // As it was left, it may be up in spite of what its monitor says.
          case FAILED, STOPPED, UNKNOWN -> isLeftAsItIs(service);
        };
    return up && !staysAsItIs(service);
  }

  /** The node has stopped the group, or given it up, or has no orders for it. */
  boolean saysStopped() {
    return beat.group(group.name())
        .map(report ->
            switch (report.progress()) {
              case STANDBY, FAILED -> true;
              case STARTING, ACTIVE, STOPPING, STOP_FAILED, UNMANAGED -> false;
            })
        .orElse(true);
  }

  boolean servicesAreDown() {
    return group.exclusiveServices().stream()
        .flatMap(service -> beat.resource(service.name()).stream())
        .allMatch(report ->
            switch (report.state()) {
              case STOPPED, FAILED -> true;
              case STARTING, RUNNING, STOPPING, UNKNOWN -> false;
            });
  }

  boolean servicesAreUp() {
    return group.exclusiveServices().stream()
        .map(service -> beat.resource(service.name()))
        .allMatch(report -> report.filter(r -> r.state() == State.RUNNING).isPresent());
  }

  /** A service is to be left as it is, and will not come up before somebody has looked. */
  boolean isBlocked() {
    return reports().anyMatch(Word::isLeftAsItIs);
  }

  /** The same, also after the node has fetched what it is forgiven. */
  boolean staysBlocked() {
    return reports().anyMatch(this::staysAsItIs);
  }

  boolean hasFailed() {
    return reports().anyMatch(report -> report.failures() > 0);
  }

  /** What is wrong with the first service of which the node says so. */
  Optional<String> trouble() {
    return reports().map(ResourceReport::detail).filter(Objects::nonNull).findFirst();
  }

  /** Of what is started and stopped. */
  private Stream<ResourceReport> services() {
    return group.controlledServices().stream()
        .flatMap(service -> beat.resource(service.name()).stream());
  }

  private Stream<ResourceReport> reports() {
    return beat.resources().stream()
        .filter(report -> group.resource(report.resource()).isPresent());
  }

  private static boolean isLeftAsItIs(ResourceReport service) {
    Aftermath aftermath = service.aftermath();
    return aftermath != null && aftermath.onFail() == OnFail.BLOCK;
  }

  private boolean staysAsItIs(ResourceReport service) {
    Aftermath aftermath = service.aftermath();
    return aftermath != null
        && aftermath.onFail() == OnFail.BLOCK
        && aftermath.holds(forgiven(service.resource()));
  }

  private long forgiven(String resource) {
    return order == null ? 0 : order.forgiven().getOrDefault(resource, 0L);
  }
}
