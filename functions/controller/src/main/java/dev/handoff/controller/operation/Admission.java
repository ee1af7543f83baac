package dev.handoff.controller.operation;

import dev.handoff.controller.decision.Controller;
import dev.handoff.controller.decision.Plans;
import dev.handoff.controller.liveness.Evidence;
import dev.handoff.controller.port.NodeChannel.NodeReading;
import dev.handoff.events.Beat;
import dev.handoff.events.OperatorCommand;
import dev.handoff.events.PlainText;
import dev.handoff.events.json.Json;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.GroupSpec;
import dev.handoff.events.spec.NodeSpec;
import dev.handoff.events.spec.Probe;
import dev.handoff.events.spec.Service;
import dev.handoff.events.yaml.Forms;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps out what would wedge a cluster. The command line checks a spec in full before it sends it;
 * but whoever may invoke the function can send it anything, and a spec that no evaluation can bear
 * must not be stored.
 */
public final class Admission {

  /** Half of a DynamoDB item: the rest is for what happens to the cluster. */
  private static final int LARGEST_SPEC = 200 * 1024;

  /** Longer than any lifetime, timeout or window that means something. */
  private static final Duration LONGEST = Duration.ofDays(3_660);

  private static final Duration SHORTEST_BEAT = Duration.ofMillis(100);
  private static final int LONGEST_REASON = 200;

  private Admission() {}

  /** What speaks against a command, whatever the state of its cluster; empty: nothing does. */
  public static Optional<String> objection(OperatorCommand command, Instant now) {
    return switch (command) {
      case OperatorCommand.Apply apply -> objection(apply.spec(), now);
      case OperatorCommand.Move move -> lifetime(move.lifetime());
      case OperatorCommand.Ban ban -> lifetime(ban.lifetime());
      case OperatorCommand.Clear _,
          OperatorCommand.Cleanup _,
          OperatorCommand.Standby _,
          OperatorCommand.Online _,
          OperatorCommand.Maintenance _,
          OperatorCommand.Destroy _ ->
          Optional.empty();
    };
  }

  private static Optional<String> lifetime(@Nullable Duration lifetime) {
    boolean sensible =
        lifetime == null || (lifetime.isPositive() && lifetime.compareTo(LONGEST) <= 0);
    return sensible
        ? Optional.empty()
        : Optional.of("a lifetime of " + lifetime + "; more than zero and at most " + LONGEST);
  }

  private static Optional<String> objection(ClusterSpec spec, Instant now) {
    int bytes = Json.write(spec).getBytes(StandardCharsets.UTF_8).length;
    if (bytes > LARGEST_SPEC) {
      return Optional.of(
          "the spec has %d bytes as JSON, at most %d; split the cluster into smaller ones"
              .formatted(bytes, LARGEST_SPEC));
    }
    return names(spec)
        .or(() -> times(spec))
        .or(() -> rehearsal(spec, now))
        .map(why -> why + "; check it with 'handoff validate'");
  }

  private static Optional<String> names(ClusterSpec spec) {
    if (!Forms.CLUSTER_NAME.matches(spec.cluster())) {
      return Optional.of("the cluster's name must be " + Forms.CLUSTER_NAME.allowed());
    }
    Set<String> nodes = new HashSet<>();
    for (NodeSpec node : spec.nodes()) {
      if (!Forms.NODE_NAME.matches(node.name()) || !nodes.add(node.name())) {
        return Optional.of(wrong("node", node.name(), Forms.NODE_NAME));
      }
    }
    Set<String> names = new HashSet<>();
    return spec.groups().stream()
        .flatMap(Admission::names)
        .filter(name -> !Forms.NAME.matches(name) || !names.add(name))
        .findFirst()
        .map(name -> wrong("group or resource", name, Forms.NAME));
  }

  /** A lone resource may be called like its group. */
  private static Stream<String> names(GroupSpec group) {
    List<String> names =
        new ArrayList<>(group.resources().stream().map(resource -> resource.name()).toList());
    if (!names.contains(group.name())) {
      names.add(group.name());
    }
    return names.stream();
  }

  private static String wrong(String what, String name, Forms form) {
    String shown = PlainText.line(name, 70);
    return "the " + what + " '" + shown + "' is named twice, or not by " + form.allowed();
  }

  private static Optional<String> times(ClusterSpec spec) {
    if (spec.beat().interval().compareTo(SHORTEST_BEAT) < 0
        || spec.beat().timeout().compareTo(spec.beat().interval()) < 0) {
      return Optional.of("beats every " + spec.beat() + "; at least 100 ms, and a longer timeout");
    }
    return times(spec, new ArrayList<>()).stream()
        .filter(time -> time.isNegative() || time.compareTo(LONGEST) > 0)
        .findFirst()
        .map(time -> "the spec has a time of " + time + "; from zero to " + LONGEST);
  }

  private static List<Duration> times(ClusterSpec spec, List<Duration> times) {
    times.add(spec.beat().timeout());
    times.add(spec.isolation().after());
    times.add(spec.limits().window());
    for (GroupSpec group : spec.groups()) {
      times.add(group.meta().failureTimeout());
      for (Service service : group.services()) {
        times.add(service.startTimeout());
        times.add(service.stopTimeout());
        service
            .monitors()
            .forEach(monitor -> {
              times.add(monitor.interval());
              times.add(monitor.timeout());
            });
      }
    }
    for (Probe probe : spec.probes()) {
      switch (probe) {
        case Probe.Ping ping -> times.addAll(List.of(ping.dampen(), ping.interval()));
      }
    }
    return times;
  }

  /** Places every group once, as the first evaluation would. */
  private static Optional<String> rehearsal(ClusterSpec spec, Instant now) {
    try {
      Map<String, NodeReading> readings = new TreeMap<>();
      for (NodeSpec node : spec.nodes()) {
        readings.put(node.name(), new NodeReading.Heard(beat(spec, node, now), null));
        Plans.of(spec, node, NodeSpec::name);
      }
      Controller.explain(
          new Evidence(Operations.create(spec, 1, now), readings, Map.of(), Duration.ZERO, now));
      return Optional.empty();
    } catch (RuntimeException | StackOverflowError e) {
      // Whatever it is: every evaluation of this spec would end with it.
      return Optional.of(
          "the spec cannot be evaluated: " + PlainText.line(String.valueOf(e), LONGEST_REASON));
    }
  }

  private static Beat beat(ClusterSpec spec, NodeSpec node, Instant now) {
    return new Beat(
        spec.cluster(),
        node.name(),
        "rehearsal",
        1,
        Duration.ZERO,
        now,
        false,
        false,
        "",
        List.of(),
        List.of(),
        Map.of(),
        List.of());
  }
}
