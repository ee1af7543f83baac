package dev.handoff.console.cib;

import dev.handoff.controller.placement.Candidate;
import dev.handoff.controller.placement.Wish;
import dev.handoff.controller.placement.Wish.Origin;
import dev.handoff.events.spec.Rule;
import dev.handoff.events.spec.Score;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Location constraints, by node or by rule, of one resource, a set or a pattern. */
final class Locations {

  private final Nodes nodes;
  private final Resources resources;
  private final References references;
  private final Rules rules;

  Locations(Cib cib, Nodes nodes, Resources resources) {
    this.nodes = nodes;
    this.resources = resources;
    this.references = cib.references();
    this.rules = new Rules(references, nodes);
  }

  List<Wish> read(Element constraint) throws InvalidCib, UnsupportedCib {
    if (!constraint.get("resource-discovery", "always").equals("always")) {
      throw new UnsupportedCib("resource-discovery in constraint " + constraint.id());
    }
    Constraints.refuseRole(constraint, "role");
    List<Wish> wishes = new ArrayList<>();
    List<Element> sets = constraint.children("resource_set");
    for (Element reference : sets) {
      Element set = references.resolve(reference);
      Constraints.refuseRole(set, "role");
      for (Element member : set.children("resource_ref")) {
        if (!resources.has(member.id())) {
          return wishes;
        }
        wishes.addAll(of(member.id(), constraint, set.get("score")));
      }
    }
    if (sets.isEmpty()) {
      for (String subject : subjects(constraint)) {
        wishes.addAll(of(subject, constraint, null));
      }
    }
    return wishes;
  }

  private List<String> subjects(Element constraint) throws InvalidCib {
    List<String> subjects = new ArrayList<>();
    String rsc = constraint.get("rsc");
    if (rsc != null && resources.has(rsc)) {
      subjects.add(rsc);
    }
    String pattern = constraint.get("rsc-pattern");
    if (pattern != null) {
      boolean inverted = pattern.startsWith("!");
      Pattern regex = compile(constraint, inverted ? pattern.substring(1) : pattern);
      resources.roots().stream()
          .map(Resources.Root::id)
          .filter(id -> regex.matcher(id).find() != inverted)
          .forEach(subjects::add);
    }
    return subjects;
  }

  private static Pattern compile(Element constraint, String pattern) throws InvalidCib {
    try {
      return Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      throw new InvalidCib(
          "constraint %s: '%s' is not a pattern".formatted(constraint.id(), pattern), e);
    }
  }

  private List<Wish> of(String subject, Element constraint, @Nullable String setScore)
      throws InvalidCib, UnsupportedCib {
    String id = constraint.id();
    String node = constraint.get("node");
    String score = setScore == null ? constraint.get("score") : setScore;
    if (node != null && score != null) {
      Score worth = Values.score("constraint " + id, score);
      return nodes.get(node) == null
          ? List.of()
          : List.of(new Wish.OnNode(id, subject, node, worth, origin(id), null));
    }
    List<Wish> wishes = new ArrayList<>();
    for (Element rule : constraint.children("rule")) {
      wishes.addAll(byRule(id, subject, references.resolve(rule)));
    }
    return wishes;
  }

  private List<Wish> byRule(String id, String subject, Element element)
      throws InvalidCib, UnsupportedCib {
    Rule rule = rules.read(element);
    String score = element.get("score");
    String attribute = element.get("score-attribute");
    if (score == null && attribute != null) {
      return byAttribute(id, subject, rule, attribute);
    }
    Score worth = Values.score("constraint " + id, score);
    Wish.OnNode limited = limited(id, subject, rule, worth);
    return List.of(limited == null ? new Wish.ByRule(id, subject, rule, worth) : limited);
  }

  /** Where the score is an attribute of the node; without it the node is banned. */
  private List<Wish> byAttribute(String id, String subject, Rule rule, String attribute)
      throws InvalidCib {
    List<Wish> wishes = new ArrayList<>();
    for (Candidate node : nodes.candidates()) {
      String value = node.attributes().get(attribute);
      Score worth =
          value == null
              ? Score.MINUS_INFINITY
              : Values.score("constraint %s, node %s".formatted(id, node.name()), value);
      Rule here = new Rule.Compare("#uname", Rule.Operator.EQ, node.name(), Rule.Type.STRING);
      wishes.add(new Wish.ByRule(id, subject, new Rule.All(List.of(here, rule)), worth));
    }
    return wishes;
  }

  /**
   * What {@code crm_resource --lifetime} writes: a node's name, and a date until which it holds.
   */
  private Wish.@Nullable OnNode limited(String id, String subject, Rule rule, Score score) {
    if (rule instanceof Rule.All(List<Rule> parts)
        && parts.size() == 2
        && parts.get(0) instanceof Rule.Compare(var attribute, var operator, var value, var type)
        && attribute.equals("#uname")
        && operator == Rule.Operator.EQ
        && type == Rule.Type.STRING
        && nodes.get(value) != null
        && parts.get(1) instanceof Rule.Between(Instant from, Instant to)
        && from.equals(Instant.MIN)
        && origin(id) != Origin.CONFIGURED) {
      return new Wish.OnNode(id, subject, value, score, origin(id), to);
    }
    return null;
  }

  private static Origin origin(String id) {
    String lower = id.toLowerCase(Locale.ROOT);
    for (Map.Entry<String, Origin> prefix :
        Map.of("cli-ban-", Origin.BAN, "cli-prefer-", Origin.PREFER, "cli-standby-", Origin.BAN)
            .entrySet()) {
      if (lower.startsWith(prefix.getKey())) {
        return prefix.getValue();
      }
    }
    return Origin.CONFIGURED;
  }
}
