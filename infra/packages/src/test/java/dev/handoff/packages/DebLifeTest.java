package dev.handoff.packages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.beacon.FakeCloud;
import dev.handoff.beacon.Plans;
import dev.handoff.events.Beat;
import dev.handoff.events.GroupReport;
import dev.handoff.events.GroupReport.Progress;
import dev.handoff.events.Role;
import dev.handoff.events.spec.Kind;
import dev.handoff.events.spec.Monitor;
import dev.handoff.events.spec.Resource;
import dev.handoff.packages.Programs.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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

  private static final String CONFIG = "/etc/handoff/beacon.yaml";
  private static final String STATE = "/var/lib/handoff";
  private static final String NEWER = "0.1.0~snapshot+newer";

  private DebianTree tree;
  private FakeCloud cloud;

  @BeforeAll
  void opens() throws Exception {
    tree = DebianTree.clean("deb-tree");
    cloud = new FakeCloud();
    Resource[] services = {
      Plans.process("httpd", List.of("sleep", "1000"), Plans.monitor(new Monitor.Check.Own())),
      Plans.service(
          "ever",
          new Kind.External(),
          Plans.monitor(new Monitor.Check.Command(List.of("/bin/true"))))
    };
    cloud.plan(Plans.of("1", services));
  }

  @AfterAll
  void leavesNothingBehind() throws Exception {
    if (cloud == null) {
      return;
    }
    for (String file : List.of("/run/handoff-beacon.pid", STATE + "/services/httpd.pid")) {
      if (Files.exists(tree.file(file))) {
        ProcessHandle.of(pid(file)).ifPresent(ProcessHandle::destroyForcibly);
      }
    }
    cloud.close();
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
  void beatsOnceItIsFilledIn() throws Exception {
    tree.bringSystemctl();
    Files.writeString(
        tree.file(CONFIG),
        """
        cluster: web
        node: a
        boot: boot-1
        state-directory: /var/lib/handoff
        allow: {commands: any}
        transport: {type: http, url: "%s", token: %s}
        """
            .formatted(cloud.url(), FakeCloud.TOKEN));

    tree.run("systemctl", "start", "handoff-beacon.service").orFail();

    cloud.await("a beat", beat -> beat.planVersion().isEmpty());
    cloud.order("boot-1", 1, Role.ACTIVE);
    cloud.await("active", DebLifeTest::isActive);
    assertTrue(service().isPresent(), "no process");
  }

  @Test
  @Order(5)
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
  @Order(6)
  void isUpgradedWhileItsServicesRunOn() throws Exception {
    long service = pid(STATE + "/services/httpd.pid");
    long beacon = pid("/run/handoff-beacon.pid");
    long before = cloud.beats().getLast().sequence();

    Result upgraded = tree.run("dpkg", "-i", tree.offer(newer())).orFail();

    assertNotEquals(beacon, pid("/run/handoff-beacon.pid"), upgraded.said());
    cloud.await("active again", beat -> isActive(beat) && isOfAnother(beat, before));
    assertEquals(service, pid(STATE + "/services/httpd.pid"));
    assertTrue(service().orElseThrow().isAlive(), "the service is dead");
    assertTrue(cloud.beats().stream().noneMatch(Beat::leaving), "a farewell was said");
    assertFalse(Files.exists(tree.file(STATE + "/keep-services")));
    assertTrue(Files.readString(tree.file(CONFIG)).startsWith("cluster: web"), "not kept");
    assertEquals(NEWER, tree.run("dpkg-query", "-f", "${Version}", "-W", "handoff-beacon").said());
  }

  @Test
  @Order(7)
  void saysFarewellWhenItIsRemoved() throws Exception {
    ProcessHandle service = service().orElseThrow();

    tree.run("dpkg", "-r", "handoff-beacon").orFail();

    Beat last = cloud.beats().getLast();
    assertTrue(last.leaving() && last.urgent(), last::toString);
    assertFalse(service.isAlive(), "the service runs on");
    assertTrue(Files.exists(tree.file(CONFIG)) && Files.exists(tree.file(STATE + "/plan.json")));
    assertFalse(Files.exists(tree.file("/usr/lib/handoff-beacon")));
  }

  @Test
  @Order(8)
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

  private Optional<ProcessHandle> service() throws IOException {
    return ProcessHandle.of(pid(STATE + "/services/httpd.pid"));
  }

  private long pid(String file) throws IOException {
    return Stream.of(Files.readString(tree.file(file)).split("\\s", -1))
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElseThrow();
  }

  private String mode(String file) throws IOException, InterruptedException {
    return tree.run("stat", "--format=%A", file).orFail().said().strip();
  }

  /** Each beacon begins its sequence at the machine's uptime in milliseconds. */
  private static boolean isOfAnother(Beat beat, long before) {
    return beat.sequence() > before + 1000;
  }

  private static boolean isActive(Beat beat) {
    return beat.group("front").equals(Optional.of(new GroupReport("front", 1, Progress.ACTIVE)));
  }
}
