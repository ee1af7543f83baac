package dev.handoff.events.json;

/**
 * Text that is not the JSON of the event it was taken for. The message says what is wrong where.
 */
public final class MalformedEvent extends Exception {

  public MalformedEvent(String message, Throwable cause) {
    super(message, cause);
  }

  public MalformedEvent(String message) {
    super(message);
  }
}
