package dev.handoff.packages.network;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.handoff.console.lab.cloud.EmbeddedFence;
import dev.handoff.events.OperatorCommand;
import dev.handoff.packages.Built;
import dev.handoff.packages.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/** Two machines with packaged beacons, their networks, cloud and controller, and who looks on. */
final class Stage {

  /** Far beyond what anything here takes. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

  private static final String HEAD =
      """
      | case | the address is on | clients without an answer | on none | on both | samples, longest pause |
      | --- | --- | --- | --- | --- | --- |
      """;

  private final Wires wires;
  private final Control control;
  private final List<Node> nodes = new ArrayList<>();
  private final List<String> rows = new ArrayList<>();
  private final Sampler sampler;
  private final Clients clients;

  /** A condition that is looked at again and again. */
  @FunctionalInterface
  interface Condition {
    boolean holds() throws IOException, InterruptedException;
  }

  private Stage(Wires wires, Path folder) throws IOException, InterruptedException {
    this.wires = wires;
    Map<String, Integer> machines = Map.of("node-a", 11, "node-b", 12);
    control = new Control(wires, machines, this::machine);
    for (Map.Entry<String, Integer> machine : new TreeMap<>(machines).entrySet()) {
      String name = machine.getKey();
      String namespace = wires.machine(name, machine.getValue());
      nodes.add(Node.make(name, namespace, folder.resolve(name), control.transport(name)));
    }
    sampler = new Sampler(nodes);
    clients = new Clients();
  }

  /**
   * Builds all of it, and waits until the group serves; skips the test where that is impossible.
   */
  static Stage open() throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(Path.of("/usr/sbin/nginx")), "nginx is not installed");
    assumeTrue(Programs.has("nsenter"), "nsenter (util-linux) is not installed");
    Path folder = Built.folder().resolve("network");
    Programs.run("rm", "-rf", folder.toString()).orFail();
    Wires wires = Wires.lay();
    Stage stage = null;
    try {
      stage = new Stage(wires, folder);
      stage.control.apply("none");
      stage.control.start();
      for (Node node : stage.nodes) {
        node.boot();
      }
      stage.awaitHealth();
      return stage;
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      if (stage == null) {
        wires.close();
      } else {
        stage.close();
      }
      throw e;
    }
  }

  private Optional<EmbeddedFence.Machine> machine(String name) {
    return nodes.stream()
        .filter(node -> node.name().equals(name))
        .map(node -> (EmbeddedFence.Machine) node)
        .findFirst();
  }

  /**
   * Begins a case on a cluster that is whole again, after everything of the last one is forgiven.
   */
  Scene scene(String title) throws IOException, InterruptedException {
    for (Node node : nodes) {
      node.recover();
    }
    control.operate(new OperatorCommand.Cleanup(Control.GROUP, null));
    awaitHealth();
    Node holder = nodes.get(nodes.getFirst().name().equals(control.owner()) ? 0 : 1);
    return new Scene(this, title, holder, nodes.get(1 - nodes.indexOf(holder)));
  }

  private void awaitHealth() throws IOException, InterruptedException {
    await("a healthy cluster", this::isHealthy);
  }

  private boolean isHealthy() {
    return control.isSettled()
        && control.isUp(control.owner())
        && nodes.stream().allMatch(this::seesGateway)
        && sampler.now() == bitOf(control.owner())
        && clients.since(System.nanoTime() - Duration.ofMillis(200).toNanos()).stream()
            .anyMatch(answer -> answer.node().equals(control.owner()))
        && nodes.stream()
            .allMatch(node ->
                control.record().node(node.name()).failures().values().stream()
                    .allMatch(failures -> failures.count() == 0));
  }

  private boolean seesGateway(Node node) {
    return control
        .beat(node.name())
        .filter(beat -> "1000".equals(beat.attributes().get("gateway")))
        .isPresent();
  }

  /** Waits until something is so; fails with all that is known if it does not come about. */
  void await(String what, Condition condition) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("waited in vain for " + what + "\n" + everything());
      }
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
    }
  }

  private String everything() {
    StringBuilder all = new StringBuilder();
    all.append(control.record()).append('\n');
    all.append("the address is on ").append(names(List.of(sampler.now()))).append('\n');
    control.journalFrom(0).forEach(entry -> all.append(entry).append('\n'));
    control.troubles().forEach(trouble -> all.append(trouble).append('\n'));
    nodes.forEach(node -> all.append(node.name()).append(":\n").append(node.log()));
    return all.toString();
  }

  Control control() {
    return control;
  }

  Sampler sampler() {
    return sampler;
  }

  Clients clients() {
    return clients;
  }

  /** The node's bit in samples. */
  int bit(Node node) {
    return 1 << nodes.indexOf(node);
  }

  private int bitOf(String name) {
    return nodes.stream().filter(node -> node.name().equals(name)).mapToInt(this::bit).sum();
  }

  /** Samples in words. */
  String names(List<Integer> path) {
    return String.join(
        " → ",
        path.stream()
            .map(on ->
                switch (on) {
                  case Sampler.NONE -> "none";
                  case Sampler.BOTH -> "both";
                  default -> nodes.get(on - 1).name();
                })
            .toList());
  }

  /** Adds a line to the table that the whole run ends with. */
  void note(String row) {
    rows.add(row);
  }

  void close() throws IOException, InterruptedException {
    try {
      clients.close();
      sampler.close();
      control.close();
    } finally {
      wires.close();
    }
    if (!rows.isEmpty()) {
      String table = HEAD + String.join("\n", rows) + "\n";
      System.out.println(table);
      Files.writeString(Built.folder().resolve("network-namespaces.md"), table);
    }
  }
}
