package dev.handoff.simulation.node;

import dev.handoff.simulation.world.Dice;
import java.time.Duration;

/**
 * A node's network: what arrives, and how long it takes. Faults may overlap, so they are counted.
 */
final class Uplink {

  private static final long QUICK = Duration.ofMillis(1).toNanos();
  private static final long USUAL = Duration.ofMillis(25).toNanos();
  private static final long SLOW = Duration.ofSeconds(6).toNanos();

  private final Dice dice;
  int cut;
  int repliesLost;
  int peersLost;
  int peersLate;
  int slow;

  Uplink(Dice dice) {
    this.dice = dice;
  }

  /** Whether what is sent now reaches the store. */
  boolean reaches() {
    return cut == 0;
  }

  /** Whether what the store answers now comes back. */
  boolean returns() {
    return cut == 0 && repliesLost == 0;
  }

  boolean showsPeers() {
    return returns() && peersLost == 0;
  }

  /** How long one way takes. */
  long delay() {
    return slow > 0 && dice.chance(0.4) ? dice.between(USUAL, SLOW) : dice.between(QUICK, USUAL);
  }

  /** Whether a lost connection is noticed, instead of there just being no answer. */
  boolean noticesLoss() {
    return dice.chance(0.5);
  }
}
