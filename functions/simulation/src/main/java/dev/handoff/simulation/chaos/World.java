package dev.handoff.simulation.chaos;

import dev.handoff.controller.Operator.Reply;
import dev.handoff.controller.port.Addresses.Place;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.controller.record.NodeRecord;
import dev.handoff.events.Hold;
import dev.handoff.events.OperatorCommand;
import dev.handoff.events.spec.Address;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.NodeSpec;
import dev.handoff.simulation.fault.FaultKind;
import dev.handoff.simulation.fault.Weather;
import dev.handoff.simulation.node.Machine;
import dev.handoff.simulation.port.Cloud;
import dev.handoff.simulation.port.RecordStore;
import dev.handoff.simulation.promise.Bounds;
import dev.handoff.simulation.promise.Convergence;
import dev.handoff.simulation.promise.Fact;
import dev.handoff.simulation.promise.History;
import dev.handoff.simulation.promise.Promises;
import dev.handoff.simulation.promise.Truth;
import dev.handoff.simulation.promise.Violation;
import dev.handoff.simulation.world.Agenda;
import dev.handoff.simulation.world.Dice;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One scene, played: the clusters come up, faults befall them, faults stop, and the clusters have
 * until the bound of their spec to be as they should. Not reusable.
 */
final class World {

  private static final Duration STARTS_WITHIN = Duration.ofSeconds(20);
  private static final Duration PERSON_TRIES_AGAIN = Duration.ofSeconds(5);

  /** How long machines that were off take to be back after the faults. */
  private static final Duration BOOT = Duration.ofSeconds(70);

  /** Wall clocks of functions may have been wrong by so much, and have set dates by it. */
  private static final Duration MOST_SKEW = Duration.ofMinutes(10);

  private static final long A_MINUTE = Bounds.SCHEDULE.toNanos();

  private static final Duration STAYS_STILL = Duration.ofMinutes(3);

  private final Scene scene;
  private final Agenda agenda = new Agenda();
  private final Weather weather = new Weather();
  private final History history;
  private final Cloud cloud;
  private final Functions functions;
  private final Map<String, Map<String, Machine>> machines = new TreeMap<>();
  private final Plagues plagues;
  private final Dice dice;

  private World(Scene scene, boolean recording, Canaries canaries) {
    this.scene = scene;
    this.dice = new Dice(scene.seed()).fork("world");
    this.history = new History(agenda, recording, Promises::all);
    this.cloud =
        new Cloud(
            scene.provider(),
            agenda,
            weather,
            history,
            new PowerSwitch(machines, agenda, dice.fork("power"), scene.lost()),
            canaries.has(Canary.BLIND_SWAPS));
    this.functions = new Functions(cloud, dice.fork("functions"), canaries::tamper);
    this.plagues = new Plagues(scene, cloud, machines, functions);
  }

  /** Plays a scene from beginning to end. */
  static Result play(Scene scene, boolean recording, Set<Canary> canaries) {
    World world = new World(scene, recording, new Canaries(canaries));
    world.begin();
    world.agenda.runUntil(scene.safety());
    world.heal();
    world.live();
    world.functions.end();
    return new Result(
        scene,
        world.agenda.now(),
        world.agenda.digest(),
        world.history.violations(),
        world.history.tally(),
        world.history.lines());
  }

  private void begin() {
    for (ClusterSpec spec : scene.specs()) {
      history.add(new Truth(spec));
      spec.addresses().forEach(cloud.addresses()::create);
      Map<String, Machine> ofCluster = new TreeMap<>();
      machines.put(spec.cluster(), ofCluster);
      for (NodeSpec node : spec.nodes()) {
        Dice its = dice.fork(spec.cluster() + node.name());
        Machine machine = new Machine(cloud, spec.cluster(), node.name(), its, functions);
        ofCluster.put(node.name(), machine);
        agenda.after(its.between(Duration.ZERO, STARTS_WITHIN), machine::powerOn);
      }
      Dice its = dice.fork(spec.cluster());
      agenda.after(
          its.between(Duration.ZERO, STARTS_WITHIN),
          () -> insist(spec.cluster(), new ArrayDeque<>(List.of(new OperatorCommand.Apply(spec)))));
      agenda.after(its.between(Duration.ZERO, Bounds.SCHEDULE), () -> schedule(spec, ofCluster));
    }
    plagues.begin();
  }

  /** Where nothing comes each minute, nodes call by themselves, and an alarm if one is quiet. */
  private void schedule(ClusterSpec spec, Map<String, Machine> ofCluster) {
    switch (scene.provider()) {
      case AWS -> functions.schedule(spec.cluster());
      case OCI ->
          functions.alarm(
              spec.cluster(),
              () -> ofCluster.values().stream().anyMatch(machine -> machine.quietFor() > A_MINUTE));
    }
  }

  /** A person who tries again until all is done. */
  private void insist(String cluster, Deque<OperatorCommand> commands) {
    OperatorCommand command = commands.peek();
    if (command == null) {
      return;
    }
    functions.operate(
        cluster,
        command,
        reply -> {
          Runnable next =
              () -> {
                if (!(reply instanceof Reply.Unavailable)) {
                  commands.remove();
                }
                insist(cluster, commands);
              };
          agenda.after(reply instanceof Reply.Done ? Duration.ZERO : PERSON_TRIES_AGAIN, next);
        });
  }

