package dev.handoff.beacon.loop;

import dev.handoff.events.spec.Monitor;
import dev.handoff.events.spec.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The monitors of one service: when each runs next, how long it may take, and what it last found.
 * Two runs of one monitor never overlap.
 *
 * <p>A monitor with a {@code start-delay} waits that long before its first run, and the service
 * counts as up without it: Pacemaker, too, takes a resource for started when its start has ended,
 * and only then hands a delayed monitor to the executor, whether the resource was started or found
 * running.
 */
final class MonitorSet {

  /** How soon a monitor asks again while its service has not yet come up. */
  static final Duration PROVING_INTERVAL = Duration.ofMillis(100);

  /** What one run came to. */
  record Verdict(Monitor monitor, Outcome outcome) {}

  private List<Round> rounds = List.of();
  private boolean proving;

  /**
   * Begins to watch a service that was just started, in quick succession; at once but for delays.
   */
  void beginProving(List<Monitor> monitors, long now) {
    rounds =
        monitors.stream()
            .map(monitor -> new Round(monitor, Nanos.after(now, monitor.delay())))
            .toList();
    proving = true;
  }

  /** Begins to watch a service that runs; at once but for delays. */
  void beginWatching(List<Monitor> monitors, long now) {
    beginProving(monitors, now);
    proving = false;
  }

  /** The service has come up: from now on every monitor keeps its own interval. */
  void proven() {
    proving = false;
    for (Round round : rounds) {
      if (!round.isWaiting()) {
        round.nextRun = Nanos.after(round.began, round.monitor.interval());
      }
    }
  }

  /** Stops watching. */
  void end(Outbox out) {
    rounds.forEach(round -> round.abandon(out));
    rounds = List.of();
  }

  /** Disregards what is under way, because the beacon itself was frozen, and asks anew. */
  void beginAnew(long now, Outbox out) {
    for (Round round : rounds) {
      round.abandon(out);
      if (!round.isWaiting()) {
        round.nextRun = now;
      }
    }
  }

  /**
   * Something has happened to the service that its monitors would only find at their next run: they
   * ask now. What is being asked may have been answered before it happened, and is asked again.
   */
  void askAtOnce(long now) {
    for (Round round : rounds) {
      if (round.task != 0) {
        round.again = true;
      } else if (!round.isWaiting()) {
        round.nextRun = now;
      }
    }
  }

  /**
   * The beacon could watch nothing for a while. A failure of what is under way may come from that,
   * also where the check itself measures its time, so it is asked for a second time.
   */
  void stoodStill(Standstill standstill) {
    for (Round round : rounds) {
      if (round.task != 0 && standstill.matters(round.monitor.timeout())) {
        round.deadline = Nanos.after(round.deadline, standstill.atMost());
        round.disturbed = true;
      }
    }
  }

  /**
   * Runs what is due, and gives up what has taken too long.
   *
   * @return the failures of those that were given up
   */
  List<Verdict> advance(Service service, long now, Outbox out) {
    List<Verdict> late = new ArrayList<>();
    for (Round round : rounds) {
      if (round.task != 0 && now >= round.deadline) {
        round.abandon(out);
        Verdict verdict = conclude(round, round.tooLate(), now);
        if (verdict != null) {
          late.add(verdict);
        }
      }
      if (round.task == 0 && now >= round.nextRun) {
        round.run(service, now, out);
      }
    }
    return late;
  }

  /** Takes an answer; null if nobody waits for it, or it is asked for a second time. */
  @Nullable Verdict finished(long task, Outcome outcome, long now) {
    for (Round round : rounds) {
      if (round.task == task) {
        round.task = 0;
        return conclude(round, outcome, now);
      }
    }
    return null;
  }

  /** Whether the newest run of every monitor was good, but for those that wait for their delay. */
  boolean allOk() {
    return rounds.stream().allMatch(r -> r.isWaiting() || r.last instanceof Outcome.Ok);
  }

  /** Whether every monitor that does not wait has an answer, and none of them is a failure. */
  boolean noneFailed() {
    return rounds.stream()
        .filter(round -> !round.isWaiting())
        .noneMatch(round -> round.last == null || round.last instanceof Outcome.Failed);
  }

  /** The newest failure, else the newest check that could not be made; null: neither. */
  Outcome.@Nullable Failed failure() {
    for (Round round : rounds) {
      if (round.last instanceof Outcome.Failed failed) {
        return failed;
      }
    }
    return null;
  }

  Outcome.@Nullable Unknown unknown() {
    for (Round round : rounds) {
      if (round.last instanceof Outcome.Unknown unknown) {
        return unknown;
      }
    }
    return null;
  }

  long nextWake() {
    long wake = Nanos.NEVER;
    for (Round round : rounds) {
      wake = Math.min(wake, round.task == 0 ? round.nextRun : round.deadline);
    }
    return wake;
  }

  private @Nullable Verdict conclude(Round round, Outcome outcome, long now) {
    if (outcome instanceof Outcome.Failed && round.disturbed && !round.repeated) {
      round.repeated = true;
      round.nextRun = now;
      return null;
    }
    round.repeated = false;
    round.last = outcome;
    Duration interval = round.monitor.interval();
    boolean again = round.again;
    round.again = false;
    if (again) {
      round.nextRun = now;
    } else if (!proving) {
      round.nextRun = Nanos.after(round.began, interval);
    } else if (outcome instanceof Outcome.Ok) {
      round.nextRun = Nanos.NEVER;
    } else {
      long pause = Math.min(Nanos.of(interval), Nanos.of(PROVING_INTERVAL));
      round.nextRun = Nanos.after(now, pause);
    }
    return new Verdict(round.monitor, outcome);
  }

  /** One monitor. */
  private static final class Round {
    final Monitor monitor;
    long nextRun;

    /** Of the newest run. */
    long began;

    /** The open run; zero: none. */
    long task;

    long deadline;

    /** It has run at least once: the delay of its first run is over. */
    boolean hasRun;

    /** It is to run again as soon as the open run has ended. */
    boolean again;

    /** The machine stood still while the open run was under way. */
    boolean disturbed;

    /** The run before this one was disturbed, and failed: this one counts. */
    boolean repeated;

    @Nullable Outcome last;

    Round(Monitor monitor, long firstRun) {
      this.monitor = monitor;
      this.nextRun = firstRun;
    }

    /** It has a delay, which is not over yet. */
    boolean isWaiting() {
      return !hasRun && !monitor.delay().isZero();
    }

    void run(Service service, long now, Outbox out) {
      began = now;
      hasRun = true;
      disturbed = false;
      deadline = Nanos.after(now, monitor.timeout());
      task = out.nextTask();
      out.add(new Action.RunMonitor(task, service, monitor));
    }

    void abandon(Outbox out) {
      if (task != 0) {
        out.add(new Action.Abandon(task));
        task = 0;
        again = false;
      }
    }

    Outcome tooLate() {
      return new Outcome.Failed("no answer within " + Nanos.inWords(monitor.timeout()));
    }
  }
}
