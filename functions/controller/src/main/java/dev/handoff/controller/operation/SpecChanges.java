package dev.handoff.controller.operation;

import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.GroupSpec;
import dev.handoff.events.spec.NodeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What differs between two specs of a cluster, in words for people. */
final class SpecChanges {

  private SpecChanges() {}

  static List<String> between(ClusterSpec before, ClusterSpec after) {
    List<String> changes = new ArrayList<>();
    compare(
        "node",
        byName(before.nodes(), NodeSpec::name),
        byName(after.nodes(), NodeSpec::name),
        changes);
    compare(
        "group",
        byName(before.groups(), GroupSpec::name),
        byName(after.groups(), GroupSpec::name),
        changes);
    if (!before.constraints().equals(after.constraints())) {
      changes.add("constraints changed");
    }
    if (changes.isEmpty()) {
      changes.add("settings changed");
    }
    return changes;
  }

  private static <T> Map<String, T> byName(List<T> things, Function<T, String> name) {
    return things.stream().collect(Collectors.toMap(name, Function.identity()));
  }

  private static <T> void compare(
      String what, Map<String, T> before, Map<String, T> after, List<String> changes) {
    after.forEach((name, thing) -> {
      T old = before.get(name);
      if (old == null) {
        changes.add(what + " " + name + " added");
      } else if (!old.equals(thing)) {
        changes.add(what + " " + name + " changed");
      }
    });
    before.keySet().stream()
        .filter(name -> !after.containsKey(name))
        .forEach(name -> changes.add(what + " " + name + " removed"));
  }
}
