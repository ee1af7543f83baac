package dev.handoff.events.spec;

import java.time.Duration;
import java.util.List;

/**
 * A periodic check of a service.
 *
 * @param interval from the start of one check to the start of the next
 * @param timeout after which a check that has not answered counts as failed
 * @param onFail what a failure leads to
 */
public record Monitor(Check check, Duration interval, Duration timeout, OnFail onFail) {

  /** How the question is put. */
  public sealed interface Check {

    /** A GET of the URL answers with a status from 200 to 399. */
    record Http(String url) implements Check {}

    /** A TCP connection is accepted. */
    record Tcp(String host, int port) implements Check {}

    /** A command exits with 0; 7 and any other code is a failure. */
    record Command(List<String> command) implements Check {
      public Command {
        command = List.copyOf(command);
      }
    }

    /** The service kind's own check: process alive, unit active, agent's or command's monitor. */
    record Own() implements Check {}
  }

  /** Pacemaker's {@code on-fail} of a monitor. */
  public enum OnFail {
    RESTART,
    STOP,
    BLOCK,
    IGNORE,
    STANDBY
  }
}
