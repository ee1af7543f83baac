package dev.handoff.console.pacemaker;

/** The text is not what it claims to be, or says something that cannot be. */
public final class Malformed extends Exception {

  private static final long serialVersionUID = 1;

  private final int line;
  private final int column;

  /**
   * Says what is wrong.
   *
   * @param line counted from one; zero where no line is to blame
   * @param column counted from one; zero where only the line is known
   * @param wrong what is wrong, and what would be right
   */
  public Malformed(int line, int column, String wrong) {
    super(wrong);
    this.line = line;
    this.column = column;
  }

  /** One line for people and editors: {@code file:line:column: what is wrong}. */
  public String shown(String file) {
    String place = line == 0 ? "" : column == 0 ? line + ":" : line + ":" + column + ":";
    return file + ":" + place + " " + getMessage();
  }
}
