package dev.handoff.aws.ec2;

import dev.handoff.aws.ec2.Ec2Calls.Filter;
import dev.handoff.aws.ec2.Ec2Calls.Listing;
import dev.handoff.aws.ec2.Ec2Calls.Patience;
import dev.handoff.controller.port.Fence;
import dev.handoff.controller.port.Time;
import dev.handoff.events.spec.NodeSpec;
import java.util.List;
import java.util.Map;

/**
 * Powers instances off. The guest is not asked: a silent machine may take minutes to say goodbye,
 * and {@code Force} alone still asks it first.
 */
public final class Ec2Fence implements Fence {

  private final Ec2Calls calls;

  public Ec2Fence(Ec2Query query, Limits limits, Time time) {
    calls = new Ec2Calls(query, limits, time);
  }

  @Override
  public Fenced powerOff(NodeSpec node) {
    String instance = node.instance();
    if (instance == null) {
      return new Fenced.Refused("node " + node.name() + " has no 'instance' (i-…) in the spec");
    }
    Map<String, String> parameters = Map.of("InstanceId.1", instance, "SkipOsShutdown", "true");
    return switch (calls.change("StopInstances", parameters, () -> true)) {
      // The reply shows the state at the moment of the call, which is stopping at best.
      case Outcome.Done done -> stateOf(instance);
      case Outcome.Refused refused when refused.code().equals("IncorrectInstanceState") ->
          stateOf(instance);
      case Outcome.Refused refused -> new Fenced.Refused(refused.detail());
      case Outcome.GivenUp givenUp -> new Fenced.NotYet(givenUp.detail());
      case Outcome.NotCurrent stopped ->
          throw new IllegalStateException("fencing does not ask who is current");
    };
  }

  /** What the machine is now: stopped or terminated is off, all else is not yet. */
  private Fenced stateOf(String instance) {
    Listing listing =
        calls.list(
            "DescribeInstances",
            "reservationSet",
            List.of(new Filter("instance-id", List.of(instance))),
            Patience.REPEATED);
    return switch (listing) {
      case Listing.Unreadable(String detail) -> new Fenced.NotYet(detail);
      case Listing.Complete(List<Xml> reservations) ->
          fenced(
              reservations.stream()
                  .flatMap(reservation -> reservation.items("instancesSet").stream())
                  .map(item -> item.text("instanceState", "name"))
                  .findFirst()
                  .orElse(""));
    };
  }

  private static Fenced fenced(String state) {
    return switch (state) {
      case "stopped", "terminated" -> new Fenced.Off();
      case "" -> new Fenced.NotYet("EC2 did not say which state it is in");
      default -> new Fenced.NotYet("it is " + state);
    };
  }
}
