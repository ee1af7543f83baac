package dev.handoff.controller;

import dev.handoff.events.Aftermath;
import dev.handoff.events.Beat;
import dev.handoff.events.GroupReport;
import dev.handoff.events.GroupReport.Progress;
import dev.handoff.events.MissedBeat;
import dev.handoff.events.Order;
import dev.handoff.events.Orders;
import dev.handoff.events.ResourceReport;
import dev.handoff.events.ResourceReport.State;
import dev.handoff.events.Role;
import dev.handoff.events.spec.GroupSpec;
import dev.handoff.events.spec.Monitor.OnFail;
import dev.handoff.events.spec.NodeSpec;
import dev.handoff.events.spec.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A node that plays its part: it does at each beat what the newest orders say. */
final class Actor {

  private final Stage stage;
  private final NodeSpec node;
  private final Map<String, Long> failures = new TreeMap<>();
  private final Map<String, Aftermath> aftermaths = new TreeMap<>();
  private final Map<String, Progress> progress = new TreeMap<>();
  private final Map<String, Long> epochs = new TreeMap<>();
  private final Map<String, List<String>> stopped = new TreeMap<>();
  private final List<MissedBeat> missed = new ArrayList<>();
  private final Map<String, String> attributes = new TreeMap<>();
  private String boot = "boot-1";
  private long sequence;
  private boolean alive = true;
  private boolean startsFail;
  private boolean neverGivesUp;
  private boolean ignoresOrders;
  private boolean knowsNoPlan;
  private int beatsWithoutPlan;
  private boolean changed = true;

  Actor(Stage stage, NodeSpec node) {
    this.stage = stage;
    this.node = node;
  }

  /** Publishes a beat; true if it is urgent. */
  boolean beat() {
    if (!alive) {
      return false;
    }
    if (beatsWithoutPlan > 0 && --beatsWithoutPlan == 0) {
      knowsNoPlan = false;
    }
    obey();
    boolean urgent = changed;
    publish(urgent, false);
    changed = false;
    return urgent;
  }

  private void publish(boolean urgent, boolean leaving) {
    sequence++;
    stage.channel.beat(
        new Beat(
            stage.spec.cluster(),
            node.name(),
            boot,
            sequence,
            Duration.ofSeconds(sequence),
            stage.time.now(),
            urgent,
            leaving,
            "",
            reports(),
            resources(),
            attributes,
            missed));
  }

  private List<GroupReport> reports() {
    return progress.entrySet().stream()
        .map(p -> new GroupReport(p.getKey(), epochs.getOrDefault(p.getKey(), 0L), p.getValue()))
        .toList();
  }

  private List<ResourceReport> resources() {
    List<ResourceReport> reports = new ArrayList<>();
    if (knowsNoPlan) {
      return reports;
    }
    for (GroupSpec group : stage.spec.groups()) {
      for (Service service : group.services()) {
        reports.add(
            new ResourceReport(
                service.name(),
                state(group, service),
                failures.getOrDefault(service.name(), 0L),
                null,
                aftermaths.get(service.name())));
      }
    }
    return reports;
  }

  private State state(GroupSpec group, Service service) {
    if (service.runs() == Service.Runs.EVERYWHERE) {
      return failures.containsKey(service.name()) ? State.FAILED : State.RUNNING;
    }
    if (stopped.getOrDefault(group.name(), List.of()).contains(service.name())) {
      return State.STOPPED;
    }
    return switch (progress.getOrDefault(group.name(), Progress.STANDBY)) {
      case ACTIVE, STOP_FAILED, UNMANAGED -> State.RUNNING;
      case FAILED -> State.FAILED;
      case STANDBY -> State.STOPPED;
      case STARTING -> State.STARTING;
      case STOPPING -> State.STOPPING;
    };
  }

  private void obey() {
    Optional<Orders> orders = stage.channel.orders(stage.spec, node);
    if (ignoresOrders || orders.isEmpty() || !orders.get().boot().equals(boot)) {
      return;
    }
    for (Order order : orders.get().orders()) {
      aftermaths
          .entrySet()
          .removeIf(a -> !a.getValue().holds(order.forgiven().getOrDefault(a.getKey(), 0L)));
      Progress before = progress.getOrDefault(order.group(), Progress.STANDBY);
      Progress after = before;
      boolean newer = order.epoch() > epochs.getOrDefault(order.group(), 0L);
      if (order.role() == Role.STANDBY) {
        after = before == Progress.STOP_FAILED ? before : Progress.STANDBY;
      } else if (before != Progress.ACTIVE && (newer || mayStart(order, before))) {
        after = startsFail ? failStart(order) : Progress.ACTIVE;
        changed |= startsFail;
      }
      stopped.put(order.group(), order.stopped());
      boolean otherEpoch =
          !Long.valueOf(order.epoch()).equals(epochs.put(order.group(), order.epoch()));
      changed |= otherEpoch || after != before;
      progress.put(order.group(), after);
    }
  }

