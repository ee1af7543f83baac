package dev.handoff.beacon.footprint;

import com.sun.net.httpserver.HttpServer;
import dev.handoff.beacon.Plans;
import dev.handoff.events.Plan;
import dev.handoff.events.spec.BeatSpec;
import dev.handoff.events.spec.Isolation;
import dev.handoff.events.spec.Kind;
import dev.handoff.events.spec.Monitor;
import dev.handoff.events.spec.Monitor.Check;
import dev.handoff.events.spec.Resource;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;

/**
 * Measures resident memory, CPU and start-up time of a beacon that beats once a second and has
 * three services with a monitor each (http, tcp, command), once every five seconds. See {@code
 * node-beacon/benchmarks/footprint}.
 *
 * <p>Arguments: {@code http}, {@code dynamodb} or {@code oci} (these two with TLS), for how many
 * seconds to measure (0: only the start), and the command that starts a beacon, without {@code
 * --config}.
 */
public final class Footprint {

  private static final String PASSWORD = "changeit";
  private static final Duration BEAT = Duration.ofSeconds(1);
  private static final Duration WARM_UP = Duration.ofSeconds(20);

  /** Seconds: a long run is told in parts, for code gets faster while it runs. */
  private static final int WINDOW = 300;

  /** Beats of a run that measures the start only: by then every monitor has run, and the rhythm. */
  private static final int SHORTEST = 4;

  private static final Duration INTERVAL = Duration.ofSeconds(5);

  /** Clock ticks a second, as Linux counts CPU time on every machine of today. */
  private static final double TICKS = 100;

