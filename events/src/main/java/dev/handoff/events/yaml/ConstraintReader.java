package dev.handoff.events.yaml;

import dev.handoff.events.rule.RuleText;
import dev.handoff.events.spec.Constraint;
import dev.handoff.events.spec.Rule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads {@code constraints}, when all names are declared. */
final class ConstraintReader {

  private final Problems problems;
  private final Names names;

  ConstraintReader(Problems problems, Names names) {
    this.problems = problems;
    this.names = names;
  }

  List<Placed<Constraint>> read(Fields top) {
    List<Placed<Constraint>> constraints = new ArrayList<>();
    Node all = top.optional("constraints");
    if (all == null) {
      return constraints;
    }
    for (Node node : top.elements(all, "constraints", "- {type: location, …}")) {
      Fields bare = Fields.of(node, "constraint", problems);
      String type = bare.oneOf("type", List.of("location", "colocation", "order"));
      Constraint constraint = type == null ? null : constraint(bare.named(type, "type"), type);
      if (constraint != null) {
        constraints.add(new Placed<>(constraint, Place.of(node)));
      }
    }
    return constraints;
  }

  private @Nullable Constraint constraint(Fields fields, String type) {
    Constraint constraint =
        switch (type) {
          case "location" -> location(fields);
          case "colocation" ->
              new Constraint.Colocation(
                  names.groupOrResource(fields, "group"),
                  names.groupOrResource(fields, "with"),
                  fields.score("score"),
                  fields.optionalTruth("influence"));
          case "order" ->
              new Constraint.Order(
                  names.groupOrResource(fields, "first"),
                  names.groupOrResource(fields, "then"),
                  fields.truth("mandatory", true),
                  fields.optionalTruth("symmetrical"));
          default -> throw new IllegalStateException("no constraint is of type " + type);
        };
    fields.refuseUnknown();
    return constraint;
  }

  private @Nullable Constraint location(Fields fields) {
    String group = names.groupOrResource(fields, "group");
    var score = fields.score("score");
    Node ruleNode = fields.optional("rule");
    Node node = fields.optional("node");
    if ((ruleNode == null) == (node == null)) {
      String both = ruleNode == null ? "neither node nor rule" : "both node and rule";
      problems.add(fields.place(), "a location with " + both, "exactly one of node and rule");
      return null;
    }
    if (ruleNode == null) {
      return new Constraint.OnNode(group, names.node(fields, "node"), score);
    }
    Rule rule = rule(fields, ruleNode);
    return rule == null ? null : new Constraint.ByRule(group, rule, score);
  }

  private @Nullable Rule rule(Fields fields, Node node) {
    String text = fields.text("rule", Forms.ANY);
    if (text.isEmpty() || !(node instanceof ScalarNode scalar)) {
      return null;
    }
    return switch (RuleText.read(text)) {
      case RuleText.Read read -> read.rule();
      case RuleText.Refused refused -> {
        Place place = ScalarPlace.of(scalar, refused.index(), problems.source());
        problems.add(place, refused.wrong(), refused.allowed());
        yield null;
      }
    };
  }
}
