package dev.handoff.packages.network;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.handoff.console.lab.cloud.EmbeddedFence;
import dev.handoff.packages.Built;
import dev.handoff.packages.Programs;
import dev.handoff.packages.Programs.Result;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One machine: a network namespace with two interfaces, and a mount namespace in which the files of
 * the package lie over the system's own, a stand-in for systemctl over both, and the machine's own
 * folder at /mnt. A process that sleeps holds both; the others are started beside it.
 */
final class Node implements EmbeddedFence.Machine {

  /** One that nobody has waited for is still listed. */
  private static final Pattern DEAD = Pattern.compile("(?m)^State:\\s*[ZX]");

  private static final String MOUNTS =
      """
      mount -t overlay overlay -o "lowerdir=$0:$1:/usr" /usr && mount --bind "$2" /mnt &&
        exec sleep infinity
      """;

  private final String name;
  private final String namespace;
  private final Path folder;
  private final String config;
  private final Process holder;
  private @Nullable Process beacon;
  private int boots;
  private volatile boolean off;

  private Node(String name, String namespace, Path folder, String config, Process holder) {
    this.name = name;
    this.namespace = namespace;
    this.folder = folder;
    this.config = config;
    this.holder = holder;
  }

  /**
   * Makes a machine on which nothing runs yet.
   *
   * @param folder its own, which does not exist
   * @param transport the transport's part of the beacon's configuration
   */
  static Node make(String name, String namespace, Path folder, Map<String, String> transport)
      throws IOException, InterruptedException {
    Path own = Files.createDirectories(folder.resolve("mnt"));
    Files.createDirectories(own.resolve("tmp"));
    Path programs = Files.createDirectories(folder.resolve("usr/bin"));
    Path systemctl = Files.writeString(programs.resolve("systemctl"), resource("systemctl"));
    Files.setPosixFilePermissions(systemctl, PosixFilePermissions.fromString("rwxr-xr-x"));
    Process holder =
        new ProcessBuilder(
                List.of(
                    "ip",
                    "netns",
                    "exec",
                    namespace,
                    "sh",
                    "-c",
                    MOUNTS,
                    folder.resolve("usr").toString(),
                    Built.staged("usr").toString(),
                    own.toString()))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("holder.log").toFile())
            .start();
    Node node = new Node(name, namespace, own, config(name, transport), holder);
    while (holder.isAlive() && !node.comm().equals("sleep")) {
      Thread.sleep(5);
    }
    assumeTrue(
        holder.isAlive(),
        () -> "nothing can be mounted here: " + read(folder.resolve("holder.log")));
    node.mend();
    return node;
  }

  private static String config(String name, Map<String, String> transport) {
    return """
    cluster: netns
    node: %s
    key: %s
    state-directory: /mnt/state
    allow: {commands: [/usr/sbin/nginx]}
    transport: {type: %s, url: "%s", token: %s}
    """
        .formatted(
            name,
            transport.get("key"),
            transport.get("type"),
            transport.get("url"),
            transport.get("token"));
  }

  String name() {
    return name;
  }

  /** Where the kernel shows the addresses that are this machine's own. */
  Path addresses() {
    return Path.of("/proc/" + holder.pid() + "/net/fib_trie");
  }

  /** Boots it, and starts the packaged beacon. */
  void boot() throws IOException, InterruptedException {
    boots++;
    off = false;
    mend();
    startBeacon();
  }

  /** Starts the packaged beacon as the unit does. */
  void startBeacon() throws IOException {
    Files.writeString(folder.resolve("beacon.yaml"), config + "boot: boot-" + boots + "\n");
    beacon =
        new ProcessBuilder(beside("/usr/bin/handoff-beacon", "run", "--config", "/mnt/beacon.yaml"))
            .directory(new File("/"))
            .redirectErrorStream(true)
            .redirectInput(new File("/dev/null"))
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("beacon.log").toFile()))
            .start();
  }

  void killBeacon() throws InterruptedException {
    Process running = Objects.requireNonNull(beacon, "no beacon");
    running.destroyForcibly();
    running.waitFor();
  }

  void signalBeacon(String signal) throws IOException, InterruptedException {
    signal(signal, Long.toString(Objects.requireNonNull(beacon, "no beacon").pid()));
  }

  /** The master process of the web server; zero: the beacon runs none. */
  long web() throws IOException {
    Path file = folder.resolve("state/services/web.pid");
    return Files.exists(file) ? Long.parseLong(Files.readString(file).split("\\s", 2)[0]) : 0;
  }

  /** Whether the web server really runs. */
  boolean serves() throws IOException {
    Path status = Path.of("/proc/" + web() + "/status");
    return Files.exists(status) && !DEAD.matcher(read(status)).find();
  }

  /** The main process of the unit. */
  String unit() throws IOException, InterruptedException {
    return run("systemctl", "show", "admin").said();
  }

  void killWeb() throws IOException, InterruptedException {
    signal("KILL", Long.toString(web()));
  }

  /** Lets the server and all of its workers stand still. */
  void hangWeb() throws IOException, InterruptedException {
    signal("STOP", "-" + web());
  }

  void failWeb() throws IOException {
    Files.writeString(folder.resolve("web.fails"), "");
  }

  /** The server is told to listen elsewhere, as by a wrong configuration that was rolled out. */
  void misconfigureWeb() throws IOException, InterruptedException {
    configure("web", 81);
    signal("HUP", Long.toString(web()));
  }

  void deletePidFile() throws IOException {
    Files.delete(folder.resolve("web.pid"));
  }

  void stopUnit() throws IOException, InterruptedException {
    run("systemctl", "stop", "admin").orFail();
  }

  /** What it sends to the gateway goes out, and nobody answers. */
  void loseGateway() throws IOException, InterruptedException {
    Wires.ip(
        "-n",
        namespace,
        "neigh",
        "replace",
        Wires.GATEWAY,
        "lladdr",
        "02:77:00:00:00:01",
        "dev",
        "data",
        "nud",
        "permanent");
  }

  void connectStore(boolean connected) throws IOException, InterruptedException {
    Wires.ip("-n", namespace, "link", "set", "mgmt", connected ? "up" : "down");
  }

  /** As it was before anything was done to it, also where a case ended half way. */
  void recover() throws IOException, InterruptedException {
    mend();
    if (off) {
      boot();
    } else if (beacon == null || !beacon.isAlive()) {
      startBeacon();
    } else {
      signalBeacon("CONT");
    }
  }

  /** Ends everything that was done to it, but for what runs or does not. */
  private void mend() throws IOException, InterruptedException {
    Files.deleteIfExists(folder.resolve("web.fails"));
    configure("web", 80);
    configure("admin", 8081);
    connectStore(true);
    Wires.ip("-n", namespace, "link", "set", "data", "up");
    Programs.run("ip", "-n", namespace, "neigh", "del", Wires.GATEWAY, "dev", "data");
  }

  private void configure(String server, int port) throws IOException {
    Files.writeString(
        folder.resolve(server + ".conf"),
        resource("nginx.conf")
            .replace("@NAME@", server)
            .replace("@PORT@", Integer.toString(port))
            .replace("@NODE@", name));
  }

  /** Nothing runs any more and no interface has an address of a cluster. */
  @Override
  public void powerOff() {
    off = true;
    try {
      killAll();
      Wires.ip("-n", namespace, "link", "set", "data", "down");
      Wires.ip("-n", namespace, "link", "set", "mgmt", "down");
      Programs.run("ip", "-n", namespace, "addr", "del", Wires.VIP + "/24", "dev", "data");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void killAll() throws IOException, InterruptedException {
    String all = Programs.run("ip", "netns", "pids", namespace).orFail().said();
    for (String pid : all.lines().filter(line -> !line.isBlank()).toList()) {
      if (Long.parseLong(pid) != holder.pid()) {
        ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly);
      }
    }
  }

  String log() {
    return read(folder.resolve("beacon.log"));
  }

  private Result run(String... command) throws IOException, InterruptedException {
    return Programs.run(beside(command));
  }

  private List<String> beside(String... command) {
    List<String> all = new ArrayList<>(List.of("nsenter", "--net", "--mount", "--target"));
    all.add(Long.toString(holder.pid()));
    all.addAll(Arrays.asList(command));
    return all;
  }

  private String comm() {
    return read(Path.of("/proc/" + holder.pid() + "/comm")).strip();
  }

  private static void signal(String signal, String pid) throws IOException, InterruptedException {
    Programs.run("sh", "-c", "kill -s \"$0\" -- \"$1\"", signal, pid).orFail();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return String.valueOf(e);
    }
  }

  static String resource(String name) throws IOException {
    try (InputStream in = Objects.requireNonNull(Node.class.getResourceAsStream(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
