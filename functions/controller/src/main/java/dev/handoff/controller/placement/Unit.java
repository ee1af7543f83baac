package dev.handoff.controller.placement;

import java.util.List;

/**
 * A group, or a resource of its own.
 *
 * @param priority of the unit: higher ones are placed first
 * @param members at least one, in the order in which they start
 * @param group false: a lone resource, whose member has the unit's name
 */
public record Unit(String name, int priority, List<Member> members, boolean group) {

  public Unit {
    members = List.copyOf(members);
    if (members.isEmpty()) {
      throw new IllegalArgumentException("unit %s has no members".formatted(name));
    }
  }

  public static Unit group(String name, int priority, List<Member> members) {
    return new Unit(name, priority, members, true);
  }

  public static Unit lone(Member member) {
    return new Unit(member.name(), member.settings().meta().priority(), List.of(member), false);
  }
}
