package dev.handoff.controller.handover;

import dev.handoff.controller.record.Phase;
import dev.handoff.controller.record.Phase.Handover;
import java.time.Duration;
import java.util.Objects;

/**
 * How long an owner has to start. Its time begins when it is told, which may have to wait, as until
 * the orders of the former owner have been replaced: nobody is blamed for not doing what it was not
 * told.
 */
final class Patience {

  private Patience() {}

  static Phase.Starting begins(Situation s, Handover handover) {
    return new Phase.Starting(handover, s.now(), s.now().plus(patience(s)));
  }

  static boolean isOver(Situation s, Phase.Starting phase) {
    return !s.now().isBefore(phase.deadline()) && isTold(s);
  }

  /**
   * The step of an owner that is waited for. As long as it has not been told, all of its time is
   * left, and as much again, so that not every look has to write that down.
   */
  static Step goesOn(Situation s, Phase.Starting phase) {
    boolean justMoved = s.now().isBefore(phase.moved().plus(s.cluster().beat().interval()));
    boolean enough = !s.now().plus(patience(s)).isAfter(phase.deadline());
    if (isTold(s) || justMoved || enough) {
      return new Step.Expect(s.assignment());
    }
    Phase.Starting longer =
        new Phase.Starting(
            phase.handover(), phase.moved(), s.now().plus(patience(s).multipliedBy(2)));
    return new Step.Advance(s.assignment().in(longer));
  }

  private static boolean isTold(Situation s) {
    return s.isToldToStart(Objects.requireNonNull(s.assignment().owner()));
  }

  /** The time that its starts may take, and two beats to say so. */
  private static Duration patience(Situation s) {
    return s.group()
        .startTime()
        .plus(s.cluster().beat().interval().multipliedBy(2))
        .plus(Beginning.GRACE);
  }
}
