package dev.handoff.console;

/** What a command's exit code tells scripts. */
public final class ExitCode {

  public static final int DONE = 0;

  /** It did not come about: an expectation failed, a command was refused. */
  public static final int NOT_SO = 1;

  /** Bad input or usage. */
  public static final int BAD_INPUT = 2;

  /** The cloud, or the lab, refused or could not be reached. */
  public static final int UNREACHABLE = 3;

  private ExitCode() {}
}
