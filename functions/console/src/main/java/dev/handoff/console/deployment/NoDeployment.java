package dev.handoff.console.deployment;

/** There is no such deployment, as far as AWS tells. The message says what was asked, and where. */
public final class NoDeployment extends Exception {
  NoDeployment(String message) {
    super(message);
  }
}
