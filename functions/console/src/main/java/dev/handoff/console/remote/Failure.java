package dev.handoff.console.remote;

/** A controller did not do what it was asked for. The message says why. */
public final class Failure extends Exception {

  private final boolean refused;

  /**
   * Makes a failure.
   *
   * @param refused see {@link #isRefused}
   */
  public Failure(String message, boolean refused) {
    super(message);
    this.refused = refused;
  }

  /** True: the controller refused. False: it could not be reached, or could not do it now. */
  public boolean isRefused() {
    return refused;
  }
}
