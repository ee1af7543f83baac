package dev.handoff.beacon.transport;

/** The store did not answer, refused, or holds something that cannot be read. */
public final class StoreUnavailable extends Exception {

  public StoreUnavailable(String message) {
    super(message);
  }

  public StoreUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
