package dev.handoff.console.conversion;

import dev.handoff.console.conversion.Names.Named;
import dev.handoff.console.pacemaker.Constraint.Location;
import dev.handoff.console.pacemaker.Constraint.Where;
import dev.handoff.console.pacemaker.Malformed;
import dev.handoff.console.pacemaker.Settings.Setting;
import dev.handoff.events.rule.RuleText;
import dev.handoff.events.spec.Rule;
import dev.handoff.events.spec.Score;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns locations into locations, and names those that an operator has left behind. */
final class Locations {

  private static final List<String> OF_OPERATORS =
      List.of("cli-ban-", "cli-prefer-", "cli-standby-");

  private final Names names;
  private final Findings findings;

  Locations(Conversion conversion) {
    this.names = conversion.names();
    this.findings = conversion.findings();
  }

  /** One line of YAML, or null if it is not carried over. */
  @Nullable String line(Location location) throws Malformed {
    String what =
        "location of "
            + location.resource()
            + (location.id().isEmpty() ? "" : " (" + location.id() + ")");
    Named group = names.of(location.resource());
    if (OF_OPERATORS.stream().anyMatch(location.id()::startsWith)) {
      leftover(location, what, group);
      return null;
    }
    if (group == null) {
      String why = "no group or service of the spec is '" + location.resource() + "'";
      findings.leftOut(location.line(), what, why);
      return null;
    }
    Claims claims = new Claims(what, location.settings());
    Setting scoreSetting = claims.take("score");
    Score score = scoreSetting == null ? Score.ZERO : Amounts.score(what, scoreSetting);
    Setting role = claims.take("role");
    Setting byAttribute = claims.takeFirst("score-attribute", "score-attribute-mangled");
    if (role != null && !role.value().equalsIgnoreCase("Started")) {
      findings.leftOut(
          location.line(), what, "there are no roles: " + Words.shortened(role.value()));
      return null;
    }
    if (byAttribute != null) {
      findings.leftOut(location.line(), what, "a score is a number, not a node attribute");
      return null;
    }
    claims.leaveRest(findings, name -> "a location has a node or a rule, and a score");
    String where = where(location, what);
    return where == null
        ? null
        : "{type: location, group: %s, %s, score: %s}"
            .formatted(Words.yaml(group.name()), where, score);
  }

  private @Nullable String where(Location location, String what) {
    return switch (location.where()) {
      case Where.On on -> {
        String node = names.node(on.node());
        if (node == null) {
          String why = "no node is called " + Words.shortened(on.node());
          findings.leftOut(location.line(), what, why);
        }
        yield node == null ? null : "node: " + Words.yaml(node);
      }
      case Where.By by -> {
        String rule = written(by.rule());
        if (rule == null) {
          findings.leftOut(location.line(), what, "its rule cannot be written in a spec");
        }
        yield rule == null ? null : "rule: " + Words.quoted(rule);
      }
    };
  }

  /** The text of a rule, or null if reading it would not give this rule again. */
  private static @Nullable String written(Rule rule) {
    String text;
    try {
      text = RuleText.write(rule);
    } catch (IllegalArgumentException e) {
      return null; // an attribute or value that no text can hold; the caller reports it
    }
    return RuleText.read(text) instanceof RuleText.Read(Rule again) && again.equals(rule)
        ? text
        : null;
  }

  private void leftover(Location location, String what, @Nullable Named group) {
    String node =
        switch (location.where()) {
          case Where.On on -> on.node();
          case Where.By by -> nodeOf(by.rule());
        };
    String verb = location.id().startsWith("cli-prefer-") ? "move" : "ban";
    String command =
        "handoff %s %s %s"
            .formatted(verb, group == null ? location.resource() : group.group(), node)
            .strip();
    findings.leftOut(
        location.line(), what, "leftover of an operator; if it is still meant: " + command);
  }

  /** The node of a rule as {@code crm_resource --lifetime} writes it; empty if there is none. */
  private static String nodeOf(Rule rule) {
    return switch (rule) {
      case Rule.Compare(var attribute, var operator, var value, var type)
          when attribute.equals("#uname") ->
          value;
      case Rule.All all ->
          all.rules().stream()
              .map(Locations::nodeOf)
              .filter(n -> !n.isEmpty())
              .findFirst()
              .orElse("");
      default -> "";
    };
  }
}
