package dev.handoff.simulation.chaos;

import dev.handoff.controller.Operator;
import dev.handoff.events.OperatorCommand;
import dev.handoff.events.spec.Address;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.NodeSpec;
import dev.handoff.simulation.fault.Fault;
import dev.handoff.simulation.fault.FaultKind;
import dev.handoff.simulation.node.Machine;
import dev.handoff.simulation.node.Mischief;
import dev.handoff.simulation.port.Cloud;
import dev.handoff.simulation.promise.Fact;
import dev.handoff.simulation.world.Dice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Lets the faults of a scene befall its world, and takes them back. */
final class Plagues {

  private static final Duration CREATED_ANEW_WITHIN = Duration.ofSeconds(90);

  /** A fault in force, and how it is ended. */
  private record Active(Fault fault, Runnable end) {}

  private final Scene scene;
  private final Cloud cloud;
  private final Map<String, Map<String, Machine>> machines;
  private final Functions functions;
  private final List<Active> active = new ArrayList<>();
  private boolean over;

  Plagues(
      Scene scene, Cloud cloud, Map<String, Map<String, Machine>> machines, Functions functions) {
    this.scene = scene;
    this.cloud = cloud;
    this.machines = machines;
    this.functions = functions;
  }

  void begin() {
    for (Fault fault : scene.faults()) {
      cloud.agenda().at(fault.at(), () -> begin(fault));
    }
  }

  /** All faults are over, now. */
  void end() {
    over = true;
    List.copyOf(active).forEach(this::end);
    cloud.weather().clear();
  }

  private void begin(Fault fault) {
    if (over) {
      return;
    }
    ClusterSpec spec = scene.specs().get(fault.cluster());
    String words = words(fault, spec);
    cloud.history().tell(new Fact.FaultBegan(spec.cluster(), fault, words));
    Active begun = new Active(fault, carryOut(fault, spec));
    active.add(begun);
    cloud.agenda().at(fault.until(), () -> end(begun));
  }

  private void end(Active one) {
    if (active.remove(one)) {
      ClusterSpec spec = scene.specs().get(one.fault.cluster());
      one.end.run();
      if (one.fault.lasting() > 0 && lasts(one.fault.kind())) {
        cloud
            .history()
            .tell(new Fact.FaultEnded(spec.cluster(), one.fault, words(one.fault, spec)));
      }
    }
  }

  private static boolean lasts(FaultKind kind) {
    return switch (kind) {
      case NODE_REBOOT,
          GARBLED_BEAT,
          SERVICE_CRASH,
          SERVICE_HANGS,
          SERVICE_FAILS,
          ADDRESS_STRAYS,
          OPERATOR,
          RESTORE,
          RECREATE ->
          false;
      default -> true;
    };
  }

  private static String words(Fault fault, ClusterSpec spec) {
    return fault.kind().isOfNode()
        ? node(fault, spec).name() + " " + fault.kind().words()
        : fault.kind().words() + strength(fault);
  }

  private static String strength(Fault fault) {
    return fault.kind().isOfAll() ? " (%d %%)".formatted(Math.round(fault.strength() * 100)) : "";
  }

  private static NodeSpec node(Fault fault, ClusterSpec spec) {
    return spec.nodes().get(fault.node() % spec.nodes().size());
  }

  /** Carries a fault out; the result takes it back. */
  private Runnable carryOut(Fault fault, ClusterSpec spec) {
    return switch (fault.kind()) {
      case ZONE_LOSS -> zone(fault, spec);
      case ADDRESS_STRAYS -> {
        stray(fault, spec);
        yield () -> {};
      }
      case OPERATOR -> {
        operate(spec, Operators.command(spec, new Dice(fault.choice())));
        yield () -> {};
      }
      case WRONG_SPEC -> {
        ClusterSpec wrong = Operators.wrong(spec, new Dice(fault.choice()));
        operate(spec, new OperatorCommand.Apply(wrong));
        yield () -> operate(spec, new OperatorCommand.Apply(spec));
      }
      case RESTORE -> {
        cloud.records().restore(spec.cluster(), fault.strength());
        yield () -> {};
      }
      case RECREATE -> {
        Dice dice = new Dice(fault.choice());
        operate(spec, Operators.destroy(spec, dice));
        Duration gap = dice.between(Duration.ofSeconds(1), CREATED_ANEW_WITHIN);
        cloud.agenda().after(gap, () -> operate(spec, new OperatorCommand.Apply(spec)));
        yield () -> {};
      }
      default -> fault.kind().isOfNode() ? ofNode(fault, spec) : ofWeather(fault);
    };
  }

  private Runnable ofNode(Fault fault, ClusterSpec spec) {
    return ofNode(fault, spec, node(fault, spec));
  }

  private Runnable ofNode(Fault fault, ClusterSpec spec, NodeSpec node) {
    Machine machine = machines.getOrDefault(spec.cluster(), Map.of()).get(node.name());
    if (machine == null) {
      throw new IllegalStateException("no machine " + node.name());
    }
    Mischief mischief = new Mischief(machine, cloud, spec);
    mischief.begin(fault);
    return () -> mischief.end(fault);
  }

  private Runnable zone(Fault fault, ClusterSpec spec) {
    String zone = node(fault, spec).attributes().getOrDefault("zone", "");
    List<Runnable> ends = new ArrayList<>();
    for (NodeSpec node : spec.nodes()) {
      if (zone.equals(node.attributes().get("zone"))) {
        ends.add(ofNode(fault, spec, node));
      }
    }
    return () -> ends.forEach(Runnable::run);
  }

  private Runnable ofWeather(Fault fault) {
    cloud.weather().begin(fault);
    return () -> cloud.weather().end(fault);
  }

  private void stray(Fault fault, ClusterSpec spec) {
    List<Address> addresses = spec.addresses().toList();
    if (!addresses.isEmpty()) {
      Dice dice = new Dice(fault.choice());
      List<String> places = new ArrayList<>(List.of("", "eni-stranger"));
      spec.nodes().forEach(node -> places.add(String.valueOf(node.networkInterface())));
      cloud.addresses().lead(spec.cluster(), dice.pick(addresses), dice.pick(places));
    }
  }

  private void operate(ClusterSpec spec, OperatorCommand command) {
    functions.operate(
        spec.cluster(),
        command,
        reply -> {
          String words =
              switch (reply) {
                case Operator.Reply.Done done -> done.message();
                case Operator.Reply.Refused refused -> "refused: " + refused.why();
                case Operator.Reply.Unavailable unavailable -> unavailable.why();
              };
          cloud.history().tell(new Fact.Answered(spec.cluster(), 0, words));
        });
  }
}
