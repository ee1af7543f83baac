package dev.handoff.events.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.events.spec.Address;
import dev.handoff.events.spec.BeatSpec;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.Constraint;
import dev.handoff.events.spec.Fencing;
import dev.handoff.events.spec.GroupSpec;
import dev.handoff.events.spec.Isolation;
import dev.handoff.events.spec.Kind;
import dev.handoff.events.spec.Limits;
import dev.handoff.events.spec.Meta;
import dev.handoff.events.spec.Monitor;
import dev.handoff.events.spec.NodeSpec;
import dev.handoff.events.spec.Probe;
import dev.handoff.events.spec.ResourceOptions;
import dev.handoff.events.spec.Rule;
import dev.handoff.events.spec.Score;
import dev.handoff.events.spec.Service;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

class SpecReaderTest {

  private static final ClusterSpec MINIMAL = valid(SpecReader.read(SpecFiles.good("minimal")));
  private static final ClusterSpec FULL = valid(SpecReader.read(SpecFiles.good("everything-aws")));

  private static ClusterSpec valid(SpecResult result) {
    return assertInstanceOf(SpecResult.Valid.class, result, result::toString).spec();
  }

  private static Service service(ClusterSpec spec, String name) {
    return assertInstanceOf(
        Service.class, spec.groupOf(name).orElseThrow().resource(name).orElseThrow());
  }

  private static Monitor own(Duration interval, Duration timeout) {
    return new Monitor(new Monitor.Check.Own(), interval, timeout, Monitor.OnFail.RESTART);
  }

  @Test
  void whatAFileDoesNotSayIsFilledIn() {
    assertEquals(
        new ClusterSpec(
            "one",
            BeatSpec.DEFAULT,
            Isolation.IGNORE,
            Fencing.NONE,
            Limits.DEFAULT,
            true,
            List.of(new NodeSpec("a", null, null, Map.of())),
            List.of(
                new GroupSpec(
                    "g",
                    List.of(
                        new Service(
                            "s",
                            new Kind.Supervised(List.of("sleep", "60"), Map.of(), null),
                            List.of(),
                            Duration.ofSeconds(20),
                            Duration.ofSeconds(20),
                            Service.Runs.ACTIVE,
                            null)),
                    Meta.DEFAULT,
                    GroupSpec.TargetRole.STARTED,
                    true,
                    false)),
            List.of(),
            List.of(),
            null),
        MINIMAL);
  }

  @Test
  void readsTheClustersOwnSettings() {
    assertEquals("Everything-1", FULL.cluster());
    assertEquals(new BeatSpec(Duration.ofMillis(250), Duration.ofSeconds(90)), FULL.beat());
    assertEquals(new Isolation(Duration.ofSeconds(1), Isolation.Action.REBOOT), FULL.isolation());
    assertEquals(Fencing.STOP, FULL.fence());
    assertEquals(new Limits(5, Duration.ofDays(2)), FULL.limits());
    assertEquals(false, FULL.symmetric());
    assertEquals(false, FULL.startFailureIsFatal());
    assertEquals(true, MINIMAL.startFailureIsFatal());
    assertEquals(true, FULL.stopsAll());
    assertEquals(false, MINIMAL.stopsAll());
    assertEquals("arn:aws-cn:sns:cn-north-1:123456789012:ops", FULL.topic());
    assertEquals(
        List.of(
            new Probe.Ping(
                "pingd",
                List.of("192.168.0.1", "gateway.example.com"),
                100,
                new Probe.Timing(Duration.ofMinutes(1), Duration.ofSeconds(2), Duration.ZERO),
                5),
            new Probe.Tcp(
                "dns",
                List.of(new Probe.Endpoint("10.0.0.2", 53), new Probe.Endpoint("::1", 22)),
                1000,
                new Probe.Timing(
                    Duration.ofSeconds(10), Duration.ofSeconds(1), Duration.ofSeconds(5))),
            new Probe.Command(
                "load",
                List.of("/opt/load", "5"),
                new Probe.Timing(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ZERO)),
            new Probe.Disk(
                "free",
                "/var",
                new Probe.Timing(
                    Duration.ofMinutes(1), Duration.ofSeconds(2), Duration.ofSeconds(5))),
            new Probe.Disk("root", "/", timing()),
            new Probe.Load("busy", 5, timing()),
            new Probe.Load("now", 1, timing())),
        FULL.probes());
  }

  private static Probe.Timing timing() {
    return new Probe.Timing(Duration.ofSeconds(10), Duration.ofSeconds(2), Duration.ofSeconds(5));
  }

  @Test
  void readsNodesInTheirOrder() {
    assertEquals(
        List.of(
            new NodeSpec(
                "node.one", "i-1", "eni-1", Map.of("zone", "a", "rack", "7", "spare", "false")),
            new NodeSpec("node_two", "i-2", "eni-2", Map.of())),
        FULL.nodes());
  }