  private Progress failStart(Order order) {
    boolean fatal = stage.spec.startFailureIsFatal();
    failures.merge("httpd", fatal ? ResourceReport.FATAL : 1, Long::sum);
    return fatal || (count(order) >= 2 && !neverGivesUp) ? Progress.FAILED : Progress.STARTING;
  }

  private boolean isWell(Order order) {
    return order.stopped().contains("httpd") || (count(order) < 2 && aftermaths.isEmpty());
  }

  /** Whether a service of an active group runs. */
  boolean runs(String group, String service) {
    return isActive(group) && !stopped.getOrDefault(group, List.of()).contains(service);
  }

  private long count(Order order) {
    return failures.getOrDefault("httpd", 0L) - order.forgiven().getOrDefault("httpd", 0L);
  }

  /** A node that gave up starts again once enough of its failures are forgiven. */
  private boolean mayStart(Order order, Progress before) {
    return before == Progress.STANDBY
        || before == Progress.STARTING
        || (before == Progress.FAILED && isWell(order));
  }

  /** A service of the group fails, and the node restarts it or gives up at the threshold. */
  void fail(String group, String service, boolean givesUp) {
    failures.merge(service, 1L, Long::sum);
    if (givesUp) {
      progress.put(group, Progress.FAILED);
    }
    changed = true;
  }

  /** A service of the group fails, and the node does what its monitor's on-fail asks for. */
  void fail(String group, String service, OnFail onFail) {
    long count = failures.merge(service, 1L, Long::sum);
    aftermaths.put(service, new Aftermath(onFail, count));
    if (onFail != OnFail.BLOCK) {
      progress.put(group, Progress.FAILED);
    }
    changed = true;
  }

  void cannotStop(String group) {
    progress.put(group, Progress.STOP_FAILED);
    changed = true;
  }

  /** Every start fails, and it never gives up. */
  void startsForeverFail() {
    startsFail = true;
    neverGivesUp = true;
  }

  void startsFail(boolean fail) {
    startsFail = fail;
  }

  void measures(String attribute, String value) {
    attributes.put(attribute, value);
  }

  void forgets(String attribute) {
    attributes.remove(attribute);
  }

  /** Whether it has not taken over a plan yet: then it tells of no service. */
  void knowsNoPlan(boolean none) {
    knowsNoPlan = none;
    changed = true;
  }

  /** It tells of no service for so many beats, and then of all, which is not urgent. */
  void takesOverThePlanIn(int beats) {
    knowsNoPlan = true;
    beatsWithoutPlan = beats;
  }

  void ignoresOrders(boolean ignore) {
    ignoresOrders = ignore;
  }

  /** The node is gone without a word. */
  void die() {
    alive = false;
  }

  /** It goes on where it stopped, as after a freeze. */
  void thaw() {
    alive = true;
    changed = true;
  }

  /** Whatever was wrong with the node is mended, without a reboot. */
  void heal() {
    startsFail = false;
    ignoresOrders = false;
    progress.replaceAll((group, p) -> p == Progress.STOP_FAILED ? Progress.STANDBY : p);
    missed.clear();
    thaw();
  }

  void reboot() {
    boot = boot + "'";
    sequence = 0;
    failures.clear();
    aftermaths.clear();
    progress.clear();
    epochs.clear();
    thaw();
  }

  /** Shuts down with its services still up: an older plan did not name them, for example. */
  void leaveEverythingRunning() {
    publish(true, true);
    alive = false;
  }

  void leave() {
    progress.replaceAll((group, p) -> Progress.STANDBY);
    publish(true, true);
    alive = false;
  }

  /** Testifies that a peer's newest beat has not moved for so long. */
  void reportMissed(Actor peer, Duration silentFor) {
    missed.clear();
    missed.add(new MissedBeat(peer.node.name(), peer.boot, peer.sequence, silentFor));
    changed = true;
  }

  boolean isAlive() {
    return alive;
  }

  boolean isActive(String group) {
    return alive && progress.get(group) == Progress.ACTIVE;
  }

  /** All that its next steps depend on, but for the count of its beats. */
  @Override
  public String toString() {
    return String.join(
        " ",
        List.of(
            node.name(),
            boot,
            alive ? "alive" : "dead",
            startsFail + "/" + neverGivesUp + "/" + ignoresOrders + "/" + changed,
            failures.toString(),
            aftermaths.toString(),
            progress.toString(),
            epochs.toString().replaceAll("=(\\d+)", ":epoch=$1"),
            stopped.toString(),
            missed.stream().map(MissedBeat::node).toList().toString()));
  }
}
