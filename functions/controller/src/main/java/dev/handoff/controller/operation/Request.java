package dev.handoff.controller.operation;

import dev.handoff.controller.decision.Outlook;
import dev.handoff.controller.liveness.Evidence;
import dev.handoff.controller.operation.Ruling.Granted;
import dev.handoff.controller.operation.Ruling.Refused;
import dev.handoff.controller.record.Assignment;
import dev.handoff.controller.record.Bias;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.events.Happening;
import dev.handoff.events.Hold;
import dev.handoff.events.OperatorCommand;
import dev.handoff.events.spec.GroupSpec;
import dev.handoff.events.spec.NodeSpec;
import dev.handoff.events.spec.Resource;
import dev.handoff.events.yaml.Suggestion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A command with all that it is judged by, and the words that every ruling shares. */
final class Request {

  private final Evidence evidence;
  private final OperatorCommand command;
  private final @Nullable String by;
  private @Nullable Outlook outlook;

  Request(Evidence evidence, OperatorCommand command, @Nullable String by) {
    this.evidence = evidence;
    this.command = command;
    this.by = by;
  }

  ClusterRecord record() {
    return evidence.record();
  }

  Instant now() {
    return evidence.now();
  }

  OperatorCommand command() {
    return command;
  }

  @Nullable String by() {
    return by;
  }

  /** Where groups belong, before the command. */
  Outlook outlook() {
    if (outlook == null) {
      outlook = Outlook.of(evidence);
    }
    return outlook;
  }

  Optional<GroupSpec> group(String groupOrResource) {
    return record().spec().groupOf(groupOrResource);
  }

  boolean knows(String node) {
    return record().spec().node(node).isPresent();
  }

  /** Grants the command, and says what comes of it for the groups. */
  Granted granted(ClusterRecord next, String message) {
    return new Granted(
        next.telling(now(), new Happening.OperatorActed(command, by)),
        message + consequences(next));
  }

  /** What the command changes for each group, as far as that can be foreseen. */
  private String consequences(ClusterRecord next) {
    if (next.maintenance() || !outlook().isKnown()) {
      return "";
    }
    Outlook after = outlook().with(next);
    StringBuilder words = new StringBuilder();
    for (GroupSpec group : next.spec().groups()) {
      String name = group.name();
      Optional<String> before =
          record().maintenance()
              ? Optional.ofNullable(record().group(name).owner())
              : outlook().node(name);
      Optional<String> node = after.node(name);
      if (group.managed() && !node.equals(before)) {
        words.append("; ").append(consequence(next, after, name));
      }
    }
    return words.toString();
  }

  private static String consequence(ClusterRecord next, Outlook after, String group) {
    String owner = next.group(group).owner();
    return after
        .node(group)
        .map(node ->
            node.equals(owner)
                ? group + " stays on " + node
                : group + (owner == null ? " starts on " : " goes to ") + node)
        .orElseGet(
            () -> "no node may run " + group + " now: " + String.join(", ", after.reasons(group)));
  }

  /** An operator at work on a group: past moves are no flapping any more. */
  ClusterRecord touch(String group) {
    Map<String, Assignment> groups = new TreeMap<>(record().groups());
    groups.computeIfPresent(group, (name, assignment) -> assignment.unparked());
    ClusterRecord touched = record().withGroups(groups);
    return record().group(group).hold() instanceof Hold.Parked parked
        ? touched.telling(now(), new Happening.HoldEnded(group, parked))
        : touched;
  }

  List<Bias> without(String group, Predicate<Bias> dropped) {
    return new ArrayList<>(
        record().biases().stream()
            .filter(bias -> !(bias.group().equals(group) && dropped.test(bias)))
            .toList());
  }

  Refused unknownGroup(String name) {
    List<String> names =
        record().spec().groups().stream()
            .flatMap(group ->
                Stream.concat(
                    Stream.of(group.name()), group.resources().stream().map(Resource::name)))
            .distinct()
            .toList();
    return new Refused(
        "there is no group or resource '%s': %s".formatted(name, Suggestion.instead(name, names)));
  }

  Refused unknownNode(String name) {
    List<String> names = record().spec().nodes().stream().map(NodeSpec::name).toList();
    return new Refused(
        "there is no node '%s': %s".formatted(name, Suggestion.instead(name, names)));
  }
}
