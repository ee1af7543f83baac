package dev.handoff.console.conversion;

import dev.handoff.console.conversion.Names.Named;
import dev.handoff.console.pacemaker.Constraint;
import dev.handoff.console.pacemaker.Constraint.Colocation;
import dev.handoff.console.pacemaker.Constraint.Location;
import dev.handoff.console.pacemaker.Constraint.OfSets;
import dev.handoff.console.pacemaker.Constraint.Order;
import dev.handoff.console.pacemaker.Malformed;
import dev.handoff.console.pacemaker.Settings.Setting;
import dev.handoff.events.spec.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Turns constraints into constraints, as far as what they bind is there. */
final class Constraints {

  /** Sets multiply: a few of them can stand for millions of pairs. */
  private static final int MOST_PAIRS = 10_000;

  private final Names names;
  private final Findings findings;
  private final Locations locations;
  private final Circles colocated = new Circles();
  private final Circles ordered = new Circles();

  /**
   * Each as one line of YAML; sorted, because the forms of configurations list them differently.
   */
  private final Set<String> locationLines = new TreeSet<>();

  private final Set<String> colocationLines = new TreeSet<>();
  private final Set<String> orderLines = new TreeSet<>();
  private int pairs;

  Constraints(Conversion conversion) {
    this.names = conversion.names();
    this.findings = conversion.findings();
    this.locations = new Locations(conversion);
  }

  void add(Constraint constraint) throws Malformed {
    if (++pairs > MOST_PAIRS) {
      throw new Malformed(
          constraint.line(), 0, "constraints that bind more than " + MOST_PAIRS + " pairs");
    }
    switch (constraint) {
      case Location location -> {
        String line = locations.line(location);
        if (line != null) {
          locationLines.add(line);
        }
      }
      case Colocation colocation -> colocation(colocation);
      case Order order -> order(order);
      case OfSets sets -> {
        for (Constraint pair : new Sets(sets, findings).pairs()) {
          add(pair);
        }
      }
    }
  }

  /** All of them: locations, colocations, orders. */
  List<String> lines() {
    List<String> lines = new ArrayList<>(locationLines);
    lines.addAll(colocationLines);
    lines.addAll(orderLines);
    return lines;
  }

  private void colocation(Colocation c) throws Malformed {
    String what = "colocation of %s with %s".formatted(c.resource(), c.with()) + idOf(c);
    Claims claims = new Claims(what, c.settings());
    Setting scoreSetting = claims.take("score");
    Score score = scoreSetting == null ? Score.ZERO : Amounts.score(what, scoreSetting);
    Named dependent = named(c.resource(), what, c.line());
    Named primary = dependent == null ? null : named(c.with(), what, c.line());
    boolean roles = hasForeignRole(claims, what, "rsc-role", "with-rsc-role");
    Setting attribute = claims.takeFirst("node-attribute", "rsc-instance", "with-rsc-instance");
    if (dependent == null || primary == null || roles) {
      return;
    }
    if (attribute != null) {
      findings.leftOut(c.line(), what, "groups are together on one node, by nothing less");
    } else if (score.equals(Score.ZERO)) {
      findings.leftOut(c.line(), what, "with a score of 0 it has no effect");
    } else if (dependent.group().equals(primary.group())) {
      withinGroup(c.line(), what, score.value() > 0);
    } else if (colocated.closes(dependent.group(), primary.group())) {
      findings.leftOut(c.line(), what, "with the others it goes round in a circle");
    } else {
      Setting influence = claims.take("influence");
      String said =
          influence == null ? "" : ", influence: " + Amounts.truth(what + ": influence", influence);
      claims.leaveRest(findings, name -> "a colocation has a score and an influence only");
      colocationLines.add(
          "{type: colocation, group: %s, with: %s, score: %s%s}"
              .formatted(Words.yaml(dependent.name()), Words.yaml(primary.name()), score, said));
    }
  }

  private void order(Order o) throws Malformed {
    String what = "order of %s then %s".formatted(o.first(), o.then()) + idOf(o);
    Claims claims = new Claims(what, o.settings());
    Kind kind = kind(what, claims);
    Named first = named(o.first(), what, o.line());
    Named then = first == null ? null : named(o.then(), what, o.line());
    Setting action = claims.takeFirst("first-action");
    Setting thenAction = claims.takeFirst("then-action");
    if (first == null || then == null) {
      return;
    }
    if (isForeign(action) || isForeign(thenAction)) {
      findings.leftOut(o.line(), what, "only starts are ordered, and stops the other way round");
    } else if (kind == Kind.SERIALIZE) {
      findings.leftOut(o.line(), what, "there is no 'Serialize': use an order, or none");
    } else if (first.group().equals(then.group())) {
      boolean forward = first.place() < then.place() || first.place() < 0 || then.place() < 0;
      withinGroup(o.line(), what, forward);
    } else if (ordered.closes(first.group(), then.group())) {
      findings.leftOut(o.line(), what, "with the others it goes round in a circle");
    } else {
      Setting symmetrical = claims.take("symmetrical");
      boolean oneWay = symmetrical != null && !Amounts.truth(what + ": symmetrical", symmetrical);
      claims.leaveRest(findings, name -> "an order is mandatory or not, no more");
      String mandatory = kind == Kind.OPTIONAL ? ", mandatory: false" : "";
      orderLines.add(
          "{type: order, first: %s, then: %s%s%s}"
              .formatted(
                  Words.yaml(first.name()),
                  Words.yaml(then.name()),
                  mandatory,
                  oneWay ? ", symmetrical: false" : ""));
    }
  }

  private enum Kind {
    MANDATORY,
    OPTIONAL,
    SERIALIZE
  }

  private static Kind kind(String what, Claims claims) throws Malformed {
    Setting kind = claims.take("kind");
    Setting score = claims.take("score");
    if (kind != null) {
      return switch (kind.value().toLowerCase(Locale.ROOT)) {
        case "optional" -> Kind.OPTIONAL;
        case "serialize" -> Kind.SERIALIZE;
        case "mandatory" -> Kind.MANDATORY;
        default ->
            throw new Malformed(
                kind.line(), 0, what + ": no kind is called " + Words.shortened(kind.value()));
      };
    }
    boolean zero = score != null && Amounts.score(what, score).equals(Score.ZERO);
    return zero ? Kind.OPTIONAL : Kind.MANDATORY;
  }

  private static boolean isForeign(@Nullable Setting action) {
    return action != null && !action.value().equalsIgnoreCase("start");
  }

  private boolean hasForeignRole(Claims claims, String what, String... keys) {
    for (String key : keys) {
      Setting role = claims.take(key);
      if (role != null && !role.value().equalsIgnoreCase("Started")) {
        findings.leftOut(role.line(), what, "there are no roles: " + Words.shortened(role.value()));
        return true;
      }
    }
    return false;
  }

  private void withinGroup(int line, String what, boolean agrees) {
    if (agrees) {
      findings.notNeeded(line, what, "the resources of a group run together and in order");
    } else {
      findings.leftOut(line, what, "it contradicts the group that both belong to");
    }
  }

  private @Nullable Named named(String id, String what, int line) {
    Named named = names.of(id);
    if (named == null) {
      findings.leftOut(line, what, "no group or service of the spec is '" + id + "'");
    }
    return named;
  }

  private static String idOf(Constraint constraint) {
    return constraint.id().isEmpty() ? "" : " (" + constraint.id() + ")";
  }
}
