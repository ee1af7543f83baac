package dev.handoff.console.scenario;

import dev.handoff.events.spec.Address;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.GroupSpec;
import dev.handoff.events.spec.NodeSpec;
import dev.handoff.events.spec.Probe;
import dev.handoff.events.spec.Resource;
import dev.handoff.events.spec.Service;
import dev.handoff.events.yaml.Fields;
import dev.handoff.events.yaml.Forms;
import dev.handoff.events.yaml.Place;
import dev.handoff.events.yaml.Problems;
import dev.handoff.events.yaml.Suggestion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The names that a scenario may use, because its spec declares them. */
final class SpecNames {

  private final ClusterSpec spec;
  private final Problems problems;

  SpecNames(ClusterSpec spec, Problems problems) {
    this.spec = spec;
    this.problems = problems;
  }

  String node(Fields fields) {
    return declared(fields, "node", "node", nodes());
  }

  @Nullable String optionalNode(Fields fields) {
    return fields.optional("node") == null ? null : node(fields);
  }

  void checkNode(Place place, String name) {
    check(place, "node", name, nodes());
  }

  private List<String> nodes() {
    return spec.nodes().stream().map(NodeSpec::name).toList();
  }

  String group(Fields fields) {
    return group(fields, "group");
  }

  String group(Fields fields, String key) {
    return declared(fields, key, "group", spec.groups().stream().map(GroupSpec::name).toList());
  }

  String service(Fields fields) {
    return service(fields, "resource");
  }

  String service(Fields fields, String key) {
    return declared(fields, key, "service", namesOf(Service.class));
  }

  /** A node attribute that a probe publishes. */
  String attribute(Fields fields) {
    List<String> published = spec.probes().stream().map(Probe::name).toList();
    return declared(fields, "attribute", "probe", published);
  }

  boolean anyProbes() {
    return !spec.probes().isEmpty();
  }

  String address(Fields fields, String key) {
    return declared(fields, key, "address", namesOf(Address.class));
  }

  /** An address or a service. */
  String resource(Fields fields, String key) {
    return declared(fields, key, "resource", namesOf(Resource.class));
  }

  private List<String> namesOf(Class<? extends Resource> kind) {
    return spec.groups().stream()
        .flatMap(group -> group.resources().stream())
        .filter(kind::isInstance)
        .map(Resource::name)
        .toList();
  }

  private String declared(Fields fields, String key, String kind, List<String> names) {
    String name = fields.text(key, Forms.ANY);
    check(fields.placeOf(key), kind, name, names);
    return name;
  }

  private void check(Place place, String kind, String name, List<String> names) {
    if (!name.isEmpty() && !names.contains(name)) {
      problems.add(
          place,
          "the spec has no " + kind + " called " + Problems.quoted(name),
          names.isEmpty() ? "it has none" : Suggestion.instead(name, names));
    }
  }
}
