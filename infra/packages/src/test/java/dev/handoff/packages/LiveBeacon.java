package dev.handoff.packages;

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
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The beacon that is installed in a tree, a service that it runs, and the store of its beats. */
final class LiveBeacon implements AutoCloseable {

  static final String CONFIG = "/etc/handoff/beacon.yaml";
  static final String STATE = "/var/lib/handoff";

  private static final String PID = "/run/handoff-beacon.pid";
  private static final String SERVICE = STATE + "/services/httpd.pid";

  private final DebianTree tree;
  private final FakeCloud cloud = new FakeCloud();

  LiveBeacon(DebianTree tree) throws IOException {
    this.tree = tree;
    Resource[] services = {
      Plans.process("httpd", List.of("sleep", "1000"), Plans.monitor(new Monitor.Check.Own())),
      Plans.service(
          "ever",
          new Kind.External(),
          Plans.monitor(new Monitor.Check.Command(List.of("/bin/true"))))
    };
    cloud.plan(Plans.of("1", services));
  }

  /** Fills its configuration in, starts it, and waits until its service runs. */
  void start() throws IOException, InterruptedException {
    Files.writeString(
        tree.file(CONFIG),
        """
        cluster: web
        node: a
        boot: boot-1
        state-directory: %s
        allow: {commands: any}
        transport: {type: http, url: "%s", token: %s}
        """
            .formatted(STATE, cloud.url(), FakeCloud.TOKEN));
    tree.run("systemctl", "start", "handoff-beacon.service").orFail();
    cloud.await("a beat", beat -> beat.planVersion().isEmpty());
    cloud.order("boot-1", 1, Role.ACTIVE);
    cloud.await("active", LiveBeacon::isActive);
  }

  /** What is true before an upgrade. */
  record Before(long beacon, long service, long sequence) {}

  Before beforeUpgrade() throws IOException {
    return new Before(pid(PID), pid(SERVICE), cloud.beats().getLast().sequence());
  }

  /**
   * Waits until another beacon has found the service again.
   *
   * @throws AssertionError if it is the same one, if the service was touched, or a farewell said
   */
  void isAnotherWithTheSameService(Before before, Result upgrade)
      throws IOException, InterruptedException {
    check(pid(PID) != before.beacon, "the same beacon runs on: " + upgrade.said());
    cloud.await("active again", beat -> isActive(beat) && isOfAnother(beat, before.sequence));
    check(pid(SERVICE) == before.service, "another service runs");
    check(service().isAlive(), "the service is dead");
    check(cloud.beats().stream().noneMatch(Beat::leaving), "a farewell was said");
    check(!Files.exists(tree.file(STATE + "/keep-services")), "keep-services was left behind");
    check(Files.readString(tree.file(CONFIG)).startsWith("cluster: web"), "config was not kept");
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }

  Beat last() {
    return cloud.beats().getLast();
  }

  ProcessHandle service() throws IOException {
    return ProcessHandle.of(pid(SERVICE)).orElseThrow(() -> new AssertionError("no process"));
  }

  private long pid(String file) throws IOException {
    return Stream.of(Files.readString(tree.file(file)).split("\\s", -1))
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElseThrow();
  }

  /** Each beacon begins its sequence at the machine's uptime in milliseconds. */
  private static boolean isOfAnother(Beat beat, long before) {
    return beat.sequence() > before + 1000;
  }

  private static boolean isActive(Beat beat) {
    return beat.group("front").equals(Optional.of(new GroupReport("front", 1, Progress.ACTIVE)));
  }

  /** Ends whatever of it still runs. */
  @Override
  public void close() throws IOException {
    for (String file : List.of(PID, SERVICE)) {
      if (Files.exists(tree.file(file))) {
        ProcessHandle.of(pid(file)).ifPresent(ProcessHandle::destroyForcibly);
      }
    }
    cloud.close();
  }
}
