package dev.handoff.console.cib;

import dev.handoff.console.pacemaker.Malformed;

/** The file is not a CIB, or says something that cannot be. The message tells people what. */
public final class InvalidCib extends Exception {

  private static final long serialVersionUID = 1;

  private final int line;
  private final int column;

  public InvalidCib(String message) {
    this(0, 0, message);
  }

  public InvalidCib(String message, Throwable cause) {
    super(message, cause);
    this.line = 0;
    this.column = 0;
  }

  /**
   * Blames a place of the file.
   *
   * @param line counted from one; zero where no line is to blame
   * @param column counted from one; zero where only the line is known
   */
  InvalidCib(int line, int column, String message) {
    super(message);
    this.line = line;
    this.column = column;
  }

  /** The message after its place, where there is one. */
  @Override
  public String getMessage() {
    String place = line == 0 ? "" : "line " + line + (column == 0 ? ": " : ", ");
    return place + (column == 0 ? "" : "column " + column + ": ") + super.getMessage();
  }

  /** The same, for those who read configurations of several forms. */
  Malformed asMalformed() {
    return new Malformed(line, column, String.valueOf(super.getMessage()));
  }
}
