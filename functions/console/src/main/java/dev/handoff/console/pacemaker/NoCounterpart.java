package dev.handoff.console.pacemaker;

/** Legal in Pacemaker, and nothing that Handoff has. The message names it. */
public final class NoCounterpart extends Exception {

  private static final long serialVersionUID = 1;

  public NoCounterpart(String what) {
    super(what);
  }
}
