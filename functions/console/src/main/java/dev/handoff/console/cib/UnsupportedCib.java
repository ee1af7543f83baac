package dev.handoff.console.cib;

/** The CIB uses something that the controller does not have. The message names it. */
public final class UnsupportedCib extends Exception {

  private static final long serialVersionUID = 1;

  public UnsupportedCib(String message) {
    super(message);
  }
}
