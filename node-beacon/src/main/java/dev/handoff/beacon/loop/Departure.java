package dev.handoff.beacon.loop;

/**
 * The way out: stop the active groups in reverse order, tell it with the last beat, stop what runs
 * everywhere, end. The last beat comes before that, so that addresses can move away while those
 * services still answer.
 */
final class Departure {

  /** How often the last beat is tried. */
  static final int LAST_BEAT_ATTEMPTS = 3;

  private Stage stage = Stage.STAYING;
  private int attempts;
  private long firstAttempt;

  enum Stage {
    STAYING,
    /** Exclusive services go down. */
    STOPPING,
    /** The last beat is sent. */
    TELLING,
    /** What runs everywhere goes down. */
    CLEARING,
    GONE
  }

  Stage stage() {
    return stage;
  }

  boolean isUnderWay() {
    return stage != Stage.STAYING;
  }

  void begin() {
    if (stage == Stage.STAYING) {
      stage = Stage.STOPPING;
    }
  }

  /** Everything is left as it is. */
  void atOnce() {
    stage = Stage.GONE;
  }

  /** Nothing that has to go down at this stage is left. */
  void quiet() {
    switch (stage) {
      case STOPPING -> stage = Stage.TELLING;
      case CLEARING -> stage = Stage.GONE;
      case STAYING, TELLING, GONE -> {}
    }
  }

  /** The last beat is sent, or sent once more, under this sequence. */
  void attempted(long sequence) {
    if (attempts == 0) {
      firstAttempt = sequence;
    }
    attempts++;
  }

  /** A beat has been acknowledged. */
  void acknowledged(long sequence) {
    if (stage == Stage.TELLING && attempts > 0 && sequence >= firstAttempt) {
      stage = Stage.CLEARING;
    }
  }

  /** The newest beat has failed. */
  void failed() {
    if (stage == Stage.TELLING && attempts >= LAST_BEAT_ATTEMPTS) {
      stage = Stage.CLEARING;
    }
  }
}
