package dev.handoff.beacon;

import dev.handoff.beacon.linux.NotifySocket;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells systemd that the beacon is ready, and then, for as long as its loop turns, that it lives. A
 * loop that hangs says nothing, and systemd restarts the beacon ({@code WatchdogSec=} of the unit).
 *
 * <p>All of it happens on the loop's own thread, so that nothing else can speak for a loop that
 * hangs. Ready means that the loop turns, not that a beat was acknowledged: a store that is away
 * must not make systemd give up on the beacon, whose node needs it then most of all.
 *
 * <p>Not started by systemd, it does nothing.
 */
final class Watchdog {

  /** Where messages to systemd go. */
  interface Notify {
    void send(String message) throws IOException;
  }

  /** How many signs of life fit into the time after which systemd loses patience. */
  private static final int SIGNS = 3;

  private final @Nullable Notify systemd;
  private final long interval;
  private final Consumer<String> log;
  private long due = Long.MAX_VALUE;
  private boolean isReady;
  private boolean hasFailed;

  /**
   * @param systemd null: nobody listens
   * @param patience zero: nobody waits for signs of life
   */
  Watchdog(@Nullable Notify systemd, Duration patience, Consumer<String> log) {
    this.systemd = systemd;
    this.interval = patience.toNanos() / SIGNS;
    this.log = log;
  }

  /**
   * As the environment says: {@code NOTIFY_SOCKET}, {@code WATCHDOG_USEC}, {@code WATCHDOG_PID}
   * (see sd_watchdog_enabled(3)).
   */
  static Watchdog of(Map<String, String> environment, long pid, Consumer<String> log) {
    String socket = environment.get("NOTIFY_SOCKET");
    if (socket == null) {
      return new Watchdog(null, Duration.ZERO, log);
    }
    Duration patience = Duration.ZERO;
    String whose = environment.getOrDefault("WATCHDOG_PID", Long.toString(pid));
    String micros = environment.getOrDefault("WATCHDOG_USEC", "0");
    try {
      if (Long.parseLong(whose) == pid) {
        patience = Duration.ofNanos(Math.multiplyExact(Long.parseLong(micros), 1_000L));
      }
    } catch (NumberFormatException | ArithmeticException e) {
      log.accept("no watchdog: WATCHDOG_USEC=%s WATCHDOG_PID=%s".formatted(micros, whose));
    }
    return new Watchdog(new NotifySocket(socket)::send, patience, log);
  }

  /** The loop has turned. */
  void turned(long now) {
    if (!isReady) {
      isReady = true;
      send("READY=1");
      due = systemd != null && interval > 0 ? now : due;
    }
    if (now >= due) {
      due = now + interval;
      send("WATCHDOG=1");
    }
  }

  /** When the loop has to turn again, whether or not anything happens; in the loop's time. */
  long nextWake() {
    return due;
  }

  /** The beacon is ending; its loop turns until all is stopped. */
  void stopping() {
    send("STOPPING=1");
  }

  /** What cannot be told is tried again with the next sign of life, and said once. */
  private void send(String message) {
    if (systemd == null) {
      return;
    }
    try {
      systemd.send(message);
      hasFailed = false;
    } catch (IOException e) {
      if (!hasFailed) {
        log.accept("systemd cannot be told %s: %s".formatted(message, e.getMessage()));
      }
      hasFailed = true;
    }
  }
}
