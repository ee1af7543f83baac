package dev.handoff.controller.placement;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where everything is to run.
 *
 * @param units in the order of the problem
 */
public record PlacementResult(List<UnitPlacement> units) {

  public PlacementResult {
    units = List.copyOf(units);
  }

  /**
   * Where one unit is to run.
   *
   * @param members in start order
   */
  public record UnitPlacement(String unit, List<MemberPlacement> members) {

    public UnitPlacement {
      members = List.copyOf(members);
    }

    /** The node of the first member that runs; a group may be up in part only. */
    public Optional<String> node() {
      return members.stream().flatMap(m -> Optional.ofNullable(m.node()).stream()).findFirst();
    }

    /** Whether every member runs. */
    public boolean complete() {
      return members.stream().allMatch(member -> member.node() != null);
    }
  }

  /**
   * Where one resource is to run.
   *
   * @param node null: nowhere
   */
  public record MemberPlacement(String member, @Nullable String node) {}

  public Optional<UnitPlacement> unit(String name) {
    return units.stream().filter(unit -> unit.unit().equals(name)).findFirst();
  }

  /** The node of a member, or empty when it is stopped or unknown. */
  public Optional<String> node(String member) {
    return units.stream()
        .flatMap(unit -> unit.members().stream())
        .filter(m -> m.member().equals(member))
        .flatMap(m -> Optional.ofNullable(m.node()).stream())
        .findFirst();
  }
}
