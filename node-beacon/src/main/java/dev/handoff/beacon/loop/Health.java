package dev.handoff.beacon.loop;

import dev.handoff.events.spec.Kind;
import dev.handoff.events.spec.Monitor.Check;
import dev.handoff.events.spec.Monitor.OnFail;
import dev.handoff.events.spec.Service;
import org.jspecify.annotations.Nullable;

/** What is known of a service's health: its monitors, its failures, and the end of its process. */
final class Health {

  private final MonitorSet monitors = new MonitorSet();
  private final Faults faults;

  /** How its process ended, if it did and nothing was done about it. */
  private @Nullable String exit;

  Health(FailureRecord record) {
    faults = new Faults(record);
  }

  MonitorSet monitors() {
    return monitors;
  }

  Faults faults() {
    return faults;
  }

  @Nullable String exit() {
    return exit;
  }

  /** It runs and works. */
  void recovered() {
    faults.recovered();
    exit = null;
  }

  void startFailed(String detail, long now, Outbox out) {
    monitors.end(out);
    faults.startFailed(detail, now);
  }

  /**
   * A running service has failed.
   *
   * @param ranFor for how long it had run
   * @return whether it has to be brought down
   */
  boolean failed(Service spec, OnFail onFail, String detail, long ranFor, long now) {
    if (isExternal(spec)) {
      // Whatever is asked for, there is nothing that could be stopped or started.
      if (onFail != OnFail.IGNORE) {
        faults.counted(detail);
      }
      return false;
    }
    return faults.failed(onFail, detail, ranFor, now);
  }

  /** The process of a running service has ended by itself; answers as {@link #failed}. */
  boolean exited(Service spec, String detail, long ranFor, long now) {
    boolean down = failed(spec, onExit(spec), detail, ranFor, now);
    exit = down ? null : detail;
    return down;
  }

  /**
   * Failures up to this counter no longer count.
   *
   * @return whether the service was left dead until somebody had looked, and somebody has
   */
  boolean forgive(Service spec, long upTo) {
    faults.forgive(upTo);
    return exit != null && faults.hold() == null && onExit(spec) == OnFail.BLOCK;
  }

  /** Why the monitors did not let a start pass. */
  String whyNotUp() {
    Outcome.Failed failure = monitors.failure();
    return failure == null ? "no answer" : failure.detail();
  }

  /** Nothing is left of it. */
  void gone() {
    exit = null;
  }

  /** Nothing that this beacon could not mend is wrong with it. */
  boolean isServing(Service spec) {
    return !(isExternal(spec) && monitors.failure() != null);
  }

  static boolean isExternal(Service spec) {
    return spec.kind() instanceof Kind.External;
  }

  /** What the exit of its process leads to: its own check speaks for it, if it has one. */
  private static OnFail onExit(Service spec) {
    return spec.monitors().stream()
        .filter(monitor -> monitor.check() instanceof Check.Own)
        .findFirst()
        .map(monitor -> monitor.onFail())
        .orElse(OnFail.RESTART);
  }
}
