package dev.handoff.beacon.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.beacon.config.Allowed;
import dev.handoff.beacon.loop.Finding;
import dev.handoff.beacon.loop.Outcome;
import dev.handoff.events.spec.Kind;
import dev.handoff.events.spec.Monitor;
import dev.handoff.events.spec.Service;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Agents of the package resource-agents, as they are, with the real programs that they manage, on
 * loopback.
 */
class UpstreamAgentsTest {

  private static final Path AGENTS = Allowed.AGENT_ROOT.resolve("resource.d/heartbeat");
  private static final Duration LONG = Duration.ofSeconds(20);

  @TempDir Path folder;

  private StateDirectory state;
  private OcfDriver driver;
  private long tasks;

  @BeforeEach
  void opensTheStateDirectory() throws IOException {
    state = StateDirectory.open(folder.resolve("state"));
    driver = new OcfDriver(state, Allowed.EVERYTHING);
  }

  @AfterEach
  void closesTheStateDirectory() throws IOException {
    state.close();
  }

  @Test
  void dummyStartsIsFoundAndStops() throws Exception {
    needs("Dummy");
    livesAndEnds(dummy());
  }

  @Test
  void dummyTellsWhyItFailed() throws Exception {
    needs("Dummy");
    Service dummy = dummy();
    assertEquals(Outcome.OK, driver.start(dummy, task()));

    Files.delete(folder.resolve("dummy.state"));

    Outcome crashed = assertInstanceOf(Outcome.Failed.class, driver.check(dummy, task()));
    assertEquals(
        "heartbeat:Dummy says that the service does not run (7): No process state file found",
        crashed.detail());
  }

  @Test
  void nginxStartsIsFoundAndStops() throws Exception {
    needs("nginx", "nginx");
    livesAndEnds(nginx());
  }

  @Test
  void apacheStartsIsFoundAndStops() throws Exception {
    needs("apache", "apache2", "curl");
    livesAndEnds(apache());
  }

  @Test
  void apacheThatWasKilledHasFailed() throws Exception {
    needs("apache", "apache2", "curl");
    Service apache = apache();
    assertEquals(Outcome.OK, driver.start(apache, task()));
    long pid = Long.parseLong(Files.readString(folder.resolve("apache.pid")).strip());

    List<ProcessHandle> all = ProcessHandle.of(pid).orElseThrow().descendants().toList();
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    all.forEach(ProcessHandle::destroyForcibly);
    SupervisedPid gone = SupervisedPid.of(pid);
    while (gone.isAlive()) {
      Thread.onSpinWait();
    }

    Outcome crashed = assertInstanceOf(Outcome.Failed.class, driver.check(apache, task()));
    assertTrue(crashed.detail().startsWith("heartbeat:apache "), crashed.detail());
    assertEquals(Outcome.OK, driver.stop(apache, task()));
  }

  @Test
  void addressIsPutOnTheInterfaceAndTakenAway() throws Exception {
    needs("IPaddr2", "ip");
    Map<String, String> parameters =
        Map.of("ip", "127.77.0.1", "cidr_netmask", "32", "nic", "lo", "arp_bg", "false");
    Service address = service("address", "heartbeat:IPaddr2", parameters);
    try {
      assertEquals(new Finding.IsStopped(), driver.inspect(address, task()));
      assertEquals(Outcome.OK, driver.start(address, task()));
      assertTrue(isOnLoopback("127.77.0.1"));
      assertEquals(Outcome.OK, driver.check(address, task()));
    } finally {
      assertEquals(Outcome.OK, driver.stop(address, task()));
    }
    assertEquals(new Finding.IsStopped(), driver.inspect(address, task()));
  }

  private void livesAndEnds(Service service) throws InterruptedException {
    assertEquals(new Finding.IsStopped(), driver.inspect(service, task()));
    try {
      assertEquals(Outcome.OK, driver.start(service, task()));
      assertEquals(new Finding.Runs(), driver.inspect(service, task()));
      assertEquals(Outcome.OK, driver.check(service, task()));
    } finally {
      assertEquals(Outcome.OK, driver.stop(service, task()));
    }
    assertEquals(new Finding.IsStopped(), driver.inspect(service, task()));
  }

  private Service dummy() {
    Path file = folder.resolve("dummy.state");
    return service("dummy", "heartbeat:Dummy", Map.of("state", file.toString()));
  }

  private Service nginx() throws IOException {
    int port = freePort();
    Path file = folder.resolve("nginx.conf");
    Files.writeString(
        file,
        """
        pid %1$s/nginx.pid;
        error_log %1$s/error.log;
        events { worker_connections 16; }
        http {
          access_log off;
          client_body_temp_path %1$s/body;
          proxy_temp_path %1$s/proxy;
          fastcgi_temp_path %1$s/fastcgi;
          uwsgi_temp_path %1$s/uwsgi;
          scgi_temp_path %1$s/scgi;
          server { listen 127.0.0.1:%2$d; location / { return 200 "well"; } }
        }
        """
            .formatted(folder, port));
    String url = "http://127.0.0.1:%d/".formatted(port);
    return service(
        "nginx", "heartbeat:nginx", Map.of("configfile", file.toString(), "status10url", url));
  }

  private Service apache() throws IOException {
    int port = freePort();
    Path file = folder.resolve("apache.conf");
    Files.writeString(
        file,
        """
        ServerRoot /etc/apache2
        ServerName localhost
        PidFile %1$s/apache.pid
        DefaultRuntimeDir %1$s
        Mutex file:%1$s
        Listen 127.0.0.1:%2$d
        LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
        LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
        LoadModule authz_host_module /usr/lib/apache2/modules/mod_authz_host.so
        LoadModule status_module /usr/lib/apache2/modules/mod_status.so
        ErrorLog %1$s/apache.log
        User www-data
        Group www-data
        <Location "/server-status">
          SetHandler server-status
          Require local
        </Location>
        """
            .formatted(folder, port));
    return service(
        "apache",
        "heartbeat:apache",
        Map.of(
            "configfile", file.toString(),
            "httpd", "/usr/sbin/apache2",
            "statusurl", "http://127.0.0.1:%d/server-status".formatted(port)));
  }

  private static Service service(String name, String agent, Map<String, String> parameters) {
    Monitor monitor =
        new Monitor(new Monitor.Check.Own(), Duration.ofSeconds(10), LONG, Monitor.OnFail.RESTART);
    return new Service(
        name,
        new Kind.Ocf(agent, parameters),
        List.of(monitor),
        LONG,
        LONG,
        Service.Runs.ACTIVE,
        null);
  }

  private static void needs(String agent, String... programs) {
    Assumptions.assumeTrue(
        Files.isExecutable(AGENTS.resolve(agent)),
        "skipped: the package resource-agents is not installed");
    Assumptions.assumeTrue(
        "root".equals(System.getProperty("user.name")), "skipped: agents run as root");
    for (String program : programs) {
      Assumptions.assumeTrue(
          Programs.find(program, null).isPresent(), "skipped: there is no " + program);
    }
  }

  private static boolean isOnLoopback(String address) throws IOException {
    return NetworkInterface.getByInetAddress(InetAddress.getByName(address)) != null;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private Task task() {
    return new Task(++tasks);
  }
}
