package dev.handoff.beacon.loop;

import dev.handoff.events.ResourceReport;
import dev.handoff.events.ResourceReport.State;
import dev.handoff.events.spec.Service;
import org.jspecify.annotations.Nullable;

/** What a beat tells of one service. */
record ServiceReport(Service spec, Phase phase, Health health) {

  /** A beat should stay below the kilobyte that one write to the store costs. */
  static final int DETAIL_LENGTH = 160;

  ResourceReport get() {
    String detail = detail();
    String brief =
        detail == null || detail.length() <= DETAIL_LENGTH
            ? detail
            : detail.substring(0, DETAIL_LENGTH - 1) + "…";
    return new ResourceReport(
        spec.name(),
        state(),
        health.faults().record().failures(),
        brief,
        health.faults().aftermath());
  }

  private State state() {
    return switch (phase) {
      case Phase.Unlearned _, Phase.Inspecting _ -> State.UNKNOWN;
      case Phase.Stopped _ -> health.faults().trouble() == null ? State.STOPPED : State.FAILED;
      case Phase.Launching _, Phase.Proving _ -> State.STARTING;
      case Phase.Running _ -> runningState();
      case Phase.Stopping _ -> State.STOPPING;
      case Phase.Broken _, Phase.Stuck _ -> State.FAILED;
    };
  }

  private State runningState() {
    if (health.exit() != null || health.monitors().failure() != null) {
      return State.FAILED;
    }
    return health.monitors().unknown() == null ? State.RUNNING : State.UNKNOWN;
  }

  private @Nullable String detail() {
    if (health.exit() != null) {
      return health.exit();
    }
    Outcome.Failed failure = health.monitors().failure();
    if (failure != null) {
      return failure.detail();
    }
    Outcome.Unknown unknown = health.monitors().unknown();
    return unknown == null ? health.faults().detail() : unknown.detail();
  }
}
