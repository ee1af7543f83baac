package dev.handoff.dispatch;

/**
 * What EC2 said when it was asked whether a call would be permitted.
 *
 * @param call EC2's name of it
 * @param on what it would change, as a person names it
 * @param detail EC2's words where the ruling is not that it is permitted; else empty
 */
public record Permission(String call, String on, Ruling ruling, String detail) {

  /** Whether the call would be let through. */
  public enum Ruling {
    PERMITTED,
    REFUSED,
    /** EC2 objected to something else, or did not answer. */
    UNCLEAR
  }
}
