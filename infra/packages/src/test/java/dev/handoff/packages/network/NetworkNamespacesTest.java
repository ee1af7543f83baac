package dev.handoff.packages.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.events.Beat;
import dev.handoff.events.Happening;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The packaged beacon on two machines with interfaces of their own, real web servers and real
 * clients. Every 10 ms somebody looks where the address is: it is never on two machines, and on
 * none only between the one that gives it up and the one that takes it; also where a beacon can do
 * nothing, and the kernel takes the address away. Each case begins where the group happens to be.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set before the first test
class NetworkNamespacesTest {

  /** Of the spec: when a node that is not heard of counts as silent, with room for a decision. */
  private static final Duration MORE_THAN_TIMEOUT = Duration.ofSeconds(7);

  /** What the unit of the package has systemd wait before it starts a beacon again. */
  private static final Duration RESTART = Duration.ofMillis(500);

  private Stage stage;

  @BeforeAll
  void opens() throws Exception {
    stage = Stage.open();
  }

  @AfterAll
  void leavesNothingBehind() throws Exception {
    if (stage != null) {
      stage.close();
    }
  }

  @Test
  void aServerThatCrashesIsRestartedInPlace() throws Exception {
    Scene scene = stage.scene("crash");
    Node node = scene.holder();
    long before = node.web();

    scene.deed("SIGKILL to nginx");
    node.killWeb();

    stage.await("the restart", () -> scene.failures() == 1 && isBack(node, before));
    scene.endsInPlace();
  }

  @Test
  void aServerThatCrashesAgainLosesTheGroup() throws Exception {
    Scene scene = stage.scene("crash, twice (threshold 2)");
    Node node = scene.holder();
    long before = node.web();

    scene.deed("SIGKILL to nginx");
    node.killWeb();
    stage.await("the restart", () -> scene.failures() == 1 && isBack(node, before));
    scene.deed("SIGKILL to nginx");
    node.killWeb();

    stage.await("the move", scene::hasMoved);
    scene.endsMoved();
  }

  @Test
  void aServerThatHangsIsRestartedInPlace() throws Exception {
    Scene scene = stage.scene("hang");
    Node node = scene.holder();
    long before = node.web();

    scene.deed("SIGSTOP to nginx and its workers");
    node.hangWeb();

    stage.await("the restart", () -> scene.failures() == 1 && isBack(node, before));
    scene.endsInPlace();
  }

  @Test
  void aServerThatAnswersWronglyLosesTheGroup() throws Exception {
    Scene scene = stage.scene("wrong status");
    stage.await("an answer", () -> scene.answered().contains(scene.holder().name()));

    scene.deed("nginx answers 503 from now on");
    scene.holder().failWeb();

    stage.await("the move", scene::hasMoved);
    scene.endsMoved();
    assertEquals("answered status 503", detail(scene));
  }

  @Test
  void aServerThatRefusesItsPortLosesTheGroup() throws Exception {
    Scene scene = stage.scene("refused port");

    scene.deed("nginx is reloaded to listen on another port");
    scene.holder().misconfigureWeb();

    stage.await("the move", scene::hasMoved);
    scene.endsMoved();
    assertTrue(detail(scene).contains("Connection refused"), detail(scene));
  }

  @Test
  void aServerWhosePidFileIsDeletedIsRestartedInPlace() throws Exception {
    Scene scene = stage.scene("deleted pid file");
    Node node = scene.holder();
    long before = node.web();

    scene.deed("nginx's pid file is removed");
    node.deletePidFile();

    stage.await("the restart", () -> scene.failures() == 1 && isBack(node, before));
    scene.endsInPlace();
    assertEquals("there is no /mnt/web.pid", detail(scene));
  }

  @Test
  void aUnitThatIsStoppedIsStartedAgain() throws Exception {
    Scene scene = stage.scene("unit stop");
    Node node = scene.holder();
    String before = node.unit();

    scene.deed("systemctl stop admin");
    node.stopUnit();

    stage.await("the restart", () -> scene.failures() == 1 && stage.control().isUp(node.name()));
    scene.endsInPlace();
    assertNotEquals(before, node.unit());
  }

  @Test
  void aUnitThatIsStoppedAgainLosesTheGroup() throws Exception {
    Scene scene = stage.scene("unit stop, twice (threshold 2)");
    Node node = scene.holder();

    scene.deed("systemctl stop admin");
    node.stopUnit();
    stage.await("the restart", () -> scene.failures() == 1 && stage.control().isUp(node.name()));
    scene.deed("systemctl stop admin");
    node.stopUnit();

    stage.await("the move", scene::hasMoved);
    scene.endsMoved();
  }

