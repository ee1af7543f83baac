package dev.handoff.console.cib;

/** The file is not a CIB, or says something that cannot be. The message tells people what. */
public final class InvalidCib extends Exception {

  private static final long serialVersionUID = 1;

  public InvalidCib(String message) {
    super(message);
  }

  public InvalidCib(String message, Throwable cause) {
    super(message, cause);
  }
}
