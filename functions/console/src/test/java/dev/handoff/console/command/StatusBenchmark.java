package dev.handoff.console.command;

import dev.handoff.aws.AwsSettings;
import dev.handoff.aws.dynamodb.DynamoDbClusterStore;
import dev.handoff.aws.dynamodb.DynamoDbNodeChannel;
import dev.handoff.aws.dynamodb.Tables;
import dev.handoff.aws.local.DynamoDbLocalServer;
import dev.handoff.console.ExitCode;
import dev.handoff.console.status.ClusterView;
import dev.handoff.console.status.FleetText;
import dev.handoff.console.status.StatusText;
import dev.handoff.console.story.Paint;
import dev.handoff.controller.port.ClusterStore.Reading;
import dev.handoff.controller.port.NodeChannel.NodeReading;
import dev.handoff.controller.port.Samples;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.dispatch.SystemTime;
import dev.handoff.events.spec.ClusterSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * What {@code handoff status} takes of an installation of 200 clusters. Run by its name: {@code
 * -Dtest=StatusBenchmark}.
 */
final class StatusBenchmark {

  private static final int CLUSTERS = 200;
  private static final int ROUNDS = 20;

  private record Read(ClusterRecord record, Map<String, NodeReading> readings) {}

  @TempDir private Path home = Path.of("");

  @Test
  void statusOfAStackOfTwoHundredClusters() {
    try (DeployedWorld world = new DeployedWorld(home)) {
      for (int i = 0; i < CLUSTERS; i++) {
        ClusterSpec spec = Samples.spec("cluster-%03d".formatted(i), 2);
        world.has(spec);
        spec.nodes().forEach(node -> world.node(spec, node.name()).beat(false));
      }
      print("status, a line each, calls to a local server included", times(() -> all(world)));
      List<Read> read = read(world);
      print("  its own work", times(() -> fleet(read)));
      print("  its own work, as full screens", times(() -> screens(read)));
      print("status of one cluster, calls included", times(() -> one(world)));
    }
  }

  private static int all(DeployedWorld world) {
    if (world.handoff("status") != ExitCode.DONE) {
      throw new AssertionError(world.err());
    }
    return world.out().length();
  }

  private static int one(DeployedWorld world) {
    if (world.handoff("status", "--cluster", "cluster-100") != ExitCode.DONE) {
      throw new AssertionError(world.err());
    }
    return world.out().length();
  }

  private static List<Read> read(DeployedWorld world) {
    DynamoDbLocalServer server = DynamoDbLocalServer.shared();
    AwsSettings settings = server.settings(world.tables);
    List<Read> all = new ArrayList<>();
    try (DynamoDbClient client = server.client(world.tables)) {
      DynamoDbClusterStore store = new DynamoDbClusterStore(client, new Tables(world.tables));
      DynamoDbNodeChannel channel = new DynamoDbNodeChannel(client, settings, new SystemTime());
      for (String cluster : store.clusters()) {
        if (store.read(cluster) instanceof Reading.Found found) {
          all.add(new Read(found.record(), channel.read(found.record().spec())));
        }
      }
    }
    return all;
  }

  private static List<ClusterView> views(List<Read> read) {
    return read.stream()
        .map(r -> ClusterView.of(r.record(), r.readings(), List.of(), Map.of(), Instant.now()))
        .toList();
  }

  private static int fleet(List<Read> read) {
    return FleetText.lines(views(read), 120, new Paint(false)).size();
  }

  private static int screens(List<Read> read) {
    return views(read).stream()
        .mapToInt(view -> StatusText.lines(view, 120, new Paint(false)).size())
        .sum();
  }

  private static List<Duration> times(Supplier<Integer> work) {
    List<Duration> times = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      long begin = System.nanoTime();
      if (work.get() == 0) {
        throw new AssertionError("nothing was shown");
      }
      times.add(Duration.ofNanos(System.nanoTime() - begin));
    }
    return times;
  }

  /** The first is what a person waits for: a command runs once in a process. */
  private static void print(String what, List<Duration> times) {
    List<Duration> sorted = times.stream().sorted().toList();
    System.out.printf(
        "%s: first %d ms, median %d ms of %d%n",
        what, times.getFirst().toMillis(), sorted.get(ROUNDS / 2).toMillis(), ROUNDS);
  }
}