  private Footprint() {}

  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("footprint");
    HttpServer service = service();
    Stores stores = new Stores(plan(service.getAddress().getPort(), BEAT));
    boolean tls = !args[0].equals("http");
    Path keys = folder.resolve("keys.p12");
    HttpServer store = tls ? stores.withTls(withKeys(keys), PASSWORD) : stores.plain();
    HttpServer metadata = tls ? Stores.metadata(keys, PASSWORD) : Stores.metadata();
    Path config =
        config(folder, args[0], store.getAddress().getPort(), metadata.getAddress().getPort());
    List<String> command = new ArrayList<>(List.of(args).subList(2, args.length));
    command.addAll(List.of("--config", config.toString()));
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    if (tls) {
      builder.environment().put("JDK_JAVA_OPTIONS", trusting(keys, args[2]));
      Stores.greet(keys, PASSWORD, store.getAddress().getPort());
    }
    long launched = System.nanoTime();
    Process beacon = builder.start();
    try {
      measure(args[0], beacon, launched, stores, Integer.parseInt(args[1]));
    } finally {
      beacon.destroy();
      beacon.waitFor();
      store.stop(0);
      metadata.stop(0);
      service.stop(0);
    }
  }

  /** All authorities that the beacon's runtime trusts, as in the cloud, and the store's besides. */
  private static String trusting(Path keys, String java)
      throws IOException, GeneralSecurityException {
    Path authorities = Path.of(java).resolveSibling("../lib/security/cacerts").normalize();
    KeyStore trust = KeyStore.getInstance(authorities.toFile(), (char[]) null);
    KeyStore own = KeyStore.getInstance(keys.toFile(), PASSWORD.toCharArray());
    String alias = own.aliases().nextElement();
    trust.setCertificateEntry(alias, own.getCertificate(alias));
    Path file = keys.resolveSibling("cacerts");
    try (OutputStream out = Files.newOutputStream(file)) {
      trust.store(out, PASSWORD.toCharArray());
    }
    return "-Djavax.net.ssl.trustStore=" + file;
  }

  private static void measure(
      String what, Process beacon, long launched, Stores stores, int seconds)
      throws IOException, InterruptedException {
    while (stores.beats() == 0 && beacon.isAlive()) {
      Thread.sleep(1);
    }
    Duration first = Duration.ofNanos(System.nanoTime() - launched);
    double start = cpuSeconds(beacon.pid());
    if (seconds == 0) {
      while (stores.beats() < SHORTEST && beacon.isAlive()) {
        Thread.sleep(10);
      }
      System.out.printf(
          "%s: first beat after %d ms, %.2f s of CPU%n", what, first.toMillis(), start);
      return;
    }
    System.out.printf("%s: first beat after %d ms%n", what, first.toMillis());
    Thread.sleep(WARM_UP);
    for (int done = 0; done < seconds; done += WINDOW) {
      int window = Math.min(WINDOW, seconds - done);
      double cpu = cpuSeconds(beacon.pid());
      long beats = stores.beats();
      Thread.sleep(Duration.ofSeconds(window));
      double used = cpuSeconds(beacon.pid()) - cpu;
      System.out.printf(
          "  from %d s on: %d beats in %d s; resident %.1f MB (peak %.1f MB);"
              + " CPU %.2f s a minute = %.2f %% of a core; %d threads%n",
          WARM_UP.toSeconds() + done,
          stores.beats() - beats,
          window,
          status(beacon.pid(), "VmRSS") / 1024.0,
          status(beacon.pid(), "VmHWM") / 1024.0,
          used * 60 / window,
          100 * used / window,
          status(beacon.pid(), "Threads"));
    }
  }

  static Plan plan(int port, Duration every) {
    Resource[] services = {
      Plans.service("web", new Kind.External(), monitor(new Check.Http(local(port)))),
      Plans.service("port", new Kind.External(), monitor(new Check.Tcp("127.0.0.1", port))),
      Plans.service("disk", new Kind.External(), monitor(new Check.Command(List.of("/bin/true"))))
    };
    BeatSpec beat = new BeatSpec(every, Duration.ofSeconds(4));
    return Plans.of("1", beat, Isolation.IGNORE, List.of(Plans.group("front", 3, services)));
  }

  private static Monitor monitor(Check check) {
    return new Monitor(check, INTERVAL, Duration.ofSeconds(3), Monitor.OnFail.RESTART);
  }

  static HttpServer service() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static String local(int port) {
    return "http://127.0.0.1:" + port + "/";
  }

  static Path config(Path folder, String store, int port, int metadata) throws IOException {
    String transport =
        switch (store) {
          case "http" -> "{type: http, url: 'http://127.0.0.1:%d', token: token}";
          case "dynamodb" ->
              "{type: dynamodb, table: nodes, region: eu-central-1, credentials: instance,"
                  + " metadata: 'http://127.0.0.1:%2$d', endpoint: 'https://localhost:%1$d'}";
          default ->
              "{type: oci, region: eu-frankfurt-1, namespace: ns, bucket: handoff,"
                  + " stream: ocid1.stream.oc1.a, function: ocid1.fnfunc.oc1.f,"
                  + " metadata: 'http://127.0.0.1:%2$d', federation: 'https://localhost:%1$d',"
                  + " messages: 'https://localhost:%1$d', invoke: 'https://localhost:%1$d',"
                  + " objects: 'https://localhost:%1$d'}";
        };
    Path file = folder.resolve("beacon.yaml");
    Files.writeString(
        file,
        """
        cluster: web
        node: a
        boot: %s
        state-directory: %s
        allow: {commands: any}
        transport: %s
        """
            .formatted(Stores.BOOT, folder.resolve("state"), transport.formatted(port, metadata)));
    return file;
  }

  /**
   * A key pair for {@code localhost}, made by the JDK's own tool; its certificate serves as that of
   * an instance, too.
   */
  private static Path withKeys(Path file)
      throws IOException, InterruptedException, GeneralSecurityException {
    Process keytool =
        new ProcessBuilder(
                java("keytool"),
                "-genkeypair",
                "-alias",
                "store",
                "-keyalg",
                "RSA", // as those of AWS
                "-keysize",
                "2048",
                "-dname",
                "CN=localhost, OU=opc-tenant:ocid1.tenancy.oc1..t",
                "-ext",
                "san=dns:localhost",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                file.toString())
            .inheritIO()
            .start();
    if (keytool.waitFor() != 0) {
      throw new GeneralSecurityException("keytool made no keys");
    }
    return file;
  }

  private static String java(String tool) {
    return Path.of(System.getProperty("java.home"), "bin", tool).toString();
  }

  private static double cpuSeconds(long pid) throws IOException {
    String line = Files.readString(Path.of("/proc/" + pid + "/stat"));
    String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS;
  }

  static long status(long pid, String field) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
        .filter(line -> line.startsWith(field + ":"))
        .map(line -> line.replaceAll("\\D", ""))
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElseThrow();
  }
}
