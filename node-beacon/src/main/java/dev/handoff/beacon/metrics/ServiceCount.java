package dev.handoff.beacon.metrics;

import dev.handoff.beacon.loop.Outcome;
import java.util.Map;
import java.util.TreeMap;

/** What has been done to one service, and asked of it, since the beacon started. */
final class ServiceCount {

  long starts;
  long restarts;

  /** The failure counter at the last start, or when the beacon started. */
  long failuresBefore;

  /** By their place in the spec, counted from one. */
  final Map<Integer, MonitorCount> monitors = new TreeMap<>();

  ServiceCount(long failuresBefore) {
    this.failuresBefore = failuresBefore;
  }

  void started(long failures) {
    starts++;
    if (failures > failuresBefore) {
      restarts++;
    }
    failuresBefore = failures;
  }

  /** The runs of one monitor. */
  static final class MonitorCount {
    final String check;
    long ok;
    long failed;
    long unknown;

    /** How long the newest run took, in nanoseconds. */
    long last;

    MonitorCount(String check) {
      this.check = check;
    }

    void ended(Outcome outcome, long took) {
      switch (outcome) {
        case Outcome.Ok _ -> ok++;
        case Outcome.Failed _ -> failed++;
        case Outcome.Unknown _ -> unknown++;
      }
      last = took;
    }
  }
}
