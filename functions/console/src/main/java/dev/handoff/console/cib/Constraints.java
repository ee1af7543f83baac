package dev.handoff.console.cib;

import dev.handoff.controller.placement.Wish;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The constraints. Those that name something unknown have no effect in Pacemaker either. */
final class Constraints {

  private final Cib cib;
  private final Locations locations;
  private final Resources resources;
  private final Set<String> tags;
  private final List<Wish> wishes = new ArrayList<>();

  Constraints(Cib cib, Nodes nodes, Resources resources) {
    this.cib = cib;
    this.resources = resources;
    this.locations = new Locations(cib, nodes, resources);
    this.tags =
        cib.section("tags").children("tag").stream()
            .map(tag -> tag.get("id", ""))
            .collect(Collectors.toSet());
  }

  List<Wish> wishes() throws InvalidCib, UnsupportedCib {
    for (Element constraint : cib.section("constraints").children()) {
      // A constraint may be written in a rule of lifetime of its own, long obsolete.
      if (constraint.child("lifetime") != null) {
        throw new UnsupportedCib("<lifetime> in constraint " + constraint.id());
      }
      refuseTags(constraint);
      switch (constraint.name()) {
        case "rsc_location" -> wishes.addAll(locations.read(constraint));
        case "rsc_colocation" -> colocation(constraint);
        case "rsc_order" -> order(constraint);
        default ->
            throw new UnsupportedCib(
                "<%s id=\"%s\">".formatted(constraint.name(), constraint.id()));
      }
    }
    return wishes;
  }

  private void refuseTags(Element constraint) throws InvalidCib, UnsupportedCib {
    for (Element part : constraint.all().toList()) {
      String name = part.get("rsc", part.is("resource_ref") ? part.get("id", "") : "");
      for (String id :
          new String[] {
            name, part.get("with-rsc", ""), part.get("first", ""), part.get("then", "")
          }) {
        if (tags.contains(id) || isTemplate(id)) {
          throw new UnsupportedCib("tag or template %s in a constraint".formatted(id));
        }
      }
    }
  }

  private boolean isTemplate(String id) {
    return !id.isEmpty()
        && !resources.has(id)
        && cib.section("resources").children("template").stream()
            .anyMatch(template -> id.equals(template.get("id")));
  }

  private void colocation(Element constraint) throws InvalidCib, UnsupportedCib {
    Colocations colocations = new Colocations(cib, resources, constraint);
    wishes.addAll(colocations.read());
  }

  private void order(Element constraint) throws InvalidCib, UnsupportedCib {
    wishes.addAll(new Orders(cib, resources, constraint).read());
  }

  /** The resources of a set, in order; null when one of them does not exist. */
  static @Nullable List<String> members(Resources resources, Element set) throws InvalidCib {
    List<String> members = new ArrayList<>();
    for (Element reference : set.children("resource_ref")) {
      if (!resources.has(reference.id())) {
        return null;
      }
      members.add(reference.id());
    }
    return members;
  }

  static void refuseRole(Element element, String... attributes) throws UnsupportedCib {
    for (String attribute : attributes) {
      String role = element.get(attribute, "started").toLowerCase(Locale.ROOT);
      if (!role.equals("started")) {
        throw new UnsupportedCib("constraint on role %s".formatted(role));
      }
    }
  }
}
