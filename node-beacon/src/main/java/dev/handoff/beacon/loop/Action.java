package dev.handoff.beacon.loop;

import dev.handoff.events.Plan;
import dev.handoff.events.spec.Monitor;
import dev.handoff.events.spec.Probe;
import dev.handoff.events.spec.Service;
import java.util.List;
import java.util.Map;

/**
 * What the loop wants done. The order of a returned list is binding: {@link Remember} is durable
 * before the {@link Publish} that follows it begins. All others run side by side, and their answers
 * come back as {@link Event}s whenever they are there: the loop keeps the time of every one and
 * does not need an answer to go on.
 */
public sealed interface Action {

  /** Publish a beat, stamped with the wall clock. */
  record Publish(BeatDraft draft) implements Action {}

  /** Read the newest beats of these peers, strongly consistently. */
  record ReadPeers(long reading, List<Plan.Peer> peers) implements Action {
    public ReadPeers {
      peers = List.copyOf(peers);
    }
  }

  /** Fetch this node's plan. */
  record FetchPlan(String version) implements Action {}

  /** Find out whether a service runs, before anything is done to it. */
  record Inspect(long task, Service service) implements Action {}

  /** Start a service that does not run. */
  record Start(long task, Service service) implements Action {}

  /** Ask a service to stop, and wait until nothing of it is left. */
  record Stop(long task, Service service) implements Action {}

  /** Force the open start or stop of that number to its end: kill what it runs. */
  record Kill(long task, Service service) implements Action {}

  /**
   * Leave an address that is on an interface there until this moment of the loop's time, whatever
   * becomes of the beacon; the largest number: for good.
   */
  record Lend(Service service, long until) implements Action {

    /** Whether it has no end. */
    public boolean isForGood() {
      return until == Nanos.NEVER;
    }
  }

  /** Run one monitor once. */
  record RunMonitor(long task, Service service, Monitor monitor) implements Action {}

  /** Run one probe once. */
  record RunProbe(long task, Probe probe) implements Action {}

  /** Nobody waits for this inspection, monitor or probe any more: kill what it runs. */
  record Abandon(long task) implements Action {}

  /**
   * Keep the failures of all services for as long as the machine is booted, so that they outlive
   * the beacon.
   */
  record Remember(Map<String, FailureRecord> failures) implements Action {
    public Remember {
      failures = Map.copyOf(failures);
    }
  }

  /** Reboot the machine at once, without asking anything to stop. */
  record Reboot(String why) implements Action {}

  /** Tell the machine's log. */
  record Log(String text) implements Action {}

  /** End the beacon: nothing is left to do. Always the last. */
  record Exit() implements Action {}
}
