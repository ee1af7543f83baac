package dev.handoff.console.scenario;

import dev.handoff.events.spec.Address;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.GroupSpec;
import dev.handoff.events.spec.NodeSpec;
import dev.handoff.events.spec.Resource;
import dev.handoff.events.spec.Service;
import dev.handoff.events.yaml.Fields;
import dev.handoff.events.yaml.Forms;
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

  private List<String> nodes() {
    return spec.nodes().stream().map(NodeSpec::name).toList();
  }

  String group(Fields fields) {
    return declared(fields, "group", "group", spec.groups().stream().map(GroupSpec::name).toList());
  }

  String service(Fields fields) {
    return declared(fields, "resource", "service", namesOf(Service.class));
  }

  String address(Fields fields, String key) {
    return declared(fields, key, "address", namesOf(Address.class));
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
    if (!name.isEmpty() && !names.contains(name)) {
      problems.add(
          fields.placeOf(key),
          "the spec has no " + kind + " called " + Problems.quoted(name),
          names.isEmpty() ? "it has none" : Suggestion.instead(name, names));
    }
    return name;
  }
}
