package dev.handoff.events.spec;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A periodic check of a service.
 *
 * @param interval from the start of one check to the start of the next
 * @param timeout after which a check that has not answered counts as failed
 * @param onFail what a failure leads to
 * @param startDelay how long the first check waits after the service was started, or found running;
 *     null: not at all
 */
public record Monitor(
    Check check,
    Duration interval,
    Duration timeout,
    OnFail onFail,
    @Nullable Duration startDelay) {

  /** A monitor that begins at once. */
  public Monitor(Check check, Duration interval, Duration timeout, OnFail onFail) {
    this(check, interval, timeout, onFail, null);
  }

  /** How long the first check waits; zero: not at all. */
  public Duration delay() {
    return startDelay == null ? Duration.ZERO : startDelay;
  }

  /** The same monitor, asking otherwise. */
  public Monitor asking(Check other) {
    return new Monitor(other, interval, timeout, onFail, startDelay);
  }

  /** How the question is put. */
  public sealed interface Check {

    /**
     * A GET of the URL is answered as it should be. Redirects are answers, and are not followed.
     *
     * @param status what it may answer; empty: from 200 to 399
     * @param body a regular expression that the beginning of the answer's body must contain; null:
     *     the body is not read
     * @param host the name that the request asks for; null: that of the URL
     * @param tls how an https server is met; null: its certificate must be good for its name
     */
    record Http(
        String url,
        List<StatusRange> status,
        @Nullable String body,
        @Nullable String host,
        @Nullable Tls tls)
        implements Check {
      public Http {
        status = List.copyOf(status);
      }

      /** Any status from 200 to 399 will do. */
      public Http(String url) {
        this(url, List.of(), null, null, null);
      }

      /** The same question, put to another URL. */
      public Http at(String otherUrl) {
        return new Http(otherUrl, status, body, host, tls);
      }

      /** Whether a status is a good answer. */
      public boolean accepts(int answered) {
        return status.isEmpty()
            ? answered >= 200 && answered <= 399
            : status.stream().anyMatch(range -> range.contains(answered));
      }
    }

    /** A TCP connection is accepted. */
    record Tcp(String host, int port) implements Check {}

    /** A command exits with 0; 7 and any other code is a failure. */
    record Command(List<String> command) implements Check {
      public Command {
        command = List.copyOf(command);
      }
    }

    /**
     * The process that a file names is alive.
     *
     * @param name what that process must be called; null: any name will do, as long as the process
     *     is not younger than the file
     */
    record PidFile(String file, @Nullable String name) implements Check {}

    /**
     * Processes of a name are alive.
     *
     * @param name the process's own, or that of its program without the path
     * @param atLeast how many; 1 or more
     */
    record Processes(String name, int atLeast) implements Check {}

    /** The service kind's own check: process alive, unit active, agent's or command's monitor. */
    record Own() implements Check {}
  }

  /** Statuses of HTTP, both ends included. */
  public record StatusRange(int from, int to) {
    boolean contains(int status) {
      return status >= from && status <= to;
    }
  }

  /**
   * How a check meets an https server.
   *
   * @param verify false: any certificate will do
   * @param serverName the name that is asked for, and that the certificate must be good for; null:
   *     that of the request
   */
  public record Tls(boolean verify, @Nullable String serverName) {}

  /** Pacemaker's {@code on-fail} of a monitor. */
  public enum OnFail {
    RESTART,
    STOP,
    BLOCK,
    IGNORE,
    STANDBY
  }
}
