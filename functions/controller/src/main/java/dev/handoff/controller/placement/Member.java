package dev.handoff.controller.placement;

import dev.handoff.events.spec.GroupSpec.TargetRole;
import dev.handoff.events.spec.Meta;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One resource: what its operator wants of it, and what has been seen of it. */
public record Member(String name, Settings settings, Observed observed) {

  /**
   * What the operator wants, resolved: the resource's own value, else its group's, else the
   * cluster's default.
   *
   * @param critical whether this resource may pull along what it depends on (Pacemaker's {@code
   *     critical}, by default true)
   * @param stay why it is not to leave the node that it runs on, wherever it would be better
   */
  public record Settings(
      Meta meta, boolean managed, TargetRole targetRole, boolean critical, Stay stay) {

    public static final Settings DEFAULT =
        new Settings(Meta.DEFAULT, true, TargetRole.STARTED, true);

    /** Of a resource that may go wherever it is better. */
    public Settings(Meta meta, boolean managed, TargetRole targetRole, boolean critical) {
      this(meta, managed, targetRole, critical, Stay.FREE);
    }

    public Settings with(Meta other) {
      return new Settings(other, managed, targetRole, critical, stay);
    }
  }

  /**
   * Why a resource is not to leave its node, unless it may not run there at all. Pacemaker knows no
   * such thing. Stickiness without end would do the same, but also draw along what the resource is
   * only better off beside; this reaches nothing but what has to be beside it, or apart from it.
   */
  public enum Stay {
    /** It may go. */
    FREE,
    /** It is being handed over to the node. */
    HANDED_OVER,
    /** Nothing can be learned of the node at present. */
    UNREADABLE,
    /** It has moved too often of late. */
    PARKED
  }

  /**
   * What has been seen.
   *
   * @param activeOn where it runs now; what ran on an offline node does not count and may be listed
   * @param failCounts at most one for each node
   * @param failures failed operations that are still in the history, oldest first
   */
  public record Observed(
      List<String> activeOn, List<FailCount> failCounts, List<Failure> failures) {

    public static final Observed STOPPED = new Observed(List.of(), List.of(), List.of());

    public Observed {
      activeOn = List.copyOf(activeOn);
      failCounts = List.copyOf(failCounts);
      failures = List.copyOf(failures);
    }

    public static Observed activeOn(String node) {
      return new Observed(List.of(node), List.of(), List.of());
    }
  }

  /**
   * How often a resource failed on a node.
   *
   * @param count from 0 to 1,000,000, which is INFINITY
   * @param last the newest failure; null: not known, and so the count never expires
   */
  public record FailCount(String node, int count, @Nullable Instant last) {}

  /** A failed operation that neither cleanup nor expiry has taken out of the history. */
  public record Failure(String node, Reaction reaction) {}

  /** What a failed operation leads to. */
  public enum Reaction {
    /** Nothing failed, but its configuration has changed: it is started anew where it runs. */
    RESTART,
    /**
     * It is stopped and started again, where placement says. One that is not managed is left as it
     * is, but what is ordered after it waits.
     */
    RECOVER,
    /** Nothing, and its fail-count bans nothing either. */
    IGNORE,
    /** It stays as it is, and its failures never expire. */
    BLOCK,
    /** It is stopped, and stays so everywhere. */
    STOP,
    /** The node counts as standby, for everything. */
    STANDBY,
    /** The stop itself failed and nobody can fence: it stays where it is, and cannot be moved. */
    STUCK,
    /** It can never run on that node (not installed, not configured, not allowed). */
    BAN
  }
}
