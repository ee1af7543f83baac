package dev.handoff.controller.port;

/** The cloud refused a call or did not answer it. The message says which call and why. */
public final class CloudUnavailable extends RuntimeException {

  public CloudUnavailable(String message) {
    super(message);
  }

  public CloudUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
