package dev.handoff.controller;

import dev.handoff.controller.memory.MemoryAddresses.Fault;
import dev.handoff.controller.memory.MemoryClusterStore;
import dev.handoff.events.Lifetime;
import dev.handoff.events.OperatorCommand;
import java.time.Duration;
import java.util.function.Consumer;

/** What can happen next to a cluster of {@code node-a} and {@code node-b}. */
@SuppressWarnings("ImmutableEnumChecker") // the consumers capture nothing
enum Trouble {
  TIME_PASSES(stage -> stage.play(1)),
  SCHEDULE(stage -> stage.evaluate(Trigger.SCHEDULE)),
  A_DIES(stage -> stage.node("node-a").die()),
  B_DIES(stage -> stage.node("node-b").die()),
  A_GOES_ON(stage -> stage.node("node-a").thaw()),
  B_GOES_ON(stage -> stage.node("node-b").thaw()),
  A_REBOOTS(stage -> stage.node("node-a").reboot()),
  B_REBOOTS(stage -> stage.node("node-b").reboot()),
  A_LEAVES(stage -> stage.node("node-a").leave()),
  B_LEAVES(stage -> stage.node("node-b").leave()),
  SILENCE_IS_NOTICED(Trouble::noticed),
  A_FAILS(stage -> stage.node("node-a").fail("web", "httpd", true)),
  B_FAILS(stage -> stage.node("node-b").fail("web", "httpd", true)),
  A_CANNOT_STOP(stage -> stage.node("node-a").cannotStop("web")),
  B_CANNOT_START(stage -> stage.node("node-b").startsFail(true)),
  A_DOES_NOT_LISTEN(stage -> stage.node("node-a").ignoresOrders(true)),
  CLOUD_REFUSES(stage -> stage.addresses.failNext("eip", Fault.REFUSE)),
  CLOUD_LOSES_A_REPLY(stage -> stage.addresses.failNext("eip", Fault.LOSE_REPLY)),
  CLOUD_IS_LATE(stage -> stage.addresses.failNext("eip", Fault.APPLY_LATE)),
  LATE_CALL_LANDS(stage -> stage.addresses.land()),
  STRANGER_TAKES_THE_ADDRESS(stage -> stage.addresses.lead(Specs.EIP, "i-stranger")),
  STORE_LOSES_A_REPLY(stage -> stage.store.failNext(MemoryClusterStore.Fault.REPLY_LOST)),
  STORE_LOSES_A_REQUEST(stage -> stage.store.failNext(MemoryClusterStore.Fault.REQUEST_LOST)),
  KILLED_BEFORE_IT_ACTS(stage -> kill(stage, "ClusterStore.commit", Killing.Moment.AFTER)),
  KILLED_WHILE_IT_MOVES(stage -> kill(stage, "Addresses.move", Killing.Moment.LATE)),
  KILLED_WHEN_IT_HAS_MOVED(stage -> kill(stage, "Addresses.move", Killing.Moment.AFTER)),
  OPERATOR_MOVES_TO_B(stage ->
      stage.operate(new OperatorCommand.Move("web", "node-b", Lifetime.of(Duration.ofMinutes(5))))),
  OPERATOR_SETS_A_ON_STANDBY(stage -> stage.operate(new OperatorCommand.Standby("node-a"))),
  OPERATOR_BEGINS_MAINTENANCE(stage -> stage.operate(new OperatorCommand.Maintenance(true))),
  OPERATOR_ENDS_MAINTENANCE(stage -> stage.operate(new OperatorCommand.Maintenance(false))),
  OPERATOR_CLEANS_UP(stage -> stage.operate(new OperatorCommand.Cleanup("web", null)));

  private final Consumer<Stage> happening;

  Trouble(Consumer<Stage> happening) {
    this.happening = happening;
  }

  void happen(Stage stage) {
    happening.accept(stage);
  }

  /** The peers of whoever is silent have waited long enough to say so. */
  private static void noticed(Stage stage) {
    stage.play(5);
    for (String name : stage.actors.keySet()) {
      String peer = name.equals("node-a") ? "node-b" : "node-a";
      if (!stage.node(peer).isAlive()) {
        stage.node(name).reportMissed(stage.node(peer), Duration.ofSeconds(5));
      }
    }
    stage.play(1);
  }

  /** The next evaluation dies at the first call of that name, if it makes one. */
  private static void kill(Stage stage, String call, Killing.Moment moment) {
    Killing killing = Killing.atFirst(stage.ports, call, moment);
    try {
      new Evaluation(killing.ports()).run(stage.spec.cluster(), Trigger.BEAT);
    } catch (Killing.Killed expected) {
      stage.evaluate();
      killing.land();
    }
  }
}