  @Test
  void aGroupOverridesTheDefaults() {
    GroupSpec group = FULL.group("addresses").orElseThrow();
    assertEquals(new Meta(10, new Score(-5), Score.INFINITY, Duration.ofHours(1)), group.meta());
    assertEquals(GroupSpec.TargetRole.STOPPED, group.targetRole());
    assertEquals(List.of(false, true), List.of(group.managed(), group.overlap()));
  }

  @Test
  void aGroupThatSaysNothingHasTheDefaults() {
    assertEquals(
        new Meta(0, Score.INFINITY, new Score(3), Duration.ofMinutes(10)),
        FULL.group("services").orElseThrow().meta());
  }

  @Test
  void aResourceOverridesItsGroup() {
    GroupSpec group = FULL.group("services").orElseThrow();
    assertEquals(
        new ResourceOptions(
            new Meta(0, new Score(50), new Score(4), Duration.ofMinutes(2)),
            GroupSpec.TargetRole.STOPPED,
            false,
            false),
        group.options("unit"));
  }

  @Test
  void aResourceThatSaysNothingHasWhatItsGroupHas() {
    GroupSpec group = FULL.group("addresses").orElseThrow();
    assertEquals(
        new ResourceOptions(group.meta(), GroupSpec.TargetRole.STOPPED, false, true),
        group.options("eip"));
    assertEquals(Set.of("partners"), group.own().keySet());
  }

  @Test
  void readsEveryKindOfAddress() {
    ClusterSpec oracle = valid(SpecReader.read(SpecFiles.good("oracle-cloud")));
    assertEquals(
        List.of(
            new Address.ElasticIp("eip", "eipalloc-1", "10.0.0.7"),
            new Address.ElasticIp("eip2", "eipalloc-2", null),
            new Address.Route("default4", "0.0.0.0/0", List.of("rtb-1", "rtb-2")),
            new Address.Route("net6", "2001:db8::/32", List.of("rtb-1")),
            new Address.Route("partners", "pl-0123", List.of("rtb-1")),
            new Address.PrivateIp("floating", "10.0.0.7", 24)),
        FULL.addresses().toList());
    assertEquals(
        List.of(
            new Address.PrivateIp("inner", "10.0.0.9", null),
            new Address.PublicIp("outer", "ocid1.publicip.oc1.x.p", "ocid1.privateip.oc1.x.q"),
            new Address.PublicIp("bare", "ocid1.publicip.oc1.x.b", null),
            new Address.Route("way", "10.9.0.0/16", List.of("ocid1.routetable.oc1.x.t"))),
        oracle.addresses().toList());
  }

  @Test
  void readsASupervisedProcess() {
    assertEquals(
        new Service(
            "proc",
            new Kind.Supervised(
                List.of("/usr/bin/env", "--", "serve", "8080", "true", "on"),
                Map.of("PORT", "8080", "DEBUG", "1", "MODE", "yes"),
                "/srv"),
            List.of(),
            Duration.ofSeconds(3),
            Duration.ofSeconds(4),
            Service.Runs.EVERYWHERE,
            8080),
        service(FULL, "proc"));
  }

  @Test
  void readsUnitsAndAgents() {
    assertEquals(new Kind.Systemd("httpd.service"), service(FULL, "unit").kind());
    assertEquals(
        new Kind.Ocf(
            "heartbeat:apache", Map.of("configfile", "/etc/httpd/conf/httpd.conf", "port", "80")),
        service(FULL, "agent").kind());
  }

  @Test
  void aTimeoutThatIsNotSaidIsNoLongerThanTheInterval() {
    assertEquals(
        List.of(own(Duration.ofSeconds(1), Duration.ofSeconds(1))),
        service(FULL, "unit").monitors());
    assertEquals(Duration.ofSeconds(20), service(FULL, "own2").monitors().getLast().timeout());
  }

  @Test
  void aUnitWithoutMonitorIsWatchedAllTheSame() {
    ClusterSpec spec = valid(SpecReader.read(SpecFiles.good("front-and-back")));
    assertEquals(
        List.of(own(Duration.ofSeconds(10), Duration.ofSeconds(10))),
        service(spec, "worker").monitors());
  }

  @Test
  void anArgumentListIsTheOwnCheckOfACommand() {
    Service service = service(FULL, "own");
    assertEquals(
        new Kind.Command(
            List.of("/opt/start"), List.of("/opt/stop", "--now"), List.of("/opt/check", "1")),
        service.kind());
    assertEquals(List.of(own(Duration.ofSeconds(10), Duration.ofSeconds(10))), service.monitors());
  }

