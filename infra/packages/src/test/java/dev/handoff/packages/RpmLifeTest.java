package dev.handoff.packages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.handoff.events.Beat;
import dev.handoff.packages.Programs.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The life of the .rpm, by the real rpm in a clean tree, from its installation to its removal; each
 * test goes on where the one before it ended. The tree is a Debian: what the package needs is
 * there, but not by the book of rpm.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SuppressWarnings("NullAway.Init") // set before the first test
class RpmLifeTest {

  private DebianTree tree;
  private LiveBeacon beacon;

  @BeforeAll
  void opens() throws Exception {
    assumeTrue(Programs.has("rpm"), "rpm is not installed");
    tree = DebianTree.clean("rpm-tree");
    beacon = new LiveBeacon(tree);
    rpm("--initdb");
  }

  @AfterAll
  void leavesNothingBehind() throws Exception {
    if (beacon != null) {
      beacon.close();
    }
  }

  @Test
  @Order(1)
  void installsAndSaysWhatIsToBeDone() throws Exception {
    Result installed = rpm("-i", "--nodeps", "--ignoresize", Built.only("rpm").toString());

    assertTrue(installed.said().contains("fill in " + LiveBeacon.CONFIG), installed.said());
    Result run = tree.run("env", "JDK_JAVA_OPTIONS=-Xshare:on", "handoff-beacon", "run");
    assertTrue(run.said().contains("beacon.yaml:1:1: the file is empty"), run.said());
    assertEquals(2, run.code());
  }

  @Test
  @Order(2)
  void beatsOnceItIsFilledIn() throws Exception {
    tree.bringSystemctl();

    beacon.start();

    assertTrue(beacon.service().isAlive(), "no process");
  }

  /** By the same version, for which rpm runs the scripts of an upgrade as well. */
  @Test
  @Order(3)
  void isUpgradedWhileItsServicesRunOn() throws Exception {
    LiveBeacon.Before before = beacon.beforeUpgrade();

    Result upgraded =
        rpm("-U", "--replacepkgs", "--nodeps", "--ignoresize", Built.only("rpm").toString());

    beacon.isAnotherWithTheSameService(before, upgraded);
  }

  @Test
  @Order(4)
  void saysFarewellWhenItIsRemoved() throws Exception {
    ProcessHandle service = beacon.service();

    rpm("-e", "--nodeps", "handoff-beacon");

    Beat last = beacon.last();
    assertTrue(last.leaving() && last.urgent(), last::toString);
    assertFalse(service.isAlive(), "the service runs on");
    assertFalse(Files.exists(tree.file("/usr/lib/handoff-beacon")));
    assertFalse(Files.exists(tree.file(LiveBeacon.CONFIG)));
    assertTrue(Files.exists(tree.file(LiveBeacon.CONFIG + ".rpmsave")), "what was filled in");
  }

  /** With a /proc in the tree, for the scripts of the package. */
  private Result rpm(String... words) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("unshare", "--mount", "sh", "-c"));
    all.add("mount -t proc proc \"$0/proc\" && exec rpm --root \"$0\" \"$@\"");
    all.add(tree.root().toString());
    all.addAll(List.of(words));
    return Programs.run(all).orFail();
  }
}
