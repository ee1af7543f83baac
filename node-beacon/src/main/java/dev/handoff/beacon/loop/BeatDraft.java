package dev.handoff.beacon.loop;

import dev.handoff.events.Beat;
import java.time.Duration;
import java.time.Instant;

/**
 * A beat that lacks only the wall clock, which the loop does not know.
 *
 * @param uptime monotonic time since the machine's boot
 */
public record BeatDraft(
    Identity self, long sequence, Duration uptime, boolean urgent, boolean leaving, Status status) {

  /** The beat as it goes out. */
  public Beat sentAt(Instant wallClock) {
    return new Beat(
        self.cluster(),
        self.node(),
        self.boot(),
        sequence,
        uptime,
        wallClock,
        urgent,
        leaving,
        status.planVersion(),
        status.groups(),
        status.resources(),
        status.attributes(),
        status.missed());
  }
}
