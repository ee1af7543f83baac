package dev.handoff.packages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.events.Beat;
import dev.handoff.packages.Programs.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The life of the .deb in a clean Debian, from its installation to its purge; each test goes on
 * where the one before it ended.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SuppressWarnings("NullAway.Init") // set before the first test
class DebLifeTest {

  private static final String CONFIG = LiveBeacon.CONFIG;
  private static final String STATE = LiveBeacon.STATE;
  private static final String NEWER = "0.1.0~snapshot+newer";

  private DebianTree tree;
  private LiveBeacon beacon;

  @BeforeAll
  void opens() throws Exception {
    tree = DebianTree.clean("deb-tree");
    beacon = new LiveBeacon(tree);
  }

  @AfterAll
  void leavesNothingBehind() throws Exception {
    if (beacon != null) {
      beacon.close();
    }
  }

  @Test
  @Order(1)
  void installsWithoutSystemdAndSaysWhatIsToBeDone() throws Exception {
    Result installed = tree.run("dpkg", "-i", tree.offer(Built.only("deb"))).orFail();

    assertTrue(installed.said().contains("fill in " + CONFIG), installed.said());
    assertEquals("", tree.run("dpkg", "--verify", "handoff-beacon").orFail().said());
    assertEquals("drwx------", mode(STATE));
    assertEquals("-rw-------", mode(CONFIG));
    assertEquals("-rwxr-xr-x", mode("/usr/bin/handoff-beacon"));
  }

  @Test
  @Order(2)
  void doesNotStartBeforeItsConfigurationIsFilledIn() throws Exception {
    Result refused = tree.run("handoff-beacon", "run");

    assertEquals(2, refused.code(), refused.said());
    assertTrue(refused.said().contains(CONFIG + ":1:1: the file is empty"), refused.said());
  }

  @Test
  @Order(3)
  void usesItsArchiveOfClassesOnlyWithTheJarsThatItBelongsTo() throws Exception {
    Result mapped = withArchiveOrNotAtAll();
    assertEquals(2, mapped.code(), mapped.said());
    assertTrue(mapped.said().contains("the file is empty"), mapped.said());

    String jar =
        tree.run("sh", "-c", "ls /usr/lib/handoff-beacon/lib/node-beacon-*.jar").said().strip();
    tree.run("touch", "--date=2001-01-01", jar).orFail();
    Result changed = withArchiveOrNotAtAll();
    tree.run("touch", "--date=2026-01-01T00:00:00Z", jar).orFail();

    assertFalse(changed.said().contains("the file is empty"), changed.said());
    assertEquals(1, changed.code(), changed.said());
  }

  @Test
  @Order(4)
  void hasAnArchiveForTheOtherCloudToo() throws Exception {
    String command =
        "cd /usr/lib/handoff-beacon && exec runtime/bin/java @jvm.options @class-path -Xshare:on"
            + " -XX:SharedArchiveFile=classes-oci.jsa dev.handoff.beacon.BeaconMain run";

    Result mapped = tree.run("sh", "-c", command);

    assertEquals(2, mapped.code(), mapped.said());
    assertTrue(mapped.said().contains("the file is empty"), mapped.said());
  }

  @Test
  @Order(5)
  void beatsOnceItIsFilledIn() throws Exception {
    tree.bringSystemctl();
    beacon.start();

    assertTrue(beacon.service().isAlive(), "no process");
    assertTrue(
        beacon.last().attributes().containsKey(Beat.VERSION), "it does not tell its version");
  }

  @Test
  @Order(6)
  void checksWhileABeaconRuns() throws Exception {
    Result checked = tree.run("handoff-beacon", "check");

    assertEquals(
        """
        GROUP  NAME   CHECK              OUTCOME  DETAIL
        front  httpd  supervised         ok
        front  ever   command /bin/true  ok
        """,
        checked.said());
    assertEquals(0, checked.code());
  }

  @Test
  @Order(7)
  void isUpgradedWhileItsServicesRunOn() throws Exception {
    LiveBeacon.Before before = beacon.beforeUpgrade();

    Result upgraded = tree.run("dpkg", "-i", tree.offer(newer())).orFail();

    beacon.isAnotherWithTheSameService(before, upgraded);
    assertEquals(NEWER, tree.run("dpkg-query", "-f", "${Version}", "-W", "handoff-beacon").said());
  }

  @Test
  @Order(8)
  void saysFarewellWhenItIsRemoved() throws Exception {
    ProcessHandle service = beacon.service();

    tree.run("dpkg", "-r", "handoff-beacon").orFail();

    Beat last = beacon.last();
    assertTrue(last.leaving() && last.urgent(), last::toString);
    assertFalse(service.isAlive(), "the service runs on");
    assertTrue(Files.exists(tree.file(CONFIG)) && Files.exists(tree.file(STATE + "/plan.json")));
    assertFalse(Files.exists(tree.file("/usr/lib/handoff-beacon")));
  }

  @Test
  @Order(9)
  void leavesNothingWhenItIsPurged() throws Exception {
    tree.run("dpkg", "-P", "handoff-beacon").orFail();

    String left =
        tree.run(
                "find",
                "/etc",
                "/usr",
                "/var",
                "-xdev",
                "-name",
                "*handoff*",
                "-not",
                "-name",
                "handoff-beacon.log")
            .said();
    assertEquals("", left);
  }

  /** The virtual machine ends with an error where it cannot map the archive. */
  private Result withArchiveOrNotAtAll() throws IOException, InterruptedException {
    return tree.run("env", "JDK_JAVA_OPTIONS=-Xshare:on", "handoff-beacon", "run");
  }

  /** The same package as a later version. */
  private Path newer() throws IOException, InterruptedException {
    Path folder = Built.folder().resolve("newer");
    Path deb = Built.folder().resolve("newer.package");
    Programs.run("rm", "-rf", folder.toString()).orFail();
    Programs.run("dpkg-deb", "-R", Built.only("deb").toString(), folder.toString()).orFail();
    Path control = folder.resolve("DEBIAN/control");
    Files.writeString(
        control, Files.readString(control).replaceAll("(?m)^Version: .*", "Version: " + NEWER));
    Programs.run("dpkg-deb", "-Zgzip", "-z1", "-b", folder.toString(), deb.toString()).orFail();
    return deb;
  }

  private String mode(String file) throws IOException, InterruptedException {
    return tree.run("stat", "--format=%A", file).orFail().said().strip();
  }
}
