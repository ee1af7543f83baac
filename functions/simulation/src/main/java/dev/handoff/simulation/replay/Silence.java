package dev.handoff.simulation.replay;

import dev.handoff.simulation.replay.Occurrence.Absence;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a node's silence is taken for: no journal tells whether it was off, or only not heard. */
public enum Silence {
  /** Cut off if it was heard again sooner than machines boot, else off. */
  AUTO,
  /** It ran, and its beats did not arrive. */
  CUT,
  /** It had no power. */
  OFF;

  /** Instances of either cloud take this long to boot, or longer. */
  public static final Duration BOOT = Duration.ofMinutes(1);

  /**
   * Decides.
   *
   * @param lasted null: it was never heard again
   */
  Absence of(@Nullable Duration lasted) {
    return switch (this) {
      case CUT -> Absence.CUT;
      case OFF -> Absence.OFF;
      case AUTO -> lasted != null && lasted.compareTo(BOOT) < 0 ? Absence.CUT : Absence.OFF;
    };
  }
}
