package dev.handoff.packages.network;

import dev.handoff.console.lab.Evaluations;
import dev.handoff.console.lab.cloud.Database;
import dev.handoff.console.lab.cloud.EmbeddedCloud;
import dev.handoff.console.lab.cloud.EmbeddedFence;
import dev.handoff.console.lab.cloud.LoopbackServer;
import dev.handoff.controller.Evaluation;
import dev.handoff.controller.Operator;
import dev.handoff.controller.Operator.Reply;
import dev.handoff.controller.Ports;
import dev.handoff.controller.port.Addresses.Place;
import dev.handoff.controller.port.ClusterStore.Reading;
import dev.handoff.controller.port.NodeChannel.NodeReading;
import dev.handoff.controller.record.Assignment;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.controller.record.NodeRecord.Presence;
import dev.handoff.controller.record.Phase;
import dev.handoff.dispatch.SystemTime;
import dev.handoff.events.Beat;
import dev.handoff.events.GroupReport.Progress;
import dev.handoff.events.JournalEntry;
import dev.handoff.events.OperatorCommand;
import dev.handoff.events.ResourceReport.State;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.yaml.SpecReader;
import dev.handoff.events.yaml.SpecResult;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** The embedded cloud and the controller, in this process, for machines that are elsewhere. */
final class Control implements AutoCloseable {

  static final String GROUP = "front";

  private static final Duration SCHEDULE = Duration.ofSeconds(1);
  private static final int MANY = 10_000;

  private final Database database = Database.inMemory();
  private final LoopbackServer server;
  private final EmbeddedCloud cloud;
  private final Ports ports;
  private final Evaluations evaluations;
  private final List<String> troubles = new CopyOnWriteArrayList<>();

  /**
   * Opens the store; no spec is there yet.
   *
   * @param machines number of each node's machine
   * @param fenced what can be powered off
   */
  Control(
      Wires wires,
      Map<String, Integer> machines,
      Function<String, Optional<EmbeddedFence.Machine>> fenced)
      throws IOException {
    server = LoopbackServer.open(wires.store());
    cloud = new EmbeddedCloud(database, server, alert -> {}, this::urgent, fenced);
    ports =
        new Ports(
            cloud.store(),
            cloud.channel(),
            new Fabric(cloud.addresses(), wires, machines),
            cloud.journal(),
            cloud.notifier(),
            cloud.fence(),
            cloud.fleet(),
            new SystemTime());
    evaluations = new Evaluations(new Evaluation(ports), cloud.store(), troubles::add);
  }

  private void urgent(Beat beat) {
    evaluations.urgent(beat.cluster());
  }

  Map<String, String> transport(String node) throws IOException {
    return cloud.transport(spec("none"), node);
  }

  /** From now on it looks without being asked. */
  void start() {
    evaluations.start(SCHEDULE);
  }

  /** Stores the spec of these tests. */
  void apply(String fence) throws IOException {
    operate(new OperatorCommand.Apply(cloud.prepare(spec(fence))));
  }

  void operate(OperatorCommand command) {
    if (!(new Operator(ports).run("netns", command) instanceof Reply.Done)) {
      throw new AssertionError(command.inWords() + " was not carried out");
    }
  }

  private static ClusterSpec spec(String fence) throws IOException {
    String yaml = Node.resource("cluster.yaml").replace("fence: none", "fence: " + fence);
    return switch (SpecReader.read("cluster.yaml", yaml)) {
      case SpecResult.Valid valid -> valid.spec();
      case SpecResult.Invalid invalid -> throw new AssertionError(invalid.toString());
    };
  }

  ClusterRecord record() {
    if (cloud.store().read("netns") instanceof Reading.Found found) {
      return found.record();
    }
    throw new AssertionError("there is no record");
  }

  Assignment assignment() {
    return record().group(GROUP);
  }

  String owner() {
    String owner = assignment().owner();
    return owner == null ? "nobody" : owner;
  }

  /** The node that the cloud leads the address to. */
  String addressAt() {
    ClusterSpec spec = record().spec();
    return cloud.addresses().locate(spec, spec.addresses().toList()).getFirst().place()
            instanceof Place.AtNode at
        ? at.node()
        : "nowhere";
  }

  /** Whether the group is where it should be, nothing is under way, and both nodes are well. */
  boolean isSettled() {
    ClusterRecord record = record();
    Assignment assignment = record.group(GROUP);
    return assignment.phase() instanceof Phase.Settled
        && assignment.hold() == null
        && record.hold() == null
        && addressAt().equals(assignment.owner())
        && record.spec().nodes().stream()
            .allMatch(node -> record.node(node.name()).presence() == Presence.PRESENT);
  }

  /** Whether the group serves on a node, whatever the others do. */
  boolean servesOn(String node) {
    Assignment assignment = assignment();
    return assignment.phase() instanceof Phase.Settled && node.equals(assignment.owner());
  }

  /** Whether a node itself says that the group, and all of its services, run there. */
  boolean isUp(String node) {
    return beat(node)
        .filter(beat -> beat.group(GROUP).filter(g -> g.progress() == Progress.ACTIVE).isPresent())
        .filter(beat -> beat.resources().stream().allMatch(r -> r.state() == State.RUNNING))
        .isPresent();
  }

  Optional<Beat> beat(String node) {
    return ports.channel().read(record().spec()).get(node) instanceof NodeReading.Heard heard
        ? Optional.of(heard.beat())
        : Optional.empty();
  }

  /** All entries with this number or a later one, oldest first. */
  List<JournalEntry> journalFrom(long number) {
    return ports.journal().newest("netns", MANY).stream()
        .filter(entry -> entry.number() >= number)
        .toList();
  }

  List<String> troubles() {
    return List.copyOf(troubles);
  }

  @Override
  public void close() {
    evaluations.close();
    server.close();
    cloud.close();
  }
}
