package dev.handoff.controller.operation;

import dev.handoff.controller.decision.Outlook;
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
import dev.handoff.events.yaml.SpecChecks;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Keeps out what would wedge a cluster. The command line checks a spec in full before it sends it;
 * but whoever may invoke the function can send it anything, and a spec that no evaluation can bear
 * must not be stored.
 */
public final class Admission {

  /** Half of a DynamoDB item: the rest is for what happens to the cluster. */
  private static final int LARGEST_SPEC = 200 * 1024;

  private static final int LONGEST_REASON = 200;
  private static final int LONGEST_OBJECTION = 2_000;

  private Admission() {}

  /** What speaks against a command, whatever the state of its cluster; empty: nothing does. */
  public static Optional<String> objection(OperatorCommand command, Instant now) {
    return command instanceof OperatorCommand.Apply(ClusterSpec spec)
        ? objection(spec, now)
        : Optional.empty();
  }

  /** What speaks against a spec, however it was read; empty: nothing does. */
  public static Optional<String> objection(ClusterSpec spec, Instant now) {
    int bytes = Json.write(spec).getBytes(StandardCharsets.UTF_8).length;
    if (bytes > LARGEST_SPEC) {
      return Optional.of(
          "the spec has %d bytes as JSON, at most %d; split the cluster into smaller ones"
              .formatted(bytes, LARGEST_SPEC));
    }
    return rules(spec)
        .or(() -> rehearsal(spec, now))
        .map(why -> "the spec is refused: " + PlainText.line(why, LONGEST_OBJECTION));
  }

  private static Optional<String> rules(ClusterSpec spec) {
    List<String> problems = SpecChecks.problems(spec);
    return problems.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", problems));
  }

  /** Places every group once, as the first evaluation would. */
  private static Optional<String> rehearsal(ClusterSpec spec, Instant now) {
    try {
      Map<String, NodeReading> readings = new TreeMap<>();
      for (NodeSpec node : spec.nodes()) {
        readings.put(node.name(), new NodeReading.Heard(beat(spec, node, now), null));
        Plans.of(spec, node, NodeSpec::name);
      }
      Evidence evidence =
          new Evidence(
              Operations.create(spec, 1, now, null), readings, Map.of(), Duration.ZERO, now);
      Optional<String> obstacle = Outlook.obstacle(evidence);
      if (obstacle.isEmpty()) {
        Outlook outlook = Outlook.of(evidence);
        spec.groups().stream().map(GroupSpec::name).forEach(outlook::reasons);
      }
      return obstacle;
    } catch (RuntimeException | StackOverflowError e) {
      // Whatever it is: every evaluation of this spec would end with it.
      return Optional.of("it cannot be evaluated: " + PlainText.line(e.toString(), LONGEST_REASON));
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
