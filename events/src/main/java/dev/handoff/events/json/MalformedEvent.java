package dev.handoff.events.json;

import dev.handoff.events.PlainText;

/**
 * Text that is not the JSON of the event it was taken for. The message says what is wrong where.
 */
public final class MalformedEvent extends Exception {

  /** Messages quote what they refuse, and end up in records, logs and alerts. */
  private static final int LONGEST = 300;

  public MalformedEvent(String message, Throwable cause) {
    super(PlainText.line(message, LONGEST), cause);
  }

  public MalformedEvent(String message) {
    super(PlainText.line(message, LONGEST));
  }
}
