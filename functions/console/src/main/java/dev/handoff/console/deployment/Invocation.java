package dev.handoff.console.deployment;

/** What invoking the function came to. */
sealed interface Invocation {

  /** It answered; the payload is JSON. */
  record Answered(String payload) implements Invocation {}

  /** It was not invoked, so nothing has changed. */
  record NotInvoked(String why) implements Invocation {}

  /** It may have been invoked, and may have done some or all of what it was asked for. */
  record Doubtful(String why) implements Invocation {}
}
