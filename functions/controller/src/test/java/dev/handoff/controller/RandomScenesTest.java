package dev.handoff.controller;

import dev.handoff.controller.memory.MemoryAddresses;
import dev.handoff.controller.memory.MemoryClusterStore;
import dev.handoff.controller.memory.MemoryNotifier;
import dev.handoff.events.Lifetime;
import dev.handoff.events.OperatorCommand;
import dev.handoff.events.spec.Isolation;
import dev.handoff.events.spec.Monitor.OnFail;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Random troubles against the promises: nodes die, freeze, reboot and leave; services fail; calls
 * are refused, lost or late; evaluations are killed; operators interfere; clocks jump. Safety is
 * checked at every step, and when the troubles end the group must be served again.
 */
class RandomScenesTest {

  /** More for a longer run: {@code ./mvnw verify -Dhandoff.seeds=10000}. */
  private static final OnFail[] DEMANDS = {OnFail.STOP, OnFail.BLOCK, OnFail.STANDBY};

  private static final int SEEDS = Integer.getInteger("handoff.seeds", 200);

  private static final int TROUBLES = 40;

  @TestFactory
  Stream<DynamicTest> keepsItsPromisesThroughRandomTroubles() {
    return IntStream.range(0, SEEDS)
        .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> new Run(seed).play()));
  }

  private static final class Run {
    private final Random random;
    private final Stage stage;
    private final List<String> script = new ArrayList<>();
    private final Promises promises;

    Run(long seed) {
      random = new Random(seed);
      Specs specs = random.nextBoolean() ? Specs.twoNodes() : Specs.twoNodes().threeNodes();
      if (random.nextInt(3) == 0) {
        specs = specs.overlapping();
      }
      if (random.nextInt(3) == 0) {
        specs = specs.isolation(new Isolation(Duration.ofSeconds(2), Isolation.Action.STOP));
      }
      stage = Stage.serving(specs.spec());
      promises = new Promises(stage);
    }

    void play() {
      try {
        for (int i = 0; i < TROUBLES; i++) {
          trouble();
          stage.play(random.nextInt(4));
          if (random.nextInt(4) == 0) {
            stage.evaluate(Trigger.SCHEDULE);
          }
          promises.checkSafety();
        }
        script.add(stage.clock.now() + " healed");
        promises.heal();
        promises.checkServed();
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError(e.getMessage() + "\n" + String.join("\n", script), e);
      }
    }

    private void trouble() {
      List<String> names = List.copyOf(stage.actors.keySet());
      String name = names.get(random.nextInt(names.size()));
      Actor node = stage.node(name);
      int kind = random.nextInt(17);
      script.add(stage.clock.now() + " trouble " + kind + " at " + name + ", " + stage.group());
      switch (kind) {
        case 0 -> node.die();
        case 1 -> node.thaw();
        case 2 -> node.reboot();
        case 3 -> node.leave();
        case 4 -> node.fail("web", "httpd", random.nextBoolean());
        case 5 -> node.startsFail(random.nextBoolean());
        case 6 -> node.ignoresOrders(random.nextBoolean());
        case 7 -> node.cannotStop("web");
        case 8 -> stage.addresses.failNext("eip", pick(MemoryAddresses.Fault.values()));
        case 9 -> stage.store.failNext(pick(MemoryClusterStore.Fault.values()));
        case 10 -> stage.notifier.failNext(pick(MemoryNotifier.Fault.values()));
        case 11 -> stage.operate(command(name));
        case 12 -> accuse(name, names);
        case 13 -> killAnEvaluation();
        case 14 -> stage.addresses.land();
        case 15 -> stage.clock.jump(stage.clock.now().plusSeconds(random.nextInt(-600, 600)));
        case 16 -> node.fail("web", "httpd", pick(DEMANDS));
        default -> throw new IllegalStateException();
      }
    }

    private <T> T pick(T[] values) {
      return values[random.nextInt(values.length)];
    }

    private OperatorCommand command(String node) {
      return switch (random.nextInt(7)) {
        case 0 -> new OperatorCommand.Move("web", node, Lifetime.of(Duration.ofSeconds(30)));
        case 1 -> new OperatorCommand.Ban("web", node, null);
        case 2 -> new OperatorCommand.Clear("web", null);
        case 3 -> new OperatorCommand.Cleanup("web", null);
        case 4 -> new OperatorCommand.Standby(node);
        case 5 -> new OperatorCommand.Online(node);
        default -> new OperatorCommand.Maintenance(random.nextInt(3) == 0);
      };
    }

    private void accuse(String accused, List<String> names) {
      names.stream()
          .filter(name -> !name.equals(accused))
          .forEach(
              name -> stage.node(name).reportMissed(stage.node(accused), Duration.ofSeconds(5)));
    }

    private void killAnEvaluation() {
      Killing killing = new Killing(stage.ports, random.nextInt(12), pick(Killing.Moment.values()));
      try {
        new Evaluation(killing.ports()).run(stage.spec.cluster(), Trigger.BEAT);
      } catch (Killing.Killed expected) {
        killing.land();
      }
    }
  }
}
