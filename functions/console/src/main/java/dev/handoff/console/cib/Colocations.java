package dev.handoff.console.cib;

import dev.handoff.controller.placement.Wish;
import dev.handoff.events.spec.Score;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A colocation constraint, of two resources or of sets. */
final class Colocations {

  private final Cib cib;
  private final Resources resources;
  private final Element constraint;
  private final String id;
  private final List<Wish> wishes = new ArrayList<>();

  Colocations(Cib cib, Resources resources, Element constraint) throws InvalidCib {
    this.cib = cib;
    this.resources = resources;
    this.constraint = constraint;
    this.id = constraint.id();
  }

  List<Wish> read() throws InvalidCib, UnsupportedCib {
    if (constraint.get("node-attribute") != null) {
      throw new UnsupportedCib("node-attribute in constraint " + id);
    }
    if (constraint.get("rsc-instance") != null || constraint.get("with-rsc-instance") != null) {
      throw new UnsupportedCib("instance in constraint " + id);
    }
    Constraints.refuseRole(constraint, "rsc-role", "with-rsc-role");
    Score score = Values.score("constraint " + id, constraint.get("score"));
    List<Element> sets = constraint.children("resource_set");
    Element last = null;
    for (Element reference : sets) {
      Element set = cib.references().resolve(reference);
      Constraints.refuseRole(set, "role");
      within(set, score);
      if (last != null) {
        between(last, set, score);
      }
      last = set;
    }
    if (sets.isEmpty()) {
      add(constraint.get("rsc", ""), constraint.get("with-rsc", ""), score);
    }
    return wishes;
  }

  /** Each with the one before; apart from all before when the score is negative. */
  private void within(Element set, Score constraintScore) throws InvalidCib {
    String own = set.get("score");
    Score score = own == null ? constraintScore : Values.score("constraint " + id, own);
    List<String> members = existing(set);
    if (!isSequential(set)) {
      return;
    }
    boolean listed = !set.get("ordering", "group").equalsIgnoreCase("group");
    for (int i = 1; i < members.size(); i++) {
      if (score.value() < 0) {
        for (int j = 0; j < i; j++) {
          add(members.get(i), members.get(j), score);
        }
      } else if (listed) {
        add(members.get(i - 1), members.get(i), score);
      } else {
        add(members.get(i), members.get(i - 1), score);
      }
    }
  }

  /** The first of the earlier set with the last of the later; all of a set without sequence. */
  private void between(Element dependents, Element primaries, Score score) throws InvalidCib {
    List<String> from = existing(dependents);
    List<String> to = existing(primaries);
    if (from.isEmpty() || to.isEmpty()) {
      return;
    }
    for (String dependent : isSequential(dependents) ? from.subList(0, 1) : from) {
      for (String primary : isSequential(primaries) ? to.subList(to.size() - 1, to.size()) : to) {
        add(dependent, primary, score);
      }
    }
  }

  /** The members up to the first that does not exist. */
  private List<String> existing(Element set) throws InvalidCib {
    List<String> members = new ArrayList<>();
    for (Element reference : set.children("resource_ref")) {
      if (!resources.has(reference.id())) {
        return members;
      }
      members.add(reference.id());
    }
    return members;
  }

  private static boolean isSequential(Element set) throws InvalidCib {
    return Values.bool("sequential", set.get("sequential"), true);
  }

  private void add(String dependent, String primary, Score score) throws InvalidCib {
    if (score.value() != 0 && resources.has(dependent) && resources.has(primary)) {
      wishes.add(new Wish.Colocation(id, dependent, primary, score, influence(dependent)));
    }
  }

  private boolean influence(String dependent) throws InvalidCib {
    @Nullable String value = constraint.get("influence");
    return value == null ? resources.isCritical(dependent) : Values.bool("influence", value, true);
  }
}
