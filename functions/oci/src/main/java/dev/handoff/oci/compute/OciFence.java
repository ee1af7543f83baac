package dev.handoff.oci.compute;

import com.oracle.bmc.core.Compute;
import com.oracle.bmc.core.model.Instance;
import com.oracle.bmc.core.model.Instance.LifecycleState;
import com.oracle.bmc.core.requests.GetInstanceRequest;
import com.oracle.bmc.core.requests.InstanceActionRequest;
import com.oracle.bmc.model.BmcException;
import dev.handoff.controller.port.Fence;
import dev.handoff.controller.port.Time;
import dev.handoff.events.spec.NodeSpec;
import dev.handoff.oci.attempt.Effort;
import dev.handoff.oci.attempt.Efforts;
import dev.handoff.oci.attempt.Limits;
import dev.handoff.oci.attempt.Outcome;

/**
 * Powers instances off by {@code STOP}, which does not ask the guest: {@code SOFTSTOP} gives a
 * silent machine 15 minutes to say goodbye.
 */
public final class OciFence implements Fence {

  private static final int CONFLICT = 409;

  private final Compute compute;
  private final Efforts efforts;

  public OciFence(Compute compute, Limits limits, Time time) {
    this.compute = compute;
    efforts = new Efforts(limits, time);
  }

  @Override
  public Fenced powerOff(NodeSpec node) {
    String id = node.instance();
    if (id == null) {
      return new Fenced.Refused(
          "node " + node.name() + " has no 'instance' (ocid1.instance.…) in the spec");
    }
    Effort effort = efforts.changing(() -> true);
    Outcome<Instance> state =
        effort
            .read(
                "GetInstance",
                () -> compute.getInstance(GetInstanceRequest.builder().instanceId(id).build()))
            .then(got -> stop(got.getInstance(), effort));
    return switch (state) {
      case Outcome.Done<Instance>(Instance instance) -> fenced(instance.getLifecycleState());
      case Outcome.Refused<Instance> refused -> new Fenced.Refused(refused.detail());
      case Outcome.Stale<Instance>(String detail) -> new Fenced.NotYet(detail);
      case Outcome.GivenUp<Instance>(String detail) -> new Fenced.NotYet(detail);
      case Outcome.NotCurrent<Instance> _ ->
          throw new IllegalStateException("fencing does not ask who is current");
    };
  }

  /** The instance as OCI answers to STOP; as it was, if it is off or on its way. */
  private Outcome<Instance> stop(Instance instance, Effort effort) {
    return switch (instance.getLifecycleState()) {
      case Stopped, Terminating, Terminated -> new Outcome.Done<>(instance);
      // Perhaps by somebody's SOFTSTOP, so that too is cut short.
      case Stopping, Running, Starting, Moving, Provisioning, CreatingImage, UnknownEnumValue ->
          effort.change("InstanceAction STOP", () -> stopped(instance));
    };
  }

  /** A conflict says that it is in between two states, which is news but no failure. */
  private Instance stopped(Instance instance) {
    try {
      return compute
          .instanceAction(
              InstanceActionRequest.builder().instanceId(instance.getId()).action("STOP").build())
          .getInstance();
    } catch (BmcException e) {
      if (e.getStatusCode() == CONFLICT) {
        return instance;
      }
      throw e;
    }
  }

  private static Fenced fenced(LifecycleState state) {
    return switch (state) {
      case Stopped, Terminated -> new Fenced.Off();
      case UnknownEnumValue ->
          new Fenced.NotYet("it is in a state that this version does not know");
      case Stopping, Terminating, Running, Starting, Moving, Provisioning, CreatingImage ->
          new Fenced.NotYet("it is " + state.getValue());
    };
  }
}
