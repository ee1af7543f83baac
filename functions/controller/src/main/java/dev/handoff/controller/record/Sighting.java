package dev.handoff.controller.record;

import java.time.Instant;

/**
 * The newest beat of a node that the controller has seen.
 *
 * @param since when an evaluation first saw it, by the controller's clock. How long a sequence has
 *     stood still is only ever measured from here, and only as a reason to look twice
 */
public record Sighting(String boot, long sequence, Instant since) {

  private static final String NONSENSE = "nonsense ";

  /** Of what lies in place of a beat, and is none. */
  public static Sighting ofNonsense(String text, Instant since) {
    return new Sighting(mark(text), 0, since);
  }

  /** Whether it is of no beat. */
  public boolean isOfNonsense() {
    return boot.startsWith(NONSENSE);
  }

  public boolean isOfNonsense(String text) {
    return isOf(mark(text), 0);
  }

  private static String mark(String text) {
    return NONSENSE + "%d %08x".formatted(text.length(), text.hashCode());
  }

  public boolean isOf(String otherBoot, long otherSequence) {
    return boot.equals(otherBoot) && sequence == otherSequence;
  }
}
