package dev.handoff.beacon.loop;

import dev.handoff.events.ResourceReport;
import dev.handoff.events.ResourceReport.State;
import dev.handoff.events.spec.Service;
import org.jspecify.annotations.Nullable;

/**
 * What a beat tells of one service.
 *
 * @param exit how its process ended, if it did and nothing was done about it
 */
record ServiceReport(
    Service spec, Phase phase, MonitorSet monitors, Faults faults, @Nullable String exit) {

  /** A beat should stay below the kilobyte that one write to the store costs. */
  static final int DETAIL_LENGTH = 160;

  ResourceReport get() {
    String detail = detail();
    String brief =
        detail == null || detail.length() <= DETAIL_LENGTH
            ? detail
            : detail.substring(0, DETAIL_LENGTH - 1) + "…";
    return new ResourceReport(spec.name(), state(), faults.record().failures(), brief);
  }

  private State state() {
    return switch (phase) {
      case Phase.Unlearned _, Phase.Inspecting _ -> State.UNKNOWN;
      case Phase.Stopped _ -> faults.trouble() == null ? State.STOPPED : State.FAILED;
      case Phase.Launching _, Phase.Proving _ -> State.STARTING;
      case Phase.Running _ -> runningState();
      case Phase.Stopping _ -> State.STOPPING;
      case Phase.Broken _, Phase.Stuck _ -> State.FAILED;
    };
  }

  private State runningState() {
    if (exit != null || monitors.failure() != null) {
      return State.FAILED;
    }
    return monitors.unknown() == null ? State.RUNNING : State.UNKNOWN;
  }

  private @Nullable String detail() {
    if (exit != null) {
      return exit;
    }
    Outcome.Failed failure = monitors.failure();
    if (failure != null) {
      return failure.detail();
    }
    Outcome.Unknown unknown = monitors.unknown();
    return unknown == null ? faults.detail() : unknown.detail();
  }
}
