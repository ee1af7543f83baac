package dev.handoff.controller;

import dev.handoff.controller.record.Phase;
import dev.handoff.events.OperatorCommand;
import java.util.function.Consumer;

/** When something goes wrong: the phases that the group {@code web} can be in. */
@SuppressWarnings("ImmutableEnumChecker") // the consumers capture nothing
enum Moment {
  SETTLED("it serves on node-a", Phase.Settled.class, stage -> {}),
  RELEASING(
      "it goes from node-a to node-b, and node-a is still stopping it",
      Phase.Releasing.class,
      stage -> {
        stage.node("node-a").ignoresOrders(true);
        moveToB(stage);
        stage.node("node-a").ignoresOrders(false);
      }),
  MOVING(
      "node-a has stopped it, and the address is on its way to node-b",
      Phase.Moving.class,
      stage -> {
        moveToB(stage);
        stage.clock.advance(stage.spec.beat().interval());
        stage.actors.values().forEach(Actor::beat);
        Killing killing = Killing.atFirst(stage.ports, "Addresses.move", Killing.Moment.BEFORE);
        try {
          new Evaluation(killing.ports()).run(stage.spec.cluster(), Trigger.BEAT);
        } catch (Killing.Killed expected) {
          // The record says that it moves, and nobody is left to do it.
        }
      }),
  STARTING(
      "the address leads to node-b, which is starting it",
      Phase.Starting.class,
      stage -> {
        stage.node("node-b").ignoresOrders(true);
        moveToB(stage);
        stage.play(2);
        stage.node("node-b").ignoresOrders(false);
      }),
  STOPPED(
      "nobody may run it: both nodes are on standby",
      Phase.Stopped.class,
      stage -> {
        stage.operate(new OperatorCommand.Standby("node-b"));
        stage.operate(new OperatorCommand.Standby("node-a"));
        stage.play(3);
      });

  private final String words;
  private final Class<? extends Phase> phase;
  private final Consumer<Stage> setting;

  Moment(String words, Class<? extends Phase> phase, Consumer<Stage> setting) {
    this.words = words;
    this.phase = phase;
    this.setting = setting;
  }

  String words() {
    return words;
  }

  /** A cluster at that moment, of which everything before has been told. */
  Stage set() {
    Stage stage = Stage.serving(Specs.twoNodes().spec());
    stage.evaluate(Trigger.SCHEDULE);
    setting.accept(stage);
    if (!phase.isInstance(stage.phase())) {
      throw new IllegalStateException(this + " is not set: " + stage.group());
    }
    return stage;
  }

  private static void moveToB(Stage stage) {
    stage.operate(new OperatorCommand.Move("web", "node-b", null));
  }
}
