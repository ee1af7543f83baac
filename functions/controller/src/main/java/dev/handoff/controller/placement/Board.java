package dev.handoff.controller.placement;

import dev.handoff.controller.placement.Candidate.Availability;
import dev.handoff.controller.placement.Member.Failure;
import dev.handoff.controller.placement.Member.Reaction;
import java.util.Arrays;
import java.util.List;

/**
 * A problem compiled to indices: nodes 0 to n-1, members 0 to m-1 in order of definition, units 0
 * to u-1. An <em>end</em> of a wish is a member, or a group as m plus its unit's index.
 */
final class Board {

  final PlacementProblem problem;
  final Names nodes;
  final Names ends;
  final int nodeCount;
  final int memberCount;

  final Member[] members;
  final int[] unitOf;

  /** Where a unit's members begin; one more entry than units. */
  final int[] firstOf;

  final Availability[] availability;
  final boolean[] available;

  /** The node that a member runs on, -1 for none; the first one if there are several. */
  final int[] current;

  /** On how many online nodes it runs. */
  final int[] activeOn;

  /** May be started, stopped and moved. */
  final boolean[] managed;

  /** Cannot be touched, because of a failure. */
  final boolean[] blocked;

  /** One row of nodes for each member. */
  final int[] scores;

  final Recorder recorder;

  Board(PlacementProblem problem, Recorder recorder) {
    this.problem = problem;
    this.recorder = recorder;
    List<Unit> units = problem.units();
    nodeCount = problem.nodes().size();
    firstOf = new int[units.size() + 1];
    for (int u = 0; u < units.size(); u++) {
      firstOf[u + 1] = firstOf[u] + units.get(u).members().size();
    }
    memberCount = firstOf[units.size()];
    members = new Member[memberCount];
    unitOf = new int[memberCount];
    ends = new Names(placeMembers(units));
    nodes = new Names(nodeNames(problem.nodes()));
    availability = new Availability[nodeCount];
    available = new boolean[nodeCount];
    current = new int[memberCount];
    activeOn = new int[memberCount];
    managed = new boolean[memberCount];
    blocked = new boolean[memberCount];
    scores = new int[memberCount * nodeCount];
    if (!problem.policy().symmetric()) {
      Arrays.fill(scores, Sum.ABSENT);
    }
    judgeNodes();
    judgeMembers();
  }

  private String[] placeMembers(List<Unit> units) {
    String[] names = new String[memberCount + units.size()];
    for (int u = 0; u < units.size(); u++) {
      Unit unit = units.get(u);
      for (int i = firstOf[u]; i < firstOf[u + 1]; i++) {
        members[i] = unit.members().get(i - firstOf[u]);
        unitOf[i] = u;
        names[i] = members[i].name();
      }
      // The lone resource's name is its member's: the lower index is found first.
      names[memberCount + u] = unit.name();
    }
    return names;
  }

  private static String[] nodeNames(List<Candidate> candidates) {
    String[] names = new String[candidates.size()];
    for (int i = 0; i < names.length; i++) {
      names[i] = candidates.get(i).name();
    }
    return names;
  }

  private void judgeNodes() {
    for (int node = 0; node < nodeCount; node++) {
      availability[node] = problem.nodes().get(node).availability();
    }
    for (Member member : members) {
      for (Failure failure : member.observed().failures()) {
        int node = nodes.indexOf(failure.node());
        if (failure.reaction() == Reaction.STANDBY
            && node >= 0
            && availability[node] == Availability.ONLINE) {
          availability[node] = Availability.STANDBY;
        }
      }
    }
    for (int node = 0; node < nodeCount; node++) {
      available[node] = availability[node] == Availability.ONLINE;
    }
  }

  private void judgeMembers() {
    boolean maintenance = problem.policy().maintenance();
    for (int member = 0; member < memberCount; member++) {
      Member m = members[member];
      current[member] = -1;
      boolean onMaintained = false;
      for (String name : m.observed().activeOn()) {
        int node = nodes.indexOf(name);
        if (node >= 0 && availability[node] != Availability.OFFLINE) {
          onMaintained |= availability[node] == Availability.MAINTENANCE;
          if (activeOn[member]++ == 0) {
            current[member] = node;
          }
        }
      }
      for (Failure failure : m.observed().failures()) {
        blocked[member] |= freezes(failure);
      }
      managed[member] = m.settings().managed() && !maintenance && !onMaintained && !blocked[member];
    }
  }

  private boolean freezes(Failure failure) {
    return (failure.reaction() == Reaction.BLOCK || failure.reaction() == Reaction.STUCK)
        && isOnline(nodes.indexOf(failure.node()));
  }

  /** Whether what is known of the node counts; an offline node's history does not. */
  boolean isOnline(int node) {
    return node >= 0 && availability[node] != Availability.OFFLINE;
  }

  Unit unit(int unit) {
    return problem.units().get(unit);
  }

  int unitCount() {
    return firstOf.length - 1;
  }

  boolean isGroup(int end) {
    return end >= memberCount;
  }

  int firstMember(int end) {
    return isGroup(end) ? firstOf[end - memberCount] : end;
  }

  int lastMember(int end) {
    return isGroup(end) ? firstOf[end - memberCount + 1] - 1 : end;
  }

  int priority(int end) {
    return isGroup(end)
        ? unit(end - memberCount).priority()
        : members[end].settings().meta().priority();
  }

  /** Whether any member of the end runs somewhere. */
  boolean isActive(int end) {
    for (int member = firstMember(end); member <= lastMember(end); member++) {
      if (current[member] >= 0) {
        return true;
      }
    }
    return false;
  }

  int score(int member, int node) {
    return scores[member * nodeCount + node];
  }

  /** The score, without end where the member is to stay. */
  int worth(int member, int node) {
    int score = score(member, node);
    return holds(member, node) ? Sum.of(score, Sum.INFINITY) : score;
  }

  /** Whether the member is to stay on this node as long as it may run there. */
  boolean holds(int member, int node) {
    return node == current[member]
        && members[member].settings().stay() != Member.Stay.FREE
        && managed[member]
        && activeOn[member] == 1
        && score(member, node) != Sum.ABSENT;
  }

  /** Adds to a score; a node that was absent is known from now on. */
  void add(int member, int node, int score, Recorder.Source source, Object detail) {
    int at = member * nodeCount + node;
    scores[at] = scores[at] == Sum.ABSENT ? score : Sum.of(scores[at], score);
    recorder.add(member, node, score, source, detail);
  }

  void addEverywhere(int member, int score, Recorder.Source source, Object detail) {
    for (int node = 0; node < nodeCount; node++) {
      add(member, node, score, source, detail);
    }
  }

  int[] row(int member) {
    return Arrays.copyOfRange(scores, member * nodeCount, (member + 1) * nodeCount);
  }

  void setRow(int member, int[] row) {
    System.arraycopy(row, 0, scores, member * nodeCount, nodeCount);
  }

  /** Whether some node of the row could take the resource. */
  boolean anyAllowed(int[] row) {
    for (int node = 0; node < nodeCount; node++) {
      if (available[node] && row[node] >= 0) {
        return true;
      }
    }
    return false;
  }
}
