package dev.handoff.console.cib;

import dev.handoff.controller.placement.Wish;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An order constraint, of two resources or of sets. */
final class Orders {

  private final Cib cib;
  private final Resources resources;
  private final Element constraint;
  private final String id;
  private final List<Wish> wishes = new ArrayList<>();

  Orders(Cib cib, Resources resources, Element constraint) throws InvalidCib {
    this.cib = cib;
    this.resources = resources;
    this.constraint = constraint;
    this.id = constraint.id();
  }

  List<Wish> read() throws InvalidCib, UnsupportedCib {
    boolean mandatory = isMandatory(constraint, true);
    List<Element> sets = constraint.children("resource_set");
    if (sets.isEmpty()) {
      refuseActions(constraint, "first-action", "then-action");
      if (constraint.get("first-instance") != null || constraint.get("then-instance") != null) {
        throw new UnsupportedCib("instance in constraint " + id);
      }
      add(
          constraint.get("first", ""),
          constraint.get("then", ""),
          mandatory,
          isSymmetrical(constraint, null));
      return wishes;
    }
    Element last = null;
    for (Element reference : sets) {
      Element set = cib.references().resolve(reference);
      refuseActions(set, "action");
      List<String> members = Constraints.members(resources, set);
      if (members == null) {
        return wishes;
      }
      refuseAnyOf(set, members);
      within(set, members, mandatory);
      if (last != null) {
        between(last, set, mandatory);
      }
      last = set;
    }
    return wishes;
  }

  private void refuseAnyOf(Element set, List<String> members) throws InvalidCib, UnsupportedCib {
    if (!Values.bool("require-all", set.get("require-all"), true) && members.size() > 1) {
      throw new UnsupportedCib("require-all=false in constraint " + id);
    }
  }

  private void refuseActions(Element element, String... attributes) throws UnsupportedCib {
    for (String attribute : attributes) {
      String action = element.get(attribute, "start");
      if (!action.equalsIgnoreCase("start")) {
        throw new UnsupportedCib("%s=\"%s\" in constraint %s".formatted(attribute, action, id));
      }
    }
  }

  private boolean isMandatory(Element element, boolean otherwise)
      throws InvalidCib, UnsupportedCib {
    String kind = element.get("kind");
    String score = element.get("score");
    if (kind == null) {
      boolean zero = score != null && Values.score("constraint " + id, score).value() == 0;
      return !zero && otherwise;
    }
    if (kind.equalsIgnoreCase("Serialize")) {
      throw new UnsupportedCib("kind=Serialize in constraint " + id);
    }
    // Pacemaker takes any other word for the default.
    return !kind.equalsIgnoreCase("Optional");
  }

  private static boolean isSymmetrical(Element element, @Nullable String inherited)
      throws InvalidCib {
    String value = element.get("symmetrical");
    if (value == null) {
      value = inherited;
    }
    return Values.bool("symmetrical", value, true);
  }

  private void within(Element set, List<String> members, boolean parent)
      throws InvalidCib, UnsupportedCib {
    boolean mandatory = set.get("kind") == null ? parent : isMandatory(set, parent);
    boolean symmetrical = isSymmetrical(set, constraint.get("symmetrical"));
    if (!Values.bool("sequential", set.get("sequential"), true)) {
      return;
    }
    for (int i = 1; i < members.size(); i++) {
      add(members.get(i - 1), members.get(i), mandatory, symmetrical);
    }
  }

  /** Only a set that says that it is sequential is waited for by its last member alone. */
  private void between(Element first, Element then, boolean mandatory) throws InvalidCib {
    List<String> from = Constraints.members(resources, first);
    List<String> to = Constraints.members(resources, then);
    if (from == null || to == null || from.isEmpty() || to.isEmpty()) {
      return;
    }
    boolean symmetrical = isSymmetrical(constraint, null);
    for (String f :
        Values.isTrue(first.get("sequential"))
            ? from.subList(from.size() - 1, from.size())
            : from) {
      for (String t : Values.isTrue(then.get("sequential")) ? to.subList(0, 1) : to) {
        add(f, t, mandatory, symmetrical);
      }
    }
  }

  private void add(String first, String then, boolean mandatory, boolean symmetrical) {
    if (resources.has(first) && resources.has(then)) {
      wishes.add(new Wish.Order(id, first, then, mandatory, symmetrical));
    }
  }
}
