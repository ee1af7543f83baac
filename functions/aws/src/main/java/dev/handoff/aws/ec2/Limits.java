package dev.handoff.aws.ec2;

import java.time.Duration;

/**
 * How long EC2 is waited for.
 *
 * @param attempt longest time of one attempt, connecting included
 * @param change from the first attempt of a changing call to the beginning of its last
 * @param read the same for a reading call
 * @param late longest time after which a call that was given up may still take effect
 */
public record Limits(Duration attempt, Duration change, Duration read, Duration late) {

  /**
   * EC2 answers in well under a second as a rule. A change takes effect one to six seconds after it
   * was asked for; twice that is what a call counts for that nobody has heard the end of.
   */
  public static final Limits DEFAULT =
      new Limits(
          Duration.ofSeconds(3),
          Duration.ofSeconds(8),
          Duration.ofSeconds(4),
          Duration.ofSeconds(12));
}
