package dev.handoff.console.cib;

import static dev.handoff.console.cib.ConfiguredSets.required;

import dev.handoff.console.pacemaker.Constraint.Colocation;
import dev.handoff.console.pacemaker.Constraint.Kind;
import dev.handoff.console.pacemaker.Constraint.Location;
import dev.handoff.console.pacemaker.Constraint.OfSets;
import dev.handoff.console.pacemaker.Constraint.Order;
import dev.handoff.console.pacemaker.Constraint.ResourceSet;
import dev.handoff.console.pacemaker.Constraint.Where;
import dev.handoff.console.pacemaker.Draft;
import dev.handoff.console.pacemaker.Malformed;
import dev.handoff.console.pacemaker.NoCounterpart;
import dev.handoff.console.pacemaker.RuleTerms;
import dev.handoff.console.pacemaker.Settings;
import dev.handoff.console.pacemaker.Settings.Setting;
import dev.handoff.events.spec.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The constraints of a CIB as they were configured. */
final class ConfiguredConstraints {

  private final References references;
  private final Draft draft;

  ConfiguredConstraints(References references, Draft draft) {
    this.references = references;
    this.draft = draft;
  }

  void read(Element constraint) throws Malformed {
    String id = required(constraint, "id");
    if (constraint.child("lifetime") != null) {
      draft.unread(constraint.line(), id + ": <lifetime>", "obsolete in Pacemaker itself");
    }
    switch (constraint.name()) {
      case "rsc_location" -> location(constraint, id);
      case "rsc_colocation" -> {
        if (!ofSets(constraint, id, Kind.COLOCATION)) {
          String resource = required(constraint, "rsc");
          String with = required(constraint, "with-rsc");
          Settings rest = rest(constraint, Set.of("id", "rsc", "with-rsc"));
          draft.constraint(new Colocation(id, constraint.line(), resource, with, rest));
        }
      }
      case "rsc_order" -> {
        if (!ofSets(constraint, id, Kind.ORDER)) {
          String first = required(constraint, "first");
          String then = required(constraint, "then");
          Settings rest = rest(constraint, Set.of("id", "first", "then"));
          draft.constraint(new Order(id, constraint.line(), first, then, rest));
        }
      }
      case "rsc_ticket" ->
          draft.unread(constraint.line(), "rsc_ticket " + id, "a cluster lives in one place");
      default -> draft.unread(constraint.line(), constraint.name() + " " + id, "not known here");
    }
  }

  private static Settings rest(Element element, Set<String> known) {
    Map<String, Setting> rest = new LinkedHashMap<>();
    element
        .attributes()
        .forEach((name, value) -> {
          if (!known.contains(name)) {
            rest.put(name, new Setting(value, element.line()));
          }
        });
    return new Settings(rest);
  }

  private boolean ofSets(Element constraint, String id, Kind kind) throws Malformed {
    List<ResourceSet> sets = sets(constraint);
    if (sets.isEmpty()) {
      return false;
    }
    Settings rest = rest(constraint, Set.of("id"));
    draft.constraint(new OfSets(id, constraint.line(), kind, sets, rest));
    return true;
  }

  private List<ResourceSet> sets(Element constraint) throws Malformed {
    List<ResourceSet> sets = new ArrayList<>();
    for (Element child : constraint.children("resource_set")) {
      Element set = ConfiguredSets.resolved(references, child);
      List<String> members = new ArrayList<>();
      for (Element reference : set.children("resource_ref")) {
        members.add(required(reference, "id"));
      }
      sets.add(new ResourceSet(members, rest(set, Set.of("id"))));
    }
    return sets;
  }

  /** What a location says beside its rule. */
  private record Target(String id, int line, String resource, Settings settings) {}

  private void location(Element constraint, String id) throws Malformed {
    if (constraint.get("rsc-pattern") != null) {
      draft.unread(
          constraint.line(),
          "location " + id,
          "patterns of names: write a location for each group");
      return;
    }
    List<String> resources = new ArrayList<>();
    sets(constraint).forEach(set -> resources.addAll(set.members()));
    if (resources.isEmpty()) {
      resources.add(required(constraint, "rsc"));
    }
    Settings rest = rest(constraint, Set.of("id", "rsc", "node"));
    for (String resource : resources) {
      if (constraint.children("rule").isEmpty()) {
        Where where = new Where.On(required(constraint, "node"));
        draft.constraint(new Location(id, constraint.line(), resource, where, rest));
      } else {
        for (Element child : constraint.children("rule")) {
          byRule(new Target(id, constraint.line(), resource, rest), child);
        }
      }
    }
  }

  private void byRule(Target target, Element child) throws Malformed {
    Element rule = ConfiguredSets.resolved(references, child);
    Settings own = rest(rule, Set.of("id", "id-ref", "boolean-op"));
    try {
      draft.constraint(
          new Location(
              target.id(),
              target.line(),
              target.resource(),
              new Where.By(rule(rule)),
              own.orElse(target.settings())));
    } catch (NoCounterpart e) {
      draft.unread(rule.line(), "location " + target.id(), "its rule has " + e.getMessage());
    }
  }

  private Rule rule(Element rule) throws Malformed, NoCounterpart {
    List<Rule> tests = new ArrayList<>();
    for (Element part : rule.children()) {
      Element test = ConfiguredSets.resolved(references, part);
      switch (test.name()) {
        case "rule" -> tests.add(rule(test));
        case "expression" -> tests.add(expression(test));
        case "date_expression" -> tests.add(date(test));
        default -> throw new NoCounterpart("<" + test.name() + ">");
      }
    }
    return new RuleTerms(rule.line()).joined(tests, rule.get("boolean-op", "and"));
  }

  private static Rule expression(Element test) throws Malformed, NoCounterpart {
    RuleTerms terms = new RuleTerms(test.line());
    String attribute = required(test, "attribute");
    String operation = required(test, "operation");
    Rule presence = terms.presence(operation, attribute);
    if (presence != null) {
      return presence;
    }
    if (!test.get("value-source", "literal").equals("literal")) {
      throw new NoCounterpart("values from " + test.get("value-source"));
    }
    return terms.comparison(attribute, operation, test.get("type"), test.get("value", ""));
  }

  private static Rule date(Element test) throws Malformed, NoCounterpart {
    if (test.child("date_spec") != null || test.child("duration") != null) {
      throw new NoCounterpart("a date that comes again, or a duration");
    }
    return new RuleTerms(test.line())
        .date(test.get("operation", "in_range"), test.get("start"), test.get("end"));
  }
}
