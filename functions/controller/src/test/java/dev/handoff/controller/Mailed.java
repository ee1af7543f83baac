package dev.handoff.controller;

import dev.handoff.controller.memory.MemoryAddresses.Fault;
import dev.handoff.controller.memory.MemoryNotifier.Message;
import dev.handoff.events.Alert;
import dev.handoff.events.Disposal;
import dev.handoff.events.Lifetime;
import dev.handoff.events.OperatorCommand;
import dev.handoff.events.json.Json;
import dev.handoff.events.spec.Fencing;
import dev.handoff.events.spec.Isolation;
import dev.handoff.events.spec.Limits;
import dev.handoff.events.spec.Meta;
import dev.handoff.events.spec.Monitor.OnFail;
import dev.handoff.events.spec.Score;
import dev.handoff.events.spec.Service;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Whatever people are mailed about, as a scene that brings it about. */
@SuppressWarnings("ImmutableEnumChecker") // the consumers capture nothing
enum Mailed {
  FIRST_START("a cluster that starts for the first time", Specs.twoNodes(), stage -> {}),
  FAILOVER(
      "a service that fails for good, and moves",
      Specs.twoNodes(),
      stage -> {
        failTwice(stage, "node-a");
      }),
  FAILOVER_OF_ONE_CALL(
      "a failover that is over before anybody could be told that it has begun",
      Specs.twoNodes().resources(Specs.EIP, Specs.service("httpd", Service.Runs.EVERYWHERE)),
      stage -> {
        stage.node("node-a").fail("web", "httpd", false);
        stage.node("node-a").fail("web", "httpd", false);
        stage.play(3);
      }),
  FAILOVER_OVER_A_FAILED_START(
      "a failover to a node that does not manage, and on to the next",
      Specs.twoNodes().threeNodes(),
      stage -> {
        stage.node("node-b").startsFail(true);
        failTwice(stage, "node-a");
        stage.play(4);
      }),
  FAILOVER_OVER_A_START_IN_VAIN(
      "a failover to a node that says nothing of its start, and on to the next",
      Specs.twoNodes().threeNodes(),
      stage -> {
        stage.node("node-b").ignoresOrders(true);
        stage.node("node-a").leave();
        stage.evaluate();
        stage.schedule();
        stage.node("node-b").ignoresOrders(false);
        stage.play(4);
      }),
  NODE_SILENT_AND_BACK(
      "a node that is lost and comes back",
      Specs.twoNodes(),
      stage -> {
        lost(stage, "node-a");
        stage.schedule();
        stage.schedule();
        stage.node("node-a").reboot();
        stage.play(2);
      }),
  NODE_SILENT_AGAIN_AND_AGAIN(
      "a node that is lost and comes back five times: the third and the fifth time nobody is told",
      Specs.twoNodes(),
      stage -> {
        for (int i = 0; i < 5; i++) {
          lost(stage, "node-b");
          stage.schedule();
          stage.node("node-b").reboot();
          stage.play(2);
        }
      }),
  NODE_SHUT_DOWN(
      "the owner shuts down on purpose",
      Specs.twoNodes(),
      stage -> {
        stage.node("node-a").leave();
        stage.evaluate();
        stage.play(4);
      }),
  RESTARTED(
      "a service that fails and is restarted, three times: the third time nobody is told",
      Specs.twoNodes().meta(Specs.failing(5, Duration.ZERO)),
      stage -> {
        for (int i = 0; i < 3; i++) {
          stage.node("node-a").fail("web", "httpd", false);
          stage.play(3);
        }
      }),
  FAILURE_WAITS_FOR_A_PERSON(
      "a failure that waits for a person, who cleans up",
      Specs.twoNodes().meta(Specs.failing(5, Duration.ZERO)),
      stage -> {
        stage.node("node-a").fail("web", "httpd", OnFail.BLOCK);
        stage.play(3);
        stage.operate(new OperatorCommand.Cleanup("httpd", "node-a"));
        stage.play(3);
      }),
  NO_ELIGIBLE_NODE(
      "no node may run the group, until somebody cleans up",
      Specs.twoNodes().resources(Specs.service("httpd", Service.Runs.ACTIVE)),
      stage -> {
        failTwice(stage, "node-a");
        failTwice(stage, "node-b");
        stage.schedule();
        stage.operate(new OperatorCommand.Cleanup("web", "node-b"));
        stage.play(4);
      }),
  SERVED_IN_PART(
      "the address stays, and the service behind it may run nowhere",
      Specs.twoNodes(),
      stage -> failTwice(stage, "node-a"),
      stage -> failTwice(stage, "node-b")),
  STOPPED_AS_ASKED(
      "an operator stops the group",
      Specs.twoNodes(),
      stage -> {
        stage.apply(Specs.twoNodes().stopped().spec());
        stage.play(4);
      }),
  ADDRESS_STUCK(
      "the cloud refuses to move the address, and then does not",
      Specs.twoNodes(),
      stage -> {
        stage.addresses.failNext("eip", Fault.REFUSE, Fault.REFUSE);
        stage.node("node-a").leave();
        stage.play(4);
        stage.schedule();
        stage.schedule();
        stage.play(3);
      }),
  DRIFT(
      "somebody leads the address elsewhere, and it is brought back",
      Specs.twoNodes(),
      stage -> {
        stage.addresses.lead(Specs.EIP, "i-stranger");
        stage.schedule();
        stage.play(2);
      }),
  DRIFT_THAT_LASTS(
      "the same, while the cloud refuses to bring it back",
      Specs.twoNodes(),
      stage -> {
        stage.addresses.lead(Specs.EIP, "i-stranger");
        stage.addresses.failNext("eip", Fault.REFUSE);
        stage.schedule();
        stage.schedule();
        stage.play(2);
      }),
  MOVED_AS_ASKED(
      "an operator moves the group",
      Specs.twoNodes(),
      stage -> {
        stage.operate(new OperatorCommand.Move("web", "node-b", null));
        stage.play(4);
      }),
  BAN_EXPIRES(
      "a ban is about to end, and the group will go back",
      Specs.twoNodes()
          .meta(new Meta(0, Score.ZERO, new Score(2), Duration.ZERO))
          .preferring("node-a", 50),
      stage -> {
        Lifetime eightMinutes = Lifetime.of(Duration.ofMinutes(8));
        stage.operate(new OperatorCommand.Ban("web", "node-a", eightMinutes));
        stage.play(4);
      },
      stage -> {
        for (int minute = 0; minute < 5; minute++) {
          stage.schedule();
        }
      }),
  ALL_SILENT(
      "no node is heard, until one is",
      Specs.twoNodes(),
      stage -> {
        stage.node("node-a").die();
        stage.node("node-b").die();
        stage.schedule();
        stage.schedule();
        stage.node("node-a").thaw();
        stage.node("node-b").thaw();
        stage.play(3);
      }),
  SELF_PRESERVATION(
      "many clusters lose a node at once",
      Specs.twoNodes(),
      stage -> {
        for (String other : List.of("c2", "c3", "c4")) {
          stage.fleet.noteLoss(other, stage.clock.now(), Duration.ofMinutes(5));
        }
        lost(stage, "node-a");
      }),
  PARKED(
      "a group that flaps is parked, and let go by an operator",
      Specs.twoNodes().limits(new Limits(1, Duration.ofHours(1))),
      stage -> {
        failTwice(stage, "node-a");
        stage.node("node-a").reboot();
        stage.play(2);
      },
      stage -> {
        failTwice(stage, "node-b");
        stage.operate(new OperatorCommand.Cleanup("web", null));
        stage.play(3);
      }),
  STOP_FAILED(
      "the owner cannot stop the group, and nobody may run it twice",
      Specs.twoNodes().isolation(new Isolation(Duration.ofSeconds(2), Isolation.Action.STOP)),
      stage -> {
        stage.node("node-a").cannotStop("web");
        stage.operate(new OperatorCommand.Standby("node-a"));
        stage.play(4);
      }),
  FENCE_REFUSED(
      "the cloud refuses to power a lost owner off",
      Specs.twoNodes().fence(Fencing.STOP),
      stage -> {
        stage.fence.refuse("node-a", "not allowed to call StopInstances");
        lost(stage, "node-a");
      }),
  RECORD_TOO_LARGE(
      "the record has outgrown its store",
      Specs.twoNodes(),
      stage -> {
        stage.store.limit(Json.write(stage.record()).length() + RecordTooLargeTest.ROOM);
        stage.node("node-a").fail("web", "httpd", true);
        stage.node("node-a").fail("web", "httpd", true);
        stage.play(1);
      }),
  DESTROYED(
      "an operator destroys the cluster",
      Specs.twoNodes(),
      stage -> {
        stage.operate(new OperatorCommand.Destroy(new Disposal.Keep()));
        stage.evaluate();
      });

