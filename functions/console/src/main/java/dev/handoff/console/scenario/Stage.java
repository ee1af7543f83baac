package dev.handoff.console.scenario;

import dev.handoff.console.lab.net.Gaps;
import dev.handoff.console.status.ClusterView;
import dev.handoff.controller.port.Addresses.Place;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.events.Alert;
import java.util.List;
import java.util.Optional;

/** Where a scenario is played. */
public interface Stage {

  /**
   * Does something to the world.
   *
   * @throws DeedFailed if it cannot be done
   */
  void perform(Step.Deed deed) throws DeedFailed;

  /** What the controller has recorded; empty: there is nothing, or it cannot be read. */
  Optional<ClusterRecord> record();

  /** The cluster as it is now; empty: there is none, or it cannot be read. */
  Optional<ClusterView> view();

  /** Why a group is where it is, as lines for people. */
  List<String> explain(String group);

  /** From now on it is counted on how many nodes a service runs. */
  void count(String service);

  /** What {@linkplain #count counting} has shown so far. */
  Headcount headcount(String service);

  /**
   * On how many nodes a service has run at once.
   *
   * @param most the highest number that any look has found
   * @param now what the last look has found
   * @param looks how often all nodes were looked at
   */
  record Headcount(int most, int now, long looks) {}

  /** Where the cloud leads an address of the spec. */
  Place place(String address);

  /** What the client of an address has seen; empty: the address has no client. */
  Optional<Gaps> gaps(String address);

  /** Every alert so far, oldest first. */
  List<Alert> alerts();

  /** A step could not be done. The message says why. */
  final class DeedFailed extends Exception {
    public DeedFailed(String message) {
      super(message);
    }
  }
}
