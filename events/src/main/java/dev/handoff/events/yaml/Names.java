package dev.handoff.events.yaml;

import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.GroupSpec;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The nodes, groups and resources that a spec declares, and the references to them. */
final class Names {

  private final Problems problems;
  private final Map<String, Place> nodes = new LinkedHashMap<>();
  private final Map<String, Place> groups = new LinkedHashMap<>();
  private final Map<String, Declared> resources = new LinkedHashMap<>();

  private record Declared(Place place, String group) {}

  Names(Problems problems) {
    this.problems = problems;
  }

  void declareNode(Fields.Entry node) {
    nodes.put(node.key(), node.place());
  }

  void declareGroup(Fields.Entry group) {
    groups.put(group.key(), group.place());
  }

  /** A resource; its name must be free in the whole cluster. */
  void declareResource(Fields.Entry resource, String group) {
    declareResource(resource.key(), resource.place(), group);
  }

  /** The names of a spec that has no places. */
  void declare(ClusterSpec spec) {
    spec.nodes().forEach(node -> nodes.put(node.name(), Place.START));
    for (GroupSpec group : spec.groups()) {
      groups.put(group.name(), Place.START);
      group.resources().forEach(r -> declareResource(r.name(), Place.START, group.name()));
    }
  }

  private void declareResource(String resource, Place place, String group) {
    Declared first = resources.putIfAbsent(resource, new Declared(place, group));
    if (first != null) {
      String quoted = Problems.quoted(resource);
      problems.add(
          place,
          "resource "
              + quoted
              + " is there twice"
              + (place.equals(Place.START) ? "" : ", first at " + first.place()),
          "a name is used once in a cluster");
    }
  }

  /** To be called when every group is declared: a group may stand below the resource. */
  void refuseNamesOfOtherGroups() {
    resources.forEach((name, resource) -> {
      Place group = groups.get(name);
      if (group != null && !resource.group().equals(name)) {
        problems.add(
            resource.place(),
            "resource " + Problems.quoted(name) + " is named like the group at " + group,
            "a name stands for one thing in a cluster");
      }
    });
  }

  /** The group that a name stands for, or null if it stands for nothing. */
  @Nullable String groupOf(String name) {
    Declared resource = resources.get(name);
    return groups.containsKey(name) ? name : resource == null ? null : resource.group();
  }

  /** Where a node is declared. */
  Place placeOfNode(String node) {
    return nodes.getOrDefault(node, Place.START);
  }

  /** Where a group is declared. */
  Place placeOfGroup(String group) {
    return groups.getOrDefault(group, Place.START);
  }

  /** Where a resource is declared. */
  Place placeOfResource(String resource) {
    Declared declared = resources.get(resource);
    return declared == null ? Place.START : declared.place();
  }

  String node(Fields fields, String key) {
    String name = fields.text(key, Forms.NODE_NAME);
    return known(fields, key, name, "node", nodes.keySet());
  }

  String groupOrResource(Fields fields, String key) {
    String name = fields.text(key, Forms.NAME);
    Set<String> both = new LinkedHashSet<>(groups.keySet());
    both.addAll(resources.keySet());
    return known(fields, key, name, "group or resource", both);
  }

  private String known(Fields fields, String key, String name, String kind, Set<String> names) {
    if (!name.isEmpty() && !names.contains(name)) {
      problems.add(
          fields.placeOf(key),
          "no " + kind + " is called " + Problems.quoted(name),
          Suggestion.instead(name, names));
      return "";
    }
    return name;
  }
}