  private final String words;
  private final Specs specs;
  private final Consumer<Stage> setting;
  private final Consumer<Stage> scene;

  Mailed(String words, Specs specs, Consumer<Stage> scene) {
    this(words, specs, stage -> {}, scene);
  }

  /** A scene with a past: what was mailed of that is not of interest. */
  Mailed(String words, Specs specs, Consumer<Stage> setting, Consumer<Stage> scene) {
    this.words = words;
    this.specs = specs;
    this.setting = setting;
    this.scene = scene;
  }

  String words() {
    return words;
  }

  String file() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-') + ".txt";
  }

  /** Plays the scene. */
  List<Alert> play() {
    Stage stage = Stage.serving(specs.spec());
    setting.accept(stage);
    stage.evaluate(Trigger.SCHEDULE);
    int before = this == FIRST_START ? 0 : stage.notifier.delivered().size();
    scene.accept(stage);
    return stage.notifier.delivered().stream().skip(before).map(Message::alert).toList();
  }

  private static void failTwice(Stage stage, String node) {
    stage.node(node).fail("web", "httpd", false);
    stage.play(2);
    stage.node(node).fail("web", "httpd", true);
    stage.play(4);
  }

  private static void lost(Stage stage, String name) {
    stage.node(name).die();
    stage.play(5);
    for (String peer : List.of("node-a", "node-b")) {
      if (!peer.equals(name)) {
        stage.node(peer).reportMissed(stage.node(name), Duration.ofSeconds(5));
      }
    }
    stage.play(3);
  }
}