  @Test
  void theFirstCommandAmongMonitorsIsTheOwnCheckOfACommand() {
    Service service = service(FULL, "own2");
    assertEquals(
        new Kind.Command(List.of("/opt/start"), List.of("/opt/stop"), List.of("/opt/check")),
        service.kind());
    assertEquals(
        List.of(
            new Monitor(
                new Monitor.Check.Tcp("::1", 5432),
                Duration.ofSeconds(2),
                Duration.ofSeconds(2),
                Monitor.OnFail.RESTART),
            new Monitor(
                new Monitor.Check.Own(),
                Duration.ofSeconds(5),
                Duration.ofSeconds(1),
                Monitor.OnFail.STOP),
            new Monitor(
                new Monitor.Check.Command(List.of("/opt/check2")),
                Duration.ofSeconds(50),
                Duration.ofSeconds(20),
                Monitor.OnFail.BLOCK)),
        service.monitors());
  }

  @Test
  void readsEveryQuestionOfAMonitor() {
    assertEquals(
        List.of(
            new Monitor.Check.Http("https://localhost:8443/health?deep=1"),
            new Monitor.Check.Tcp("127.0.0.1", 22),
            new Monitor.Check.Command(List.of("true"))),
        service(FULL, "seen").monitors().stream().map(Monitor::check).toList());
  }

  @Test
  void readsAllThatACheckMaySay() {
    List<Monitor> monitors = service(FULL, "asked").monitors();
    assertEquals(
        List.of(
            new Monitor.Check.Http(
                "https://127.0.0.1/server-status?auto",
                List.of(new Monitor.StatusRange(200, 200), new Monitor.StatusRange(300, 302)),
                "(?m)^Scoreboard:",
                "www.example.com",
                new Monitor.Tls(false, "status.example.com")),
            answering(200, 204),
            answering(204, 204),
            new Monitor.Check.PidFile("/run/asked.pid", "asked"),
            new Monitor.Check.Processes("asked", 2),
            new Monitor.Check.Processes("asked", 1)),
        monitors.stream().map(Monitor::check).toList());
    assertEquals(Duration.ofSeconds(30), monitors.getFirst().startDelay());
    assertNull(monitors.getLast().startDelay());
  }

  private static Monitor.Check answering(int from, int to) {
    List<Monitor.StatusRange> status = List.of(new Monitor.StatusRange(from, to));
    return new Monitor.Check.Http("http://127.0.0.1/", status, null, null, null);
  }

  @Test
  void readsConstraintsInTheirOrder() {
    assertEquals(
        List.of(
            new Constraint.OnNode("addresses", "node.one", Score.INFINITY),
            new Constraint.ByRule(
                "unit",
                new Rule.All(
                    List.of(
                        new Rule.Compare("zone", Rule.Operator.EQ, "a", Rule.Type.STRING),
                        new Rule.Any(
                            List.of(
                                new Rule.Compare("rack", Rule.Operator.GTE, "7", Rule.Type.NUMBER),
                                new Rule.NotDefined("spare"))))),
                Score.ZERO),
            new Constraint.ByRule(
                "services",
                new Rule.Between(Instant.MIN, Instant.parse("2030-12-01T00:00:00Z")),
                new Score(-1)),
            new Constraint.Colocation("floating", "services", Score.MINUS_INFINITY, false),
            new Constraint.Order("agent", "addresses", false, false)),
        FULL.constraints());
  }

  @Test
  void aSpecWithinAnotherDocumentKeepsItsPlaces() {
    String scenario =
        """
        spec:
          cluster: w
          nodes: {a: }
          groups: {g: {resources: {s: {type: systemd, unit: httpd}}}}
          constraints: [{type: location, group: g, score: 1, rule: 'zone ~ a'}]
        """;
    Problems problems = new Problems("f");
    Node whole = new YamlText("scenario", problems).tree(scenario);
    Node spec = ((MappingNode) Objects.requireNonNull(whole)).getValue().getFirst().getValueNode();
    assertEquals(
        "f:5:66: '~' cannot stand in a rule here; expected an operator:"
            + " < <= = != >= > (or lt lte eq ne gte gt)",
        SpecReader.read(spec, problems).toString());
  }

  @Test
  void theQuickstartIsShortAndValid() {
    Path quickstart = Path.of("../infra/examples/quickstart/cluster.yaml");
    ClusterSpec spec = valid(SpecReader.read(quickstart));
    assertEquals(List.of("node-a", "node-b"), spec.nodes().stream().map(NodeSpec::name).toList());
    assertNull(spec.topic());
    assertTrue(SpecFiles.text(quickstart).lines().count() < 40);
    assertEquals(List.of(), SpecSchema.complaints(SpecFiles.text(quickstart)));
  }
}
