package dev.handoff.console.conversion;

import dev.handoff.console.pacemaker.Constraint;
import dev.handoff.console.pacemaker.Constraint.Location;
import dev.handoff.console.pacemaker.Constraint.Where;
import dev.handoff.console.pacemaker.Entry.Node;
import dev.handoff.console.pacemaker.Malformed;
import dev.handoff.console.pacemaker.Settings;
import dev.handoff.console.pacemaker.Settings.Setting;
import dev.handoff.events.yaml.Forms;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Turns the nodes into nodes whose machines the operator has to name. */
final class Nodes {

  private final Conversion conversion;
  private final Findings findings;

  Nodes(Conversion conversion) {
    this.conversion = conversion;
    this.findings = conversion.findings();
  }

  /**
   * The fields of each node, by its name.
   *
   * @param published attributes that probes publish
   */
  Map<String, List<Field>> byName(Set<String> published) throws Malformed {
    Map<String, List<Field>> byName = new LinkedHashMap<>();
    for (Node node : nodes()) {
      String name = conversion.names().declareNode(node.name(), node.line());
      Cloud cloud = conversion.cloud();
      List<Field> fields = new ArrayList<>();
      fields.add(Field.toFillIn("instance", cloud.instance(name), "the machine of " + name));
      fields.add(
          Field.toFillIn(
              "interface", cloud.networkInterface(name), "where addresses go on " + name));
      List<Field> attributes = attributes(node, published);
      if (!attributes.isEmpty()) {
        fields.add(Field.of("attributes", attributes));
      }
      byName.put(name, fields);
    }
    return byName;
  }

  /** A text without nodes may name some in its locations; a spec needs at least one. */
  private List<Node> nodes() {
    if (!conversion.from().nodes().isEmpty()) {
      return conversion.from().nodes();
    }
    Map<String, Node> named = new LinkedHashMap<>();
    for (Constraint constraint : conversion.from().constraints()) {
      if (constraint instanceof Location(var id, var line, var rsc, Where.On on, var settings)) {
        named.putIfAbsent(on.node(), new Node(on.node(), line, Settings.NONE));
      }
    }
    findings.note(
        0,
        "no node is listed",
        named.isEmpty() ? "node1 and node2 stand for them" : "those that locations name are there");
    return named.isEmpty()
        ? List.of(new Node("node1", 0, Settings.NONE), new Node("node2", 0, Settings.NONE))
        : List.copyOf(named.values());
  }

  private List<Field> attributes(Node node, Set<String> published) throws Malformed {
    List<Field> attributes = new ArrayList<>();
    for (Map.Entry<String, Setting> entry : node.attributes().byName().entrySet()) {
      String name = entry.getKey();
      Setting setting = entry.getValue();
      String what =
          "node %s: %s=%s".formatted(node.name(), name, Words.shown(name, setting.value()));
      if (name.equals("standby") || name.equals("maintenance")) {
        state(node, name, what, setting);
      } else if (published.contains(name)) {
        findings.leftOut(setting.line(), what, "a probe publishes this attribute");
      } else if (!Forms.ATTRIBUTE.matches(name)) {
        findings.leftOut(setting.line(), what, "an attribute " + Forms.ATTRIBUTE.allowed());
      } else {
        attributes.add(Field.of(name, Words.yaml(setting.value())));
      }
    }
    attributes.sort(java.util.Comparator.comparing(Field::key));
    return attributes;
  }

  private void state(Node node, String name, String what, Setting setting) throws Malformed {
    if (Amounts.truth("node " + node.name() + ": " + name, setting)) {
      findings.leftOut(
          setting.line(),
          what,
          name.equals("standby")
              ? "a state, not a setting: after 'handoff apply', handoff standby " + node.name()
              : "single nodes have no maintenance: use standby, or maintenance of all");
    }
  }
}
