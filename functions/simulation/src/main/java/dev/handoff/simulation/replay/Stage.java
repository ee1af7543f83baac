package dev.handoff.simulation.replay;

import dev.handoff.controller.Operator.Reply;
import dev.handoff.controller.record.Assignment;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.controller.record.Phase;
import dev.handoff.events.JournalEntry;
import dev.handoff.events.OperatorCommand;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.GroupSpec;
import dev.handoff.events.spec.NodeSpec;
import dev.handoff.simulation.chaos.Functions;
import dev.handoff.simulation.fault.Provider;
import dev.handoff.simulation.fault.Weather;
import dev.handoff.simulation.node.Machine;
import dev.handoff.simulation.port.Cloud;
import dev.handoff.simulation.port.RecordStore;
import dev.handoff.simulation.promise.Bounds;
import dev.handoff.simulation.promise.History;
import dev.handoff.simulation.promise.Truth;
import dev.handoff.simulation.promise.Violation;
import dev.handoff.simulation.world.Agenda;
import dev.handoff.simulation.world.Dice;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A world of one cluster in which nothing befalls it by itself. */
final class Stage {

  /** Chance only decides how long calls take; every replay has the same. */
  private static final long SEED = 1;

  private static final long A_MINUTE = Bounds.SCHEDULE.toNanos();
  private static final Duration PERSON_TRIES_AGAIN = Duration.ofSeconds(5);
  private static final Duration POWER_OFF_TAKES = Duration.ofSeconds(2);

  /** OCI's names of things begin so. */
  private static final String ORACLE = "ocid1.";

  private final ClusterSpec spec;
  private final Agenda agenda = new Agenda();
  private final Chronicle chronicle = new Chronicle();
  private final History history = new History(agenda, false, () -> List.of(chronicle));
  private final Map<String, Machine> machines = new TreeMap<>();
  private final Cloud cloud;
  private final Functions functions;

  /** Builds the world; its machines are off, and its cluster is not created. */
  Stage(ClusterSpec spec) {
    this.spec = spec;
    Provider provider = provider(spec);
    Dice dice = new Dice(SEED);
    this.cloud = new Cloud(provider, agenda, new Weather(), history, new Switch(), false);
    this.functions = new Functions(cloud, dice.fork("functions"), ports -> ports);
    history.add(new Truth(spec));
    spec.addresses().forEach(cloud.addresses()::create);
    for (NodeSpec node : spec.nodes()) {
      machines.put(
          node.name(),
          new Machine(cloud, spec.cluster(), node.name(), dice.fork(node.name()), functions));
    }
    switch (provider) {
      case AWS -> functions.schedule(spec.cluster());
      case OCI ->
          functions.alarm(
              spec.cluster(),
              () -> machines.values().stream().anyMatch(machine -> machine.quietFor() > A_MINUTE));
    }
  }

  private static Provider provider(ClusterSpec spec) {
    return spec.nodes().stream()
            .anyMatch(node -> node.instance() != null && node.instance().startsWith(ORACLE))
        ? Provider.OCI
        : Provider.AWS;
  }

  Agenda agenda() {
    return agenda;
  }

  Cloud cloud() {
    return cloud;
  }

  Machine machine(String node) {
    Machine machine = machines.get(node);
    if (machine == null) {
      throw new IllegalArgumentException("the spec has no node " + node);
    }
    return machine;
  }

  /** A person gives a command, and again until it is answered. */
  void operate(OperatorCommand command, Consumer<Reply> answer) {
    functions.operate(
        spec.cluster(),
        command,
        reply -> {
          if (reply instanceof Reply.Unavailable) {
            agenda.after(PERSON_TRIES_AGAIN, () -> operate(command, answer));
          } else {
            answer.accept(reply);
          }
        });
  }

  /** Who owns a group now; null: nobody. */
  @Nullable String owner(String group) {
    RecordStore.Row row = cloud.records().row(spec.cluster());
    ClusterRecord record = row == null ? null : row.record();
    return record == null ? null : record.group(group).owner();
  }

  /** Whether no group is on its way, and every group that has an owner is served by it. */
  boolean isInOrder() {
    RecordStore.Row row = cloud.records().row(spec.cluster());
    return row != null
        && Order.isAtTheEndOf(chronicle.entries())
        && spec.groups().stream()
            .allMatch(group -> isInOrder(group, row.record().group(group.name())));
  }

  private boolean isInOrder(GroupSpec group, Assignment assignment) {
    String owner = assignment.owner();
    if (!(assignment.phase() instanceof Phase.Settled) || assignment.epoch() == 0) {
      return false;
    }
    Machine machine = owner == null ? null : machines.get(owner);
    return machine == null
        || !machine.isOn()
        || group.controlledServices().stream()
            .allMatch(service -> machine.hasStarted(service.name()));
  }

  /**
   * The world ends.
   *
   * @return its journal
   * @throws IllegalStateException if the production code, or the world, has failed in it
   */
  List<JournalEntry> end() {
    functions.end();
    List<Violation> violations = history.violations();
    if (!violations.isEmpty()) {
      throw new IllegalStateException("the replay itself failed: " + violations.getFirst().words());
    }
    return chronicle.entries();
  }

  /** Switches machines off for the fence; they come back when the journal says so. */
  private final class Switch implements Cloud.Power {

    @Override
    public void off(String cluster, String node) {
      agenda.after(POWER_OFF_TAKES, () -> machine(node).powerOff("is powered off by the fence"));
    }

    @Override
    public boolean isOff(String cluster, String node) {
      return !machine(node).isOn();
    }
  }
}
