package dev.handoff.beacon.host;

import java.time.Duration;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Searches a text for a pattern, for a limited time: an unlucky pattern on an unlucky text can take
 * longer than the universe has lasted.
 */
final class BodySearch {

  /** What came of a search. */
  enum Result {
    FOUND,
    NOT_FOUND,
    /** It took too long, or nobody waits for it any more. */
    GIVEN_UP,
    /** The pattern is none, or needs more stack for this text than there is. */
    UNUSABLE
  }

  private BodySearch() {}

  /**
   * Searches.
   *
   * @param within the longest it may take
   */
  static Result find(String pattern, String text, Duration within, Task task) {
    try {
      long deadline = System.nanoTime() + within.toNanos();
      boolean found = Pattern.compile(pattern).matcher(new Watched(text, deadline, task)).find();
      return found ? Result.FOUND : Result.NOT_FOUND;
    } catch (TooLong e) {
      return Result.GIVEN_UP;
    } catch (PatternSyntaxException | StackOverflowError e) {
      return Result.UNUSABLE;
    }
  }

  /** A matcher does nothing without looking at a character, so here it can be stopped. */
  private static final class Watched implements CharSequence {

    /** How many characters are looked at between two looks at the clock. */
    private static final int EVERY = 1024;

    private final CharSequence text;
    private final long deadline;
    private final Task task;
    private int looks;

    Watched(CharSequence text, long deadline, Task task) {
      this.text = text;
      this.deadline = deadline;
      this.task = task;
    }

    @Override
    public char charAt(int index) {
      if (++looks % EVERY == 0 && (System.nanoTime() - deadline > 0 || task.isKilled())) {
        throw new TooLong();
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }

  /** Leaves the matcher; nobody else sees it. */
  private static final class TooLong extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooLong() {
      super(null, null, false, false);
    }
  }
}
