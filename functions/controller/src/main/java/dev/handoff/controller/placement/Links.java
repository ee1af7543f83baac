package dev.handoff.controller.placement;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All colocations, from both sides, in the order in which they are applied: the partner of higher
 * priority first, groups before lone resources, then by id; of two with the same partner the later
 * one first.
 *
 * <p>Each member of a group is colocated with the one before it, with score INFINITY.
 */
final class Links {

  private final Board board;
  private final @Nullable List<Link>[] thisWith;
  private final @Nullable List<Link>[] withThis;
  private final List<Link> apart = new ArrayList<>(0);

  @SuppressWarnings({"unchecked", "rawtypes"})
  Links(Board board) {
    this.board = board;
    int ends = board.memberCount + board.unitCount();
    thisWith = new List[ends];
    withThis = new List[ends];
    for (Wish wish : board.problem.wishes()) {
      if (wish instanceof Wish.Colocation colocation) {
        add(colocation);
      }
    }
    for (int member = 1; member < board.memberCount; member++) {
      if (board.unitOf[member] == board.unitOf[member - 1]) {
        Member m = board.members[member];
        add(new Link(m.name(), member, member - 1, Sum.INFINITY, m.settings().critical()));
      }
    }
  }

  private void add(Wish.Colocation wish) {
    int dependent = board.ends.indexOf(wish.dependent());
    int primary = board.ends.indexOf(wish.primary());
    int score = wish.score().value();
    if (dependent >= 0 && primary >= 0 && score != 0) {
      add(new Link(wish.id(), dependent, primary, score, wish.influence()));
    }
  }

  private void add(Link link) {
    if (link.score() <= -Sum.INFINITY) {
      apart.add(link);
    }
    addThisWith(link.dependent(), link);
    addWithThis(link.primary(), link);
  }

  private void addThisWith(int end, Link link) {
    List<Link> links = thisWith[end];
    if (links == null) {
      thisWith[end] = links = new ArrayList<>(2);
    }
    int at = 0;
    while (at < links.size() && order(link.primary(), links.get(at).primary()) > 0) {
      at++;
    }
    links.add(at, link);
  }

  private void addWithThis(int end, Link link) {
    List<Link> links = withThis[end];
    if (links == null) {
      withThis[end] = links = new ArrayList<>(2);
    }
    int at = 0;
    while (at < links.size() && order(link.dependent(), links.get(at).dependent()) > 0) {
      at++;
    }
    links.add(at, link);
  }

  private int order(int partner, int other) {
    int byPriority = Integer.compare(board.priority(other), board.priority(partner));
    if (byPriority != 0) {
      return byPriority;
    }
    int byKind = Boolean.compare(board.isGroup(other), board.isGroup(partner));
    return byKind != 0 ? byKind : board.ends.get(partner).compareTo(board.ends.get(other));
  }

  /** The colocations in which the end is the dependent. */
  List<Link> thisWith(int end) {
    List<Link> links = thisWith[end];
    return links == null ? List.of() : links;
  }

  /** The colocations in which the end is the primary. */
  List<Link> withThis(int end) {
    List<Link> links = withThis[end];
    return links == null ? List.of() : links;
  }

  /** The colocations of minus infinity. */
  List<Link> apart() {
    return apart;
  }

  /**
   * Hands a group's colocations to its members, once its turn has come: what the group follows, its
   * first member follows; what follows the group, follows its last member. Behind an unmanaged
   * member the chain inside the group does not hold, so the mandatory ones go to all later members.
   */
  void expand(int group) {
    int first = board.firstMember(group);
    List<Link> own = thisWith(group);
    if (!own.isEmpty()) {
      for (Link link : own) {
        addThisWith(first, link);
      }
      boolean unmanaged = !board.managed[first];
      for (int member = first + 1; member <= board.lastMember(group); member++) {
        if (unmanaged) {
          addMandatory(member, own);
        }
        unmanaged |= !board.managed[member];
      }
      thisWith[group] = null;
    }
    List<Link> followers = withThis(group);
    if (!followers.isEmpty()) {
      for (Link link : followers) {
        addWithThis(board.lastMember(group), link);
      }
      withThis[group] = null;
    }
  }

  private void addMandatory(int member, List<Link> links) {
    for (Link link : links) {
      if (link.mandatory()) {
        addThisWith(member, link);
      }
    }
  }
}
