package dev.handoff.events.yaml;

import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.Constraint;
import dev.handoff.events.spec.GroupSpec;
import dev.handoff.events.spec.NodeSpec;
import dev.handoff.events.spec.Probe;
import dev.handoff.events.spec.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Whether constraints contradict each other, or cannot do what they seem to do. */
final class ConstraintChecks {

  private final Problems problems;
  private final Names names;

  /** For each group the groups that it points to, by one kind of constraint. */
  private record Arrows(String kind, Map<String, List<String>> from) {
    Arrows(String kind) {
      this(kind, new HashMap<>());
    }
  }

  ConstraintChecks(Problems problems, Names names) {
    this.problems = problems;
    this.names = names;
  }

  void check(ClusterSpec spec, List<Placed<Constraint>> constraints) {
    Arrows colocations = new Arrows("colocation");
    Arrows orders = new Arrows("order");
    Set<String> published = published(spec);
    for (Placed<Constraint> placed : constraints) {
      switch (placed.value()) {
        case Constraint.Colocation c -> arrow(c.group(), c.with(), colocations, placed.place());
        case Constraint.Order o -> arrow(o.first(), o.then(), orders, placed.place());
        case Constraint.ByRule l -> attributes(l.rule(), published, placed.place());
        case Constraint.OnNode l -> {}
      }
    }
    if (!spec.symmetric()) {
      spec.groups().forEach(group -> mustBeNamed(group, constraints));
    }
  }

  private void arrow(String fromName, String toName, Arrows arrows, Place place) {
    String from = names.groupOf(fromName);
    String to = names.groupOf(toName);
    if (from == null || to == null) {
      return; // an unknown name, reported where it was read
    }
    if (from.equals(to)) {
      problems.add(
          place,
          arrows.kind() + " within group " + Problems.quoted(from),
          "the resources of a group run together, in the order in which it lists them");
      return;
    }
    List<String> back = path(to, from, arrows.from(), new HashSet<>());
    if (back.isEmpty()) {
      arrows.from().computeIfAbsent(from, g -> new ArrayList<>()).add(to);
    } else {
      String circle = from + " → " + String.join(" → ", back);
      problems.add(place, arrows.kind() + " in a circle: " + circle, "one of these less");
    }
  }

  /** The groups on the way from one to another, both included; empty if there is no way. */
  private static List<String> path(
      String from, String to, Map<String, List<String>> arrows, Set<String> seen) {
    if (from.equals(to)) {
      return List.of(from);
    }
    for (String next : arrows.getOrDefault(from, List.of())) {
      if (seen.add(next)) {
        List<String> rest = path(next, to, arrows, seen);
        if (!rest.isEmpty()) {
          return Stream.concat(Stream.of(from), rest.stream()).toList();
        }
      }
    }
    return List.of();
  }

  private static Set<String> published(ClusterSpec spec) {
    Set<String> published = new TreeSet<>();
    spec.probes().stream().map(Probe::name).forEach(published::add);
    spec.nodes().stream().map(NodeSpec::attributes).map(Map::keySet).forEach(published::addAll);
    return published;
  }

  private void attributes(Rule rule, Set<String> published, Place place) {
    switch (rule) {
      case Rule.All all -> all.rules().forEach(inner -> attributes(inner, published, place));
      case Rule.Any any -> any.rules().forEach(inner -> attributes(inner, published, place));
      case Rule.Defined test -> attribute(test.attribute(), published, place);
      case Rule.NotDefined test -> attribute(test.attribute(), published, place);
      case Rule.Compare test -> attribute(test.attribute(), published, place);
      case Rule.Between test -> {}
    }
  }

  /** Attributes whose name begins with '#' are Pacemaker's own, such as {@code #uname}. */
  private void attribute(String name, Set<String> published, Place place) {
    if (!name.startsWith("#") && !published.contains(name)) {
      String hint =
          Suggestion.nearest(name, published).map(n -> "; did you mean '" + n + "'?").orElse("");
      problems.warn(
          place, "no node and no probe has the attribute " + Problems.quoted(name) + hint);
    }
  }

  private void mustBeNamed(GroupSpec group, List<Placed<Constraint>> constraints) {
    boolean named =
        constraints.stream()
            .map(Placed::value)
            .anyMatch(constraint ->
                switch (constraint) {
                  case Constraint.OnNode l -> group.name().equals(names.groupOf(l.group()));
                  case Constraint.ByRule l -> group.name().equals(names.groupOf(l.group()));
                  case Constraint.Colocation c -> false;
                  case Constraint.Order o -> false;
                });
    if (!named) {
      problems.warn(
          names.placeOfGroup(group.name()),
          "group "
              + Problems.quoted(group.name())
              + " may run nowhere: the cluster is not symmetric and no location names the group");
    }
  }
}
