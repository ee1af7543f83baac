package dev.handoff.controller.record;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A wish about one group and one node that is not in the spec: Pacemaker's {@code cli-prefer} and
 * {@code cli-ban}, and moves that are still to be fulfilled.
 *
 * @param until the moment at which it is over; null: until it is taken back
 */
public record Bias(String group, String node, Kind kind, @Nullable Instant until) {

  /** Where a bias comes from, and which way it points. */
  public enum Kind {
    /** An operator's move that has been fulfilled: plus infinity. */
    PREFER,
    /**
     * An operator's move to the node: plus infinity, and until the group has arrived its stickiness
     * does not hold it. Then it becomes {@link #PREFER}.
     */
    MOVE,
    /**
     * An operator's move away from the node: minus infinity for as long as another node may run the
     * whole group. Once the group has arrived elsewhere it becomes {@link #PREFER} of that node.
     */
    AWAY,
    /** An operator's ban: minus infinity. */
    BAN,
    /** The node did not start the group within its time: minus infinity, until cleanup. */
    START_FAILED
  }

  public boolean isOver(Instant now) {
    return until != null && !now.isBefore(until);
  }

  public boolean isOn(String otherNode) {
    return node.equals(otherNode);
  }

  public Bias as(Kind other) {
    return new Bias(group, node, other, until);
  }

  /** The command that takes it back, as people type it. */
  public String lift() {
    String verb = kind == Kind.START_FAILED ? "cleanup" : "clear";
    return "handoff " + verb + " " + group + " " + node;
  }
}
