package dev.handoff.console.lab.cloud;

import dev.handoff.console.scenario.Step.From;
import dev.handoff.controller.port.Addresses;
import dev.handoff.controller.port.ClusterStore;
import dev.handoff.controller.port.Fence;
import dev.handoff.controller.port.Fleet;
import dev.handoff.controller.port.Journal;
import dev.handoff.controller.port.NodeChannel;
import dev.handoff.controller.port.Notifier;
import dev.handoff.events.Alert;
import dev.handoff.events.Beat;
import dev.handoff.events.spec.ClusterSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** The lab's own cloud: everything in this process, over an embedded database. */
public final class EmbeddedCloud implements Cloud {

  /** Where alerts go when the spec names no topic: the lab shows them all the same. */
  private static final String TOPIC = "arn:aws:sns:lab:000000000000:lab";

  private final Database database;
  private final EmbeddedNodeChannel channel;
  private final EmbeddedAddresses addresses;
  private final EmbeddedNotifier notifier;
  private final BeatEndpoint beats;
  private final LoopbackServer server;
  private final Fence fence;

  /**
   * Builds a cloud.
   *
   * @param server where beacons reach it
   * @param alerts receives what would be mailed
   * @param urgent receives urgent beats
   * @param machines what its fence can power off
   */
  public EmbeddedCloud(
      Database database,
      LoopbackServer server,
      Consumer<Alert> alerts,
      Consumer<Beat> urgent,
      Function<String, Optional<EmbeddedFence.Machine>> machines) {
    this.database = database;
    this.server = server;
    channel = new EmbeddedNodeChannel(database);
    addresses = new EmbeddedAddresses(database);
    notifier = new EmbeddedNotifier(database, alerts);
    beats = new BeatEndpoint(server, channel, urgent);
    fence = new EmbeddedFence(machines);
  }

  @Override
  public ClusterSpec prepare(ClusterSpec spec) {
    addresses.allocate(spec);
    String topic = spec.topic() == null ? TOPIC : spec.topic();
    notifier.create(topic);
    return spec.alerting(topic);
  }

  @Override
  public ClusterStore store() {
    return new EmbeddedClusterStore(database);
  }

  @Override
  public NodeChannel channel() {
    return channel;
  }

  @Override
  public Addresses addresses() {
    return addresses;
  }

  @Override
  public Journal journal() {
    return new EmbeddedJournal(database);
  }

  @Override
  public Notifier notifier() {
    return notifier;
  }

  @Override
  public Fence fence() {
    return fence;
  }

  @Override
  public Fleet fleet() {
    return new EmbeddedFleet(database);
  }

  @Override
  public Map<String, String> transport(ClusterSpec spec, String node) {
    String token = beats.admit(spec.cluster(), node);
    return Map.of(
        "type",
        "http",
        "url",
        server.url(),
        "token",
        token,
        "key",
        EmbeddedNodeChannel.key(spec.cluster(), node));
  }

  @Override
  public void connected(String node, From from, boolean connected) {
    beats.connected(node, from, connected);
  }

  @Override
  public List<String> notes() {
    return List.of();
  }

  @Override
  public void close() {
    database.close();
  }
}
