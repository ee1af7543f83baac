package dev.handoff.console.doctor;

import org.jspecify.annotations.Nullable;

/**
 * One thing that was looked at.
 *
 * @param area what it belongs to, a word
 * @param found what there is, in words
 * @param mend what to do about it; null: nothing has to be done
 */
public record Check(String area, Outcome outcome, String found, @Nullable String mend) {

  /** How well it is. */
  public enum Outcome {
    OK,
    /** It may be well, or may become a fault. */
    WARN,
    /** A failover would not work, or nobody would be told. */
    FAIL
  }

  static Check ok(String area, String found) {
    return new Check(area, Outcome.OK, found, null);
  }

  static Check warn(String area, String found, String mend) {
    return new Check(area, Outcome.WARN, found, mend);
  }

  static Check fail(String area, String found, String mend) {
    return new Check(area, Outcome.FAIL, found, mend);
  }
}
