package dev.handoff.oci.attempt;

import java.time.Duration;

/**
 * How long OCI is waited for. How long one attempt may take is a property of the clients.
 *
 * @param change from the beginning of a piece of work that changes something to its last attempt
 * @param read the same for work that only reads
 * @param look pause between two looks at a change that goes on after its call was answered
 * @param late longest time after which a call that was given up may still take effect
 */
public record Limits(Duration change, Duration read, Duration look, Duration late) {

  /**
   * OCI answers in well under a second as a rule, and takes seconds to move a public IP. A call
   * carries the ETag of what it was decided on, so it can land late only where nothing else has
   * changed the same thing in between: {@code late} is for that case.
   */
  public static final Limits DEFAULT =
      new Limits(
          Duration.ofSeconds(8),
          Duration.ofSeconds(4),
          Duration.ofMillis(300),
          Duration.ofSeconds(15));
}