  /** Faults stop. Some nodes may stay lost for good; people may or may not clean up. */
  private void heal() {
    plagues.end();
    machines.forEach((cluster, nodes) ->
        nodes.forEach((name, machine) -> {
          if (scene.lost().contains(cluster + "/" + name)) {
            machine.lose();
          } else {
            machine.powerOn();
          }
        }));
    for (ClusterSpec spec : scene.specs()) {
      history.tell(
          new Fact.Healed(
              spec.cluster(),
              "faults have stopped; lost for good: "
                  + scene.lost()
                  + (scene.repaired() ? "; an operator cleans up" : "")));
      insist(spec.cluster(), new ArrayDeque<>(Operators.repairs(spec, scene.repaired())));
    }
  }

  /** The clusters have until the bound to be in order; then nothing may change any more. */
  private void live() {
    long healed = agenda.now();
    Set<String> open = new TreeSet<>();
    scene.specs().forEach(spec -> open.add(spec.cluster()));
    Set<String> undecided = new TreeSet<>();
    while (!open.isEmpty()) {
      agenda.runUntil(agenda.now() + Bounds.SCHEDULE.toNanos());
      Duration passed = Duration.ofNanos(agenda.now() - healed);
      for (ClusterSpec spec : scene.specs()) {
        if (open.contains(spec.cluster())) {
          if (!isInForce(spec)) {
            // A destroy or a wrong spec from before came late; whoever sees it applies anew.
            insist(spec.cluster(), new ArrayDeque<>(List.of(new OperatorCommand.Apply(spec))));
          }
          List<String> problems = problems(spec);
          boolean late = passed.compareTo(bound(spec)) > 0;
          if (problems.isEmpty() || late) {
            open.remove(spec.cluster());
            if (isUndecided(spec)) {
              undecided.add(spec.cluster());
            }
          }
          if (!problems.isEmpty() && late) {
            broken(spec, "after " + passed + ": " + String.join("; ", problems));
          }
        }
      }
    }
    agenda.runUntil(agenda.now() + STAYS_STILL.toNanos());
    for (ClusterSpec spec : scene.specs()) {
      if (!isInForce(spec) && mayComeLate()) {
        // Carried out after the cluster had been found in order; whoever sees it applies anew.
        insist(spec.cluster(), new ArrayDeque<>(List.of(new OperatorCommand.Apply(spec))));
        agenda.runUntil(agenda.now() + bound(spec).toNanos());
      }
      boolean changes = forgetsFailures(spec) || undecided.contains(spec.cluster());
      if (!problems(spec).isEmpty() && changes) {
        // What was forgotten, heard of or free to move again may have set off one more handover.
        agenda.runUntil(agenda.now() + Bounds.convergence(spec).toNanos());
      }
      List<String> problems = problems(spec);
      if (!problems.isEmpty()) {
        broken(spec, "in order, and then no more: " + String.join("; ", problems));
      }
    }
    if (history.owes()) {
      // Committed a moment ago.
      agenda.runUntil(agenda.now() + Bounds.TELLING.toNanos());
    }
    history.end();
  }

  private boolean isInForce(ClusterSpec spec) {
    RecordStore.Row row = cloud.records().row(spec.cluster());
    return row != null && row.record().spec().equals(spec);
  }

  /** A frozen function may carry a person's command out minutes after it was given. */
  private boolean mayComeLate() {
    return scene.faults().stream().anyMatch(fault -> fault.kind() == FaultKind.FUNCTION_FROZEN);
  }

  /**
   * In order for the time being: a group has to wait before it moves again, or a node that is there
   * has not been heard of yet, so that it could not be counted on, or one that is gone is not known
   * to be, so that a group waits for it.
   */
  private boolean isUndecided(ClusterSpec spec) {
    RecordStore.Row row = cloud.records().row(spec.cluster());
    return row != null && (anyIsParked(row.record()) || anyIsMistaken(row.record()));
  }

  private static boolean anyIsParked(ClusterRecord record) {
    return record.groups().values().stream().anyMatch(group -> group.hold() instanceof Hold.Parked);
  }

  private boolean anyIsMistaken(ClusterRecord record) {
    return record.spec().nodes().stream()
        .map(NodeSpec::name)
        .anyMatch(node -> {
          NodeRecord.Presence presence = record.node(node).presence();
          return isAlive(record.spec(), node)
              ? presence != NodeRecord.Presence.PRESENT
              : presence == NodeRecord.Presence.PRESENT;
        });
  }

  private static boolean forgetsFailures(ClusterSpec spec) {
    return spec.groups().stream().anyMatch(group -> group.meta().failureTimeout().isPositive());
  }

  private Duration bound(ClusterSpec spec) {
    boolean skewed =
        scene.faults().stream().anyMatch(fault -> fault.kind() == FaultKind.FUNCTION_CLOCK);
    Duration bound = BOOT.plus(Bounds.convergence(spec));
    return skewed ? bound.plus(MOST_SKEW) : bound;
  }

  private List<String> problems(ClusterSpec spec) {
    RecordStore.Row row = cloud.records().row(spec.cluster());
    return row == null
        ? List.of("the cluster is gone")
        : Convergence.problems(
            row.record(),
            history.truth(spec.cluster()),
            node -> isAlive(spec, node),
            address -> place(spec, address));
  }

  private boolean isAlive(ClusterSpec spec, String node) {
    return !scene.lost().contains(spec.cluster() + "/" + node);
  }

  private Place place(ClusterSpec spec, Address address) {
    return cloud.addresses().place(spec, address);
  }

  private void broken(ClusterSpec spec, String words) {
    history.note(new Violation(Promises.ACTIVE_IN_TIME, agenda.now(), spec.cluster(), words));
  }
}
