package dev.handoff.controller.port;

import dev.handoff.controller.record.Assignment;
import dev.handoff.controller.record.Bias;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.controller.record.Failures;
import dev.handoff.controller.record.NodeRecord;
import dev.handoff.controller.record.Phase;
import dev.handoff.controller.record.Sighting;
import dev.handoff.events.Alert;
import dev.handoff.events.Beat;
import dev.handoff.events.Cause;
import dev.handoff.events.GroupReport;
import dev.handoff.events.Happening;
import dev.handoff.events.Hold;
import dev.handoff.events.JournalEntry;
import dev.handoff.events.MissedBeat;
import dev.handoff.events.Order;
import dev.handoff.events.Orders;
import dev.handoff.events.Plan;
import dev.handoff.events.ResourceReport;
import dev.handoff.events.Role;
import dev.handoff.events.spec.Address;
import dev.handoff.events.spec.BeatSpec;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.Fencing;
import dev.handoff.events.spec.GroupSpec;
import dev.handoff.events.spec.Isolation;
import dev.handoff.events.spec.Limits;
import dev.handoff.events.spec.Meta;
import dev.handoff.events.spec.NodeSpec;
import dev.handoff.events.spec.Resource;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Values that the contract suites write and expect to read back, with every member in use. */
public final class Samples {

  public static final Instant NOON = Instant.parse("2026-01-01T12:00:00.123Z");

  private Samples() {}

  /** The first beat of a boot, which reports these services and nothing of groups. */
  public static Beat beat(
      String cluster,
      String node,
      String boot,
      Map<String, String> attributes,
      List<ResourceReport> reports) {
    return new Beat(
        cluster,
        node,
        boot,
        1,
        Duration.ofSeconds(1),
        NOON,
        false,
        false,
        "",
        List.of(),
        reports,
        attributes,
        List.of());
  }

  /** A cluster of nodes {@code n1}, {@code n2} … with one group of an elastic IP. */
  public static ClusterSpec spec(String cluster, int nodes) {
    List<NodeSpec> names =
        IntStream.rangeClosed(1, nodes)
            .mapToObj(
                i -> new NodeSpec("n" + i, "i-%017x".formatted(i), "eni-" + i, Map.of("zone", "a")))
            .toList();
    return spec(cluster, names, List.of(new Address.ElasticIp("eip", "eipalloc-1", null)));
  }

  /** A cluster of these nodes with one group of these resources. */
  public static ClusterSpec spec(
      String cluster, List<NodeSpec> nodes, List<? extends Resource> resources) {
    return new ClusterSpec(
        cluster,
        BeatSpec.DEFAULT,
        Isolation.IGNORE,
        Fencing.NONE,
        Limits.DEFAULT,
        true,
        nodes,
        List.of(
            new GroupSpec(
                "front",
                List.copyOf(resources),
                Meta.DEFAULT,
                GroupSpec.TargetRole.STARTED,
                true,
                false)),
        List.of(),
        List.of(),
        "arn:aws:sns:eu-central-1:123456789012:alerts");
  }

  /** A record in the middle of a handover, told apart from others by the next entry's number. */
  public static ClusterRecord record(String cluster, long nextEntry) {
    Phase moving =
        new Phase.Moving(
            new Phase.Handover(
                "n1", new Cause.ServiceFailed("httpd", "n1", 2, 2), NOON, Duration.ofMillis(312)),
            null);
    return new ClusterRecord(
        spec(cluster, 2),
        Map.of(
            "n1",
            new NodeRecord(
                NodeRecord.Presence.PRESENT,
                true,
                new Sighting("boot-1", 7, NOON),
                Map.of("httpd", new Failures(2, 1, NOON)))),
        Map.of(
            "front",
            new Assignment(
                3,
                "n2",
                "boot-2",
                moving,
                NOON.plusSeconds(10),
                List.of(NOON),
                new Hold.Parked(3, NOON.plusSeconds(60)))),
        List.of(new Bias("front", "n1", Bias.Kind.BAN, null)),
        false,
        null,
        NOON,
        nextEntry,
        List.of(entry(cluster, nextEntry - 1)));
  }

  /** A record that has this many entries of its journal yet to be written. */
  public static ClusterRecord record(String cluster, long nextEntry, int unwritten) {
    ClusterRecord record = record(cluster, nextEntry);
    return new ClusterRecord(
        record.spec(),
        record.nodes(),
        record.groups(),
        record.biases(),
        record.maintenance(),
        record.hold(),
        record.freshSince(),
        record.nextEntry(),
        Collections.nCopies(unwritten, entry(cluster, 1)));
  }

  public static JournalEntry entry(String cluster, long number) {
    return new JournalEntry(
        cluster,
        number,
        NOON,
        new Happening.HandoverBegun("front", "n1", "n2", 3, new Cause.NodeSilent("n1")));
  }

  public static Beat beat(String cluster, String node, long sequence) {
    return new Beat(
        cluster,
        node,
        "boot-1",
        sequence,
        Duration.ofSeconds(sequence),
        NOON,
        sequence % 2 == 0,
        false,
        "plan-1",
        List.of(new GroupReport("front", 3, GroupReport.Progress.ACTIVE)),
        List.of(new ResourceReport("httpd", ResourceReport.State.RUNNING, 1, "Fehler: ü € 𝄞")),
        Map.of("ping", "1000"),
        List.of(new MissedBeat("n2", "boot-2", 5, Duration.ofSeconds(8))));
  }

  public static Orders orders(long revision) {
    return new Orders(
        "boot-1",
        revision,
        "plan-1",
        List.of(new Order("front", revision, Role.ACTIVE, Map.of("httpd", 2L))));
  }

  public static Plan plan(String version, ClusterSpec spec, NodeSpec node) {
    return new Plan(
        version,
        spec.cluster(),
        node.name(),
        spec.beat(),
        spec.isolation(),
        spec.groups(),
        spec.probes(),
        List.of(new Plan.Peer("n2", "key-of-n2")));
  }

  /** An alert of a number, with everything that a transport might stumble over. */
  public static Alert alert(String cluster, long number) {
    JournalEntry entry = entry(cluster, number);
    return new Alert(
        entry.id(),
        cluster,
        "[" + cluster + "] front moves to n2: n1 is silent",
        "n1 is silent since 12:00.\nNothing to do. ü € 𝄞 \"quoted\" <&>",
        "{\"cluster\":\"" + cluster + "\",\"number\":" + number + "}",
        Map.of("cluster", cluster, "event", "handover-begun", "group", "front"));
  }

  /** The node of that name, which must be there. */
  public static NodeSpec node(ClusterSpec spec, String name) {
    return spec.node(name).orElseThrow(() -> new IllegalArgumentException("no node " + name));
  }

  /** The key's value, which must be there. */
  public static <V> V at(Map<String, V> map, String key) {
    @Nullable V value = map.get(key);
    if (value == null) {
      throw new AssertionError("nothing for " + key + ", only " + map.keySet());
    }
    return value;
  }
}
