package dev.handoff.console.deployment;

/** What invoking the function came to. */
public sealed interface Invocation {

  /** It answered; the payload is JSON. */
  record Answered(String payload) implements Invocation {}

  /**
   * It was not invoked, so nothing has changed.
   *
   * @param forbidden because the caller may not
   */
  record NotInvoked(String why, boolean forbidden) implements Invocation {}

  /** It may have been invoked, and may have done some or all of what it was asked for. */
  record Doubtful(String why) implements Invocation {}
}
