package dev.handoff.controller;

import dev.handoff.controller.memory.MemoryAddresses.Fault;
import dev.handoff.controller.memory.MemoryClusterStore;
import dev.handoff.controller.memory.MemoryNotifier;
import dev.handoff.events.OperatorCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** What goes wrong, one thing at a time, and what of it goes on. */
@SuppressWarnings("ImmutableEnumChecker") // the consumers capture nothing
enum Mishap {
  OLD_OWNER_IS_LOST("node-a is lost without a word", stage -> lost(stage, "node-a")),
  NEW_OWNER_IS_LOST("node-b is lost without a word", stage -> lost(stage, "node-b")),
  BOTH_ARE_LOST(
      "both nodes are lost without a word",
      stage -> {
        stage.node("node-a").die();
        stage.node("node-b").die();
        stage.clock.advance(Duration.ofSeconds(5));
      }),
  OLD_OWNER_REBOOTS("node-a reboots", stage -> stage.node("node-a").reboot()),
  NEW_OWNER_REBOOTS("node-b reboots", stage -> stage.node("node-b").reboot()),
  OLD_OWNER_LEAVES("node-a is shut down", stage -> leaves(stage, "node-a")),
  NEW_OWNER_LEAVES("node-b is shut down", stage -> leaves(stage, "node-b")),
  FREEZE(
      "node-a stands still for 20 s",
      stage -> {
        lost(stage, "node-a");
        stage.play(15);
        stage.node("node-a").thaw();
      }),
  SERVICE_FAILS_ONCE(
      "the service fails once on node-a, and a restart helps",
      stage -> stage.node("node-a").fail("web", "httpd", false)),
  SERVICE_FAILS_FOR_GOOD(
      "the service fails for good on node-a",
      stage -> {
        stage.node("node-a").fail("web", "httpd", false);
        stage.node("node-a").fail("web", "httpd", true);
        stage.node("node-a").startsFail(true);
      }),
  SERVICE_DOES_NOT_START(
      "the service does not start on node-b", stage -> stage.node("node-b").startsFail(true)),
  SERVICE_DOES_NOT_STOP(
      "the service cannot be stopped on node-a, and an operator says 'handoff move web node-b'",
      stage -> {
        stage.node("node-a").cannotStop("web");
        stage.operate(new OperatorCommand.Move("web", "node-b", null));
      }),
  CLOUD_REFUSES(
      "the cloud refuses the next three calls",
      stage -> stage.addresses.failNext("eip", Fault.REFUSE, Fault.REFUSE, Fault.REFUSE)),
  CLOUD_LOSES_REPLIES(
      "the reply of the next call to the cloud is lost",
      stage -> stage.addresses.failNext("eip", Fault.LOSE_REPLY)),
  CLOUD_IS_LATE(
      "the next call to the cloud takes effect late, without a reply",
      stage -> stage.addresses.failNext("eip", Fault.APPLY_LATE)),
  CLOUD_IS_DOWN(
      "the cloud's API does not answer for 30 s",
      stage -> {
        stage.addresses.outage("no answer");
        passes(stage, Duration.ofSeconds(30));
        stage.addresses.outage(null);
      }),
  STRANGER(
      "somebody leads the address elsewhere",
      stage -> stage.addresses.lead(Specs.EIP, "i-stranger")),
  STORE_IS_DOWN(
      "the database does not answer for 30 s",
      stage -> {
        stage.store.outage("no answer");
        stage.channel.outage("no answer");
        passes(stage, Duration.ofSeconds(30));
        stage.store.outage(null);
        stage.channel.outage(null);
      }),
  STORE_LOSES_A_REPLY(
      "the reply of the next write to the database is lost",
      stage -> stage.store.failNext(MemoryClusterStore.Fault.REPLY_LOST)),
  FUNCTION_IS_KILLED(
      "the next function is killed when it has written down what it is about to do",
      stage -> {
        stage.clock.advance(stage.spec.beat().interval());
        stage.actors.values().forEach(Actor::beat);
        Killing killing = Killing.atFirst(stage.ports, "ClusterStore.commit", Killing.Moment.AFTER);
        try {
          new Evaluation(killing.ports()).run(stage.spec.cluster(), Trigger.SCHEDULE);
        } catch (Killing.Killed expected) {
          // What it was about to do is left to the next one.
        }
      }),
  MAIL_FAILS(
      "the topic does not answer the next two messages",
      stage -> stage.notifier.failNext(MemoryNotifier.Fault.FAIL, MemoryNotifier.Fault.FAIL)),
  OPERATOR_CHANGES_THEIR_MIND(
      "an operator says 'handoff move web node-a'",
      stage -> stage.operate(new OperatorCommand.Move("web", "node-a", null))),
  MAINTENANCE(
      "an operator says 'handoff maintenance on'",
      stage -> stage.operate(new OperatorCommand.Maintenance(true)));

  private final String words;
  private final Consumer<Stage> happening;

  Mishap(String words, Consumer<Stage> happening) {
    this.words = words;
    this.happening = happening;
  }

  String words() {
    return words;
  }

  void happen(Stage stage) {
    happening.accept(stage);
  }

  private static void lost(Stage stage, String name) {
    stage.node(name).die();
    stage.play(5);
    for (String peer : List.of("node-a", "node-b")) {
      if (!peer.equals(name)) {
        stage.node(peer).reportMissed(stage.node(name), Duration.ofSeconds(5));
      }
    }
  }

  private static void passes(Stage stage, Duration time) {
    Instant end = stage.clock.now().plus(time);
    while (stage.clock.now().isBefore(end)) {
      stage.play(1);
      stage.evaluate();
    }
  }

  private static void leaves(Stage stage, String name) {
    stage.node(name).leave();
    stage.evaluate();
  }
}
