package dev.handoff.console.remote;

/** A controller did not do what it was asked for. The message says why. */
public final class Failure extends Exception {

  private final Kind kind;

  /** Whose fault it is. */
  public enum Kind {
    /** What was asked for makes no sense where it was to go, so the controller was not asked. */
    INPUT,
    /** The controller refused. */
    REFUSED,
    /** The controller could not be reached, or could not do it now. */
    UNREACHABLE
  }

  /** Makes a failure of this kind. */
  public Failure(String message, Kind kind) {
    super(message);
    this.kind = kind;
  }

  /**
   * Makes a failure.
   *
   * @param refused whether the controller {@linkplain Kind#REFUSED refused}; else it is {@link
   *     Kind#UNREACHABLE}
   */
  public Failure(String message, boolean refused) {
    this(message, refused ? Kind.REFUSED : Kind.UNREACHABLE);
  }

  public Kind kind() {
    return kind;
  }

  public boolean isRefused() {
    return kind == Kind.REFUSED;
  }
}
