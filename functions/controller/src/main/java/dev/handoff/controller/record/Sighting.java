package dev.handoff.controller.record;

import java.time.Instant;

/**
 * The newest beat of a node that the controller has seen.
 *
 * @param since when an evaluation first saw it, by the controller's clock. How long a sequence has
 *     stood still is only ever measured from here, and only as a reason to look twice
 */
public record Sighting(String boot, long sequence, Instant since) {

  public boolean isOf(String otherBoot, long otherSequence) {
    return boot.equals(otherBoot) && sequence == otherSequence;
  }
}
