package dev.handoff.dispatch;

/**
 * What the cloud said when it was asked whether a call would be permitted.
 *
 * @param call the cloud's name of it
 * @param on what it would change, as a person names it
 * @param detail the cloud's words where the ruling is not that it is permitted; else empty
 */
public record Permission(String call, String on, Ruling ruling, String detail) {

  /** Whether the call would be let through. */
  public enum Ruling {
    PERMITTED,
    REFUSED,
    /** The cloud objected to something else, or did not answer. */
    UNCLEAR
  }
}
