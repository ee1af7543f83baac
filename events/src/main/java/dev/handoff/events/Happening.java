package dev.handoff.events;

import dev.handoff.events.spec.Monitor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What can happen to a cluster, as its journal tells it. */
public sealed interface Happening {

  /**
   * A spec was stored.
   *
   * @param by who asked for it, as far as that is known
   */
  record SpecApplied(List<String> changes, @Nullable String by) implements Happening {
    public SpecApplied {
      changes = List.copyOf(changes);
    }

    public SpecApplied(List<String> changes) {
      this(changes, null);
    }
  }

  /**
   * An operator's command was granted.
   *
   * @param by who asked for it, as far as that is known
   */
  record OperatorActed(OperatorCommand command, @Nullable String by) implements Happening {
    public OperatorActed(OperatorCommand command) {
      this(command, null);
    }
  }

  /**
   * The cluster is forgotten; the last entry of its journal, unless it is created anew.
   *
   * @param addresses what became of each address, by how people call it
   */
  record ClusterDestroyed(Disposal disposal, Map<String, String> addresses, @Nullable String by)
      implements Happening {
    public ClusterDestroyed {
      addresses = SortedCopy.of(addresses);
    }
  }

  /** A node was seen for the first time, or again after silence, shutdown or reboot. */
  record NodeReturned(String node) implements Happening {}

  /** A node's beats stopped and the controller has confirmed it. */
  record NodeSilent(String node, Duration silentFor) implements Happening {}

  /** A node said that it shuts down. */
  record NodeLeft(String node) implements Happening {}

  /**
   * A service failed.
   *
   * @param failCount on that node, as it counts now
   * @param threshold at which its group leaves the node; zero: never
   * @param onFail what the failure has just asked for beyond a restart; null: nothing
   */
  record ResourceFailed(
      String resource,
      String node,
      int failCount,
      int threshold,
      @Nullable String detail,
      Monitor.@Nullable OnFail onFail)
      implements Happening {

    /** A failure that is answered by a restart. */
    public ResourceFailed(
        String resource, String node, int failCount, int threshold, @Nullable String detail) {
      this(resource, node, failCount, threshold, detail, null);
    }
  }

  /**
   * A service that had failed runs again where it failed, and nothing waits for a person.
   *
   * @param failCount on that node, as it counts now
   * @param threshold at which its group leaves the node; zero: never
   * @param lasted from when an evaluation saw the failure until one saw it run; zero: one saw both
   */
  record ResourceRecovered(
      String resource, String node, int failCount, int threshold, Duration lasted)
      implements Happening {}

  /**
   * An operator's wish is about to end by itself.
   *
   * @param ban whether it keeps the group away from the node; else it is a move that holds it there
   * @param until when it ends
   * @param goesTo where the group then goes; null: it stays where it is
   */
  record WishExpires(String group, String node, boolean ban, Instant until, @Nullable String goesTo)
      implements Happening {}

  /** A handover was decided; committed before the first call to the cloud. */
  record HandoverBegun(
      String group, @Nullable String from, @Nullable String to, long epoch, Cause cause)
      implements Happening {}

  /**
   * A handover is complete: the new owner serves, and the cloud shows every address there.
   *
   * @param addresses how people call what moved
   * @param detect from the failure to the decision, as far as it can be known
   * @param move from the decision until the cloud showed every address at the new owner
   * @param serve from the decision until the new owner's services ran
   */
  record OwnerChanged(
      String group,
      @Nullable String from,
      String to,
      long epoch,
      Cause cause,
      List<String> addresses,
      Duration detect,
      Duration move,
      Duration serve)
      implements Happening {
    public OwnerChanged {
      addresses = List.copyOf(addresses);
    }
  }

  /** A group is stopped, because no node may run it or because the operator wants it so. */
  record GroupStopped(String group, long epoch, Cause cause, List<String> reasons)
      implements Happening {
    public GroupStopped {
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * A group runs in part: no node may run all of it, or the operator wants some of it stopped.
   *
   * @param running resources that run, or addresses that lead there, on that node
   * @param stopped resources that do not run anywhere
   */
  record GroupIncomplete(
      String group,
      String node,
      long epoch,
      List<String> running,
      List<String> stopped,
      Cause cause,
      List<String> reasons)
      implements Happening {
    public GroupIncomplete {
      running = List.copyOf(running);
      stopped = List.copyOf(stopped);
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * A node was told to start a group and did not manage; the group may not run there until cleanup.
   */
  record StartFailed(String group, String node, long epoch, String detail) implements Happening {}

  /** The cloud refused to move an address, or did not answer. It is tried again. */
  record AddressStuck(String group, String address, String detail) implements Happening {}

  /** An address was found away from its group's owner and is being brought back. */
  record DriftFound(String group, String address, @Nullable String foundAt) implements Happening {}

  /** The controller decided not to act for now. */
  record Held(@Nullable String group, Hold hold) implements Happening {}

  /** What held the controller is over. */
  record HoldEnded(@Nullable String group, Hold hold) implements Happening {}
}
