package dev.handoff.console.pacemaker;

import dev.handoff.events.spec.Rule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A constraint as it was configured. The settings of each hold all of its attributes but its id and
 * the names of what it binds: score, roles, kind, and whatever else was there.
 */
public sealed interface Constraint {

  /** Empty where the text does not tell it. */
  String id();

  int line();

  Settings settings();

  /** Where a resource likes to be. */
  record Location(String id, int line, String resource, Where where, Settings settings)
      implements Constraint {}

  /** The nodes that a location means. */
  sealed interface Where {
    /** The one of that name. */
    record On(String node) implements Where {}

    /** Those for which the rule holds. */
    record By(Rule rule) implements Where {}
  }

  /** Resources that like to be together, or apart. */
  record Colocation(String id, int line, String resource, String with, Settings settings)
      implements Constraint {}

  /** Resources that start one after the other. */
  record Order(String id, int line, String first, String then, Settings settings)
      implements Constraint {}

  /** A colocation or an order of more than two. */
  record OfSets(String id, int line, Kind kind, List<ResourceSet> sets, Settings settings)
      implements Constraint {
    public OfSets {
      sets = List.copyOf(sets);
    }
  }

  /** What a constraint of sets is about. */
  enum Kind {
    COLOCATION,
    ORDER
  }

  /** A set of resources, with its own attributes. */
  record ResourceSet(List<String> members, Settings settings) {
    public ResourceSet {
      members = List.copyOf(members);
    }

    /** An attribute of the set, or null. */
    public @Nullable String get(String name) {
      Settings.Setting setting = settings.get(name);
      return setting == null ? null : setting.value();
    }
  }
}