  @Test
  void aNodeThatLosesTheGatewayLosesTheGroup() throws Exception {
    Scene scene = stage.scene("gateway loss");

    scene.deed("the gateway answers this node no more");
    scene.holder().loseGateway();

    stage.await("the move", scene::hasMoved);
    scene.endsMoved();
  }

  @Test
  void aBeaconThatIsKilledAndStartedAgainChangesNothing() throws Exception {
    Scene scene = stage.scene("kill of the beacon, started again after 0.5 s");
    Node node = scene.holder();
    long before = node.web();
    String unit = node.unit();
    long last = sequence(node);

    scene.deed("SIGKILL to the beacon");
    node.killBeacon();
    Thread.sleep(RESTART);
    scene.deed("the beacon is started again, as its unit says");
    node.startBeacon();

    stage.await("beats of the new beacon", () -> sequence(node) > last);
    Thread.sleep(MORE_THAN_TIMEOUT);
    scene.endsInPlace();
    assertEquals(before, node.web());
    assertEquals(unit, node.unit());
    assertTrue(
        scene.happenings().stream().noneMatch(Happening.NodeSilent.class::isInstance), scene::seen);
  }

  @Test
  void aBeaconThatStaysDeadLosesTheAddressBeforeAnotherHasIt() throws Exception {
    Scene scene = stage.scene("kill of the beacon, not started again; `fence: none`");
    Node node = scene.holder();

    scene.deed("SIGKILL to the beacon");
    node.killBeacon();
    stage.await("the move", scene::hasMoved);
    scene.deed("the beacon is started again");
    node.startBeacon();

    stage.await("one server", () -> !node.serves());
    stage.await("the node's return", stage.control()::isSettled);
    scene.endsMoved();
  }

  @Test
  void aBeaconThatIsFrozenLosesTheAddressAndThenLearnsWhatIsTrue() throws Exception {
    Scene scene = stage.scene("freeze of the beacon; `fence: none`");
    Node node = scene.holder();

    scene.deed("SIGSTOP to the beacon");
    node.signalBeacon("STOP");
    stage.await("the move", scene::hasMoved);
    scene.deed("SIGCONT to the beacon");
    node.signalBeacon("CONT");

    stage.await("one server", () -> !node.serves());
    stage.await("the node's return", stage.control()::isSettled);
    scene.endsMoved();
  }

  @Test
  void aBeaconThatIsFrozenIsFencedBeforeAnotherTakesOver() throws Exception {
    stage.control().apply("stop");
    try {
      Scene scene = stage.scene("freeze of the beacon; `fence: stop`");
      Node node = scene.holder();

      scene.deed("SIGSTOP to the beacon");
      node.signalBeacon("STOP");

      stage.await("the move", scene::hasMoved);
      assertFalse(node.serves(), scene::seen);
      scene.deed("the node boots");
      node.boot();
      stage.await("the node's return", stage.control()::isSettled);
      scene.endsMoved();
    } finally {
      stage.control().apply("none");
    }
  }

  @Test
  void aNodeThatIsCutFromTheStoreStopsBeforeAnotherStarts() throws Exception {
    Scene scene = stage.scene("cut of the path to the store");
    Node node = scene.holder();

    scene.deed("the interface to the store goes down; clients reach the node as before");
    node.connectStore(false);
    long cut = System.nanoTime();

    stage.await("the move", scene::hasMoved);
    assertFalse(node.serves(), scene::seen);
    assertTrue(
        stage.clients().since(cut).stream().anyMatch(a -> a.node().equals(node.name())),
        "no client reached the node after the cut");
    scene.deed("the interface comes up again");
    node.connectStore(true);
    stage.await("the node's return", stage.control()::isSettled);
    scene.endsMoved();
  }

  /** Another process serves in place of the one that was. */
  private boolean isBack(Node node, long before) throws IOException {
    return node.web() != before && node.serves() && stage.control().isUp(node.name());
  }

  private long sequence(Node node) {
    return stage.control().beat(node.name()).map(Beat::sequence).orElse(0L);
  }

  private static String detail(Scene scene) {
    return scene.happenings().stream()
        .filter(Happening.ResourceFailed.class::isInstance)
        .map(Happening.ResourceFailed.class::cast)
        .map(failed -> String.valueOf(failed.detail()))
        .findFirst()
        .orElse("nothing failed");
  }
}
