package dev.handoff.beacon.loop;

import dev.handoff.events.spec.Probe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The probes of the plan: when each runs next, what it measured, and what of that is published as
 * node attributes.
 *
 * <ul>
 *   <li>The first value is published at once; every other one only after it has lasted for {@code
 *       dampen}, so that a single lost ping moves nothing.
 *   <li>A probe that could not be made changes nothing: its last value stands for {@link
 *       #HOLD_ROUNDS} more rounds, at least {@link #SHORTEST_HOLD}. Only then is the attribute
 *       withdrawn, because a value that old tells nothing any more.
 *   <li>Two rounds of one probe never overlap.
 * </ul>
 */
final class ProbeSet {

  static final int HOLD_ROUNDS = 10;
  static final Duration SHORTEST_HOLD = Duration.ofMinutes(10);

  private List<Round> rounds = List.of();

  /**
   * Takes over the probes of a plan. Those that have not changed go on as they were; one that has
   * keeps its value until it has measured anew.
   */
  void adopt(List<Probe> probes, long now, Outbox out) {
    List<Round> former = rounds;
    List<Round> next = new ArrayList<>();
    for (Probe probe : probes) {
      Round known =
          former.stream()
              .filter(round -> round.probe.name().equals(probe.name()))
              .findFirst()
              .orElse(null);
      next.add(known != null && known.probe.equals(probe) ? known : new Round(probe, known, now));
    }
    former.stream().filter(round -> !next.contains(round)).forEach(round -> round.abandon(out));
    rounds = next;
  }

  /** Disregards what is under way, because the beacon itself was frozen, and asks anew. */
  void beginAnew(long now, Outbox out) {
    for (Round round : rounds) {
      round.abandon(out);
      round.nextRun = now;
      round.candidate = null;
    }
  }

  /** Takes an answer; one that nobody waits for is ignored. */
  void measured(long task, Measurement measurement, long now, Outbox out) {
    for (Round round : rounds) {
      if (round.task == task) {
        round.conclude(measurement, now, out);
      }
    }
  }

  /** Runs what is due, gives up what has taken too long, and publishes what has lasted. */
  void advance(long now, Outbox out) {
    for (Round round : rounds) {
      round.advance(now, out);
    }
  }

  /** What is published. */
  Map<String, String> attributes() {
    Map<String, String> attributes = new TreeMap<>();
    for (Round round : rounds) {
      if (round.published != null) {
        attributes.put(round.probe.name(), round.published);
      }
    }
    return attributes;
  }

  /** Whether every probe has ended once. */
  boolean isLearned() {
    return rounds.stream().allMatch(round -> round.hasEnded);
  }

  long nextWake() {
    long wake = Nanos.NEVER;
    for (Round round : rounds) {
      wake = Math.min(wake, round.nextWake());
    }
    return wake;
  }

  /** One probe. */
  private static final class Round {
    final Probe probe;
    long nextRun;

    /** The open round; zero: none. */
    long task;

    long deadline;
    boolean hasEnded;
    boolean hasMeasured;
    @Nullable String published;

    /** A value that is to be published if it lasts; null: there is no other than the published. */
    @Nullable String candidate;

    long candidateDue;

    /** When the last value, if no other follows, is too old to tell anything. */
    long stale = Nanos.NEVER;

    private @Nullable String trouble;

    Round(Probe probe, @Nullable Round former, long firstRun) {
      this.probe = probe;
      this.nextRun = firstRun;
      if (former != null) {
        published = former.published;
        stale = former.stale;
      }
    }

    long nextWake() {
      long round = task == 0 ? nextRun : deadline;
      return Math.min(Math.min(round, stale), candidate == null ? Nanos.NEVER : candidateDue);
    }

    void advance(long now, Outbox out) {
      if (task != 0 && now >= deadline) {
        abandon(out);
        String patience = Nanos.inWords(probe.timing().timeout());
        conclude(new Measurement.Unknown("no result within " + patience), now, out);
      }
      if (candidate != null && now >= candidateDue) {
        published = candidate;
        candidate = null;
      }
      if (now >= stale) {
        stale = Nanos.NEVER;
        published = null;
        candidate = null;
        out.log("%s is not defined any more: it could not be measured".formatted(probe.name()));
      }
      if (task == 0 && now >= nextRun) {
        run(now, out);
      }
    }

    private void run(long now, Outbox out) {
      nextRun = Nanos.after(now, probe.timing().interval());
      deadline = Nanos.after(now, patience(probe));
      task = out.nextTask();
      out.add(new Action.RunProbe(task, probe));
    }

    void conclude(Measurement measurement, long now, Outbox out) {
      task = 0;
      hasEnded = true;
      switch (measurement) {
        case Measurement.Value measured -> {
          trouble = null;
          take(measured.value(), now, true);
        }
        case Measurement.Level level -> {
          trouble = null;
          String before = hasMeasured ? published : null;
          take(Steps.attribute(probe, level.percent(), before), now, false);
        }
        case Measurement.Unknown unknown -> {
          if (!unknown.detail().equals(trouble)) {
            trouble = unknown.detail();
            out.log("probe %s could not be made: %s".formatted(probe.name(), trouble));
          }
        }
      }
    }

    /**
     * Publishes a value, now or when it has lasted.
     *
     * @param afresh a value that is neither the published one nor the one that may follow has to
     *     last by itself; else it is enough that the published one has not come back, because a
     *     level that sinks step by step is never the same for long
     */
    private void take(String value, long now, boolean afresh) {
      stale = Nanos.after(now, hold(probe.timing().interval()));
      if (published == null || !hasMeasured) {
        published = value;
        hasMeasured = true;
      } else if (value.equals(published)) {
        candidate = null;
      } else if (!value.equals(candidate)) {
        if (candidate == null || afresh) {
          candidateDue = Nanos.after(now, probe.timing().dampen());
        }
        candidate = value;
      }
    }

    void abandon(Outbox out) {
      if (task != 0) {
        out.add(new Action.Abandon(task));
        task = 0;
      }
    }

    /** A host is waited for as long as the probe allows, so its round takes a little longer. */
    private static Duration patience(Probe probe) {
      Duration timeout = probe.timing().timeout();
      return probe instanceof Probe.Command ? timeout : timeout.plus(timeout.dividedBy(2));
    }

    private static Duration hold(Duration interval) {
      Duration rounds = interval.multipliedBy(HOLD_ROUNDS);
      return rounds.compareTo(SHORTEST_HOLD) > 0 ? rounds : SHORTEST_HOLD;
    }
  }
}
