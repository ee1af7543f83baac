package dev.handoff.console.lab.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.handoff.controller.port.Samples;
import dev.handoff.events.Plan;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.GroupSpec;
import dev.handoff.events.spec.Kind;
import dev.handoff.events.spec.Monitor.Check;
import dev.handoff.events.spec.Probe;
import dev.handoff.events.spec.Service;
import dev.handoff.events.yaml.SpecReader;
import dev.handoff.events.yaml.SpecResult;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LabPlansTest {

  private static final int GATEWAY = 40_000;
  private static final List<String> DEMO = List.of("java", "DemoServer");

  private final NodePorts ports = new NodePorts();
  private final LabPlans plans =
      new LabPlans(ports, DEMO, (node, service) -> Path.of("/run", node, service), node -> GATEWAY);

  @Test
  void givesEveryNodeAPortOfItsOwnAndKeepsIt() {
    int a = ports.of("node-a", "httpd");

    assertNotEquals(a, ports.of("node-b", "httpd"));
    assertEquals(a, ports.of("node-a", "httpd"));
  }

  @Test
  void putsTheDemoServerInThePlaceOfItsName() {
    Service fitted =
        fitted("{type: process, command: [handoff-demo-server], port: 8080}", "node-a");

    Kind.Supervised kind = assertInstanceOf(Kind.Supervised.class, fitted.kind());
    assertEquals(DEMO, kind.command());
    assertEquals("node-a", kind.environment().get("HANDOFF_NODE"));
    assertEquals(own(), kind.environment().get("HANDOFF_PORT"));
    assertEquals("/run/node-a/httpd", kind.environment().get("HANDOFF_FAULT"));
  }

  @Test
  void playsWhatThisMachineShouldNotRun() {
    for (String service :
        List.of(
            "{type: systemd, unit: httpd}",
            "{type: ocf, agent: 'heartbeat:apache'}",
            "{type: command, start: [/bin/true], stop: [/bin/true], monitor: [/bin/true]}",
            "{type: process, command: [/no/such/program]}")) {
      Kind.Supervised kind =
          assertInstanceOf(Kind.Supervised.class, fitted(service, "node-a").kind(), service);
      assertEquals(DEMO, kind.command(), service);
    }
  }

  @Test
  void givesAProgramThatIsInstalledThePortOfItsNode() {
    Service fitted =
        fitted(
            "{type: process, command: [/bin/sh, -c, 'serve --port=8080 --id 18080'], port: 8080,"
                + " environment: {LISTEN: '0.0.0.0:8080', OTHER: '80801'}}",
            "node-a");

    Kind.Supervised kind = assertInstanceOf(Kind.Supervised.class, fitted.kind());
    assertEquals(List.of("/bin/sh", "-c", "serve --port=" + own() + " --id 18080"), kind.command());
    assertEquals("0.0.0.0:" + own(), kind.environment().get("LISTEN"));
    assertEquals("80801", kind.environment().get("OTHER"));
  }

  @Test
  void asksTheMonitorsOfTheLoopbackAtThePortOfTheNode() {
    Service fitted =
        fitted(
            "{type: process, command: [handoff-demo-server], port: 8080, monitor: ["
                + "{http: 'http://127.0.0.1:8080/server-status?auto'},"
                + "{http: 'http://192.0.2.1:8080/'},"
                + "{http: 'http://localhost:9090/'},"
                + "{tcp: 'localhost:8080'}]}",
            "node-a");

    assertEquals(
        List.of(
            new Check.Http("http://127.0.0.1:" + own() + "/server-status?auto"),
            new Check.Http("http://192.0.2.1:8080/"),
            new Check.Http("http://localhost:9090/"),
            new Check.Tcp("localhost", Integer.parseInt(own()))),
        fitted.monitors().stream().map(monitor -> monitor.check()).toList());
  }

  @Test
  void takesThePortFromAMonitorWhereTheServiceNamesNone() {
    Service fitted =
        fitted(
            "{type: systemd, unit: httpd, monitor: {http: 'http://127.0.0.1/server-status'}}",
            "node-a");

    assertEquals(
        new Check.Http("http://127.0.0.1:" + own() + "/server-status"),
        fitted.monitors().getFirst().check());
  }

  @Test
  void asksAStandInOnlyWhatItCanAnswer() {
    Service fitted =
        fitted(
            "{type: systemd, unit: httpd, port: 80, monitor: ["
                + "{http: {url: 'http://127.0.0.1/s', status: 204, body: Scoreboard}},"
                + "{process: {pid-file: /run/httpd.pid}}, {process: {name: httpd}}]}",
            "node-a");

    assertEquals(
        List.of(
            new Check.Http("http://127.0.0.1:" + own() + "/s"), new Check.Own(), new Check.Own()),
        fitted.monitors().stream().map(monitor -> monitor.check()).toList());
  }

  @Test
  void leavesAloneWhatIsOnlyMonitored() {
    String service = "{type: external, monitor: {tcp: '127.0.0.1:8080'}}";

    assertEquals(serviceOf(spec(service)), fitted(service, "node-a"));
  }

  @Test
  void probesAskTheGatewayOfTheirNode() {
    Probe.Endpoint gateway = new Probe.Endpoint("127.0.0.1", GATEWAY);
    ClusterSpec spec =
        read(
            """
            cluster: web
            nodes: {node-a: {}, node-b: {}}
            groups: {front: {resources: {httpd: {type: systemd, unit: httpd}}}}
            probes:
              ping: {type: ping, hosts: [10.0.0.1, 10.0.0.2], multiplier: 7}
              reach: {type: tcp, endpoints: ["10.0.0.2:53", "127.0.0.1:22"]}
              load: {type: command, command: [load]}
              disk: {type: disk}
            """);
    Plan sample = Samples.plan("p1", spec, spec.nodes().getFirst());

    List<Probe> fitted = plans.fitted(sample).probes();

    Probe.Timing timing = spec.probes().getFirst().timing();
    assertEquals(
        List.of(
            new Probe.Tcp("ping", List.of(gateway, gateway), 7, timing),
            new Probe.Tcp(
                "reach", List.of(gateway, new Probe.Endpoint("127.0.0.1", 22)), 1000, timing),
            spec.probes().get(2),
            spec.probes().getLast()),
        fitted);
  }

  @Test
  void saysOnceWhatIsNotItself() {
    assertEquals(
        List.of("A small web server of the lab stands in for httpd on each node."),
        LabPlans.standIns(spec("{type: systemd, unit: httpd}")));
    assertEquals(
        List.of(), LabPlans.standIns(spec("{type: process, command: [handoff-demo-server]}")));
  }

  private String own() {
    return Integer.toString(ports.of("node-a", "httpd"));
  }

  private Service fitted(String service, String node) {
    ClusterSpec spec = spec(service);
    Plan sample = Samples.plan("p1", spec, spec.nodes().getFirst());
    Plan plan =
        new Plan(
            "p1",
            "web",
            node,
            sample.beat(),
            sample.isolation(),
            spec.groups(),
            List.of(),
            List.of());
    return serviceOf(plans.fitted(plan).groups());
  }

  private static Service serviceOf(ClusterSpec spec) {
    return serviceOf(spec.groups());
  }

  private static Service serviceOf(List<GroupSpec> groups) {
    return groups.getFirst().services().getFirst();
  }

  private static ClusterSpec spec(String service) {
    return read(
        """
        cluster: web
        nodes:
          node-a: {}
          node-b: {}
        groups:
          front:
            resources:
              httpd: %s
        """
            .formatted(service));
  }

  private static ClusterSpec read(String yaml) {
    return switch (SpecReader.read("test", yaml)) {
      case SpecResult.Valid valid -> valid.spec();
      case SpecResult.Invalid invalid -> throw new AssertionError(invalid.toString());
    };
  }
}
