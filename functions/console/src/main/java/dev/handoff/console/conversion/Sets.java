package dev.handoff.console.conversion;

import dev.handoff.console.cib.Values;
import dev.handoff.console.pacemaker.Constraint;
import dev.handoff.console.pacemaker.Constraint.Colocation;
import dev.handoff.console.pacemaker.Constraint.Kind;
import dev.handoff.console.pacemaker.Constraint.OfSets;
import dev.handoff.console.pacemaker.Constraint.Order;
import dev.handoff.console.pacemaker.Constraint.ResourceSet;
import dev.handoff.console.pacemaker.Malformed;
import dev.handoff.console.pacemaker.Settings;
import dev.handoff.console.pacemaker.Settings.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes a constraint of sets apart into pairs, as Pacemaker itself does. */
final class Sets {

  private static final int MOST_PAIRS = 2_000;

  private final OfSets constraint;
  private final Findings findings;
  private final List<Constraint> pairs = new ArrayList<>();

  Sets(OfSets constraint, Findings findings) {
    this.constraint = constraint;
    this.findings = findings;
  }

  List<Constraint> pairs() throws Malformed {
    String what = constraint.kind() == Kind.ORDER ? "order" : "colocation";
    for (ResourceSet set : constraint.sets()) {
      boolean allNeeded = set.get("require-all") == null || isTrue(set, "require-all");
      if (!allNeeded && set.members().size() > 1) {
        findings.leftOut(
            constraint.line(),
            what + " of sets " + constraint.id(),
            "one of several cannot be waited for (require-all=false)");
        return List.of();
      }
    }
    ResourceSet last = null;
    for (ResourceSet set : constraint.sets()) {
      if (isSequential(set)) {
        for (int i = 1; i < set.members().size(); i++) {
          within(set, set.members().get(i - 1), set.members().get(i));
        }
      }
      if (last != null) {
        between(last, set);
      }
      last = set;
    }
    return pairs;
  }

  private static boolean isTrue(ResourceSet set, String name) {
    return Values.isTrue(set.get(name));
  }

  private static boolean isSequential(ResourceSet set) {
    return set.get("sequential") == null || isTrue(set, "sequential");
  }

  private void within(ResourceSet set, String before, String after) throws Malformed {
    if (constraint.kind() == Kind.ORDER) {
      add(before, after, set, set);
    } else {
      add(after, before, set, set);
    }
  }

  /** Of a set in sequence one member stands for all. */
  private void between(ResourceSet earlier, ResourceSet later) throws Malformed {
    if (earlier.members().isEmpty() || later.members().isEmpty()) {
      return;
    }
    boolean order = constraint.kind() == Kind.ORDER;
    List<String> from = earlier.members();
    List<String> to = later.members();
    if (isSequential(earlier)) {
      from = List.of(order ? from.getLast() : from.getFirst());
    }
    if (isSequential(later)) {
      to = List.of(order ? to.getFirst() : to.getLast());
    }
    for (String one : from) {
      for (String other : to) {
        add(one, other, earlier, later);
      }
    }
  }

  private void add(String one, String other, ResourceSet ofOne, ResourceSet ofOther)
      throws Malformed {
    if (pairs.size() == MOST_PAIRS) {
      throw new Malformed(
          constraint.line(), 0, "a constraint of more than " + MOST_PAIRS + " pairs");
    }
    Map<String, Setting> settings = new LinkedHashMap<>(constraint.settings().byName());
    ofOne
        .settings()
        .byName()
        .forEach((name, setting) -> {
          if ((name.equals("score") || name.equals("kind")) && ofOne.equals(ofOther)) {
            settings.put(name, setting);
          }
        });
    boolean order = constraint.kind() == Kind.ORDER;
    put(
        settings,
        order ? "first-action" : "rsc-role",
        ofOne.settings().get(order ? "action" : "role"));
    put(
        settings,
        order ? "then-action" : "with-rsc-role",
        ofOther.settings().get(order ? "action" : "role"));
    Settings own = new Settings(settings);
    pairs.add(
        order
            ? new Order(constraint.id(), constraint.line(), one, other, own)
            : new Colocation(constraint.id(), constraint.line(), one, other, own));
  }

  private static void put(
      Map<String, Setting> settings,
      String name,
      @org.jspecify.annotations.Nullable Setting setting) {
    if (setting != null) {
      settings.put(name, setting);
    }
  }
}
