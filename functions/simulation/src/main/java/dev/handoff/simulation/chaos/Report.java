package dev.handoff.simulation.chaos;

import dev.handoff.simulation.promise.Tally;
import dev.handoff.simulation.promise.Violation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What became of the worlds of many seeds.
 *
 * @param first seed
 * @param last seed; not every one between them need have been played
 * @param worlds how many were played
 * @param simulated virtual time, a world's hour counted once however many clusters it has
 * @param clusterTime virtual time of all clusters together
 * @param digest stands for the histories of all of them, in the order of their seeds
 * @param tally of all of them
 * @param broken the results that have violations, in the order of their seeds
 */
public record Report(
    long first,
    long last,
    int worlds,
    Duration simulated,
    Duration clusterTime,
    long digest,
    Tally tally,
    List<Result> broken) {

  public Report {
    broken = List.copyOf(broken);
  }

  /** All violations of all worlds. */
  public List<Violation> violations() {
    return broken.stream().flatMap(result -> result.violations().stream()).toList();
  }

  /** Virtual hours. */
  public double hours() {
    return hours(simulated);
  }

  static double hours(Duration time) {
    return time.toMillis() / (double) Duration.ofHours(1).toMillis();
  }

  /** Adds up results. */
  static final class Builder {

    private final Tally tally = new Tally();
    private final List<Result> broken = new ArrayList<>();
    private long first;
    private long last;
    private int worlds;
    private Duration simulated = Duration.ZERO;
    private Duration clusterTime = Duration.ZERO;
    private long digest;

    void add(Result result) {
      last = result.scene().seed();
      first = worlds == 0 ? last : first;
      worlds++;
      Duration lasted = Duration.ofNanos(result.nanos());
      simulated = simulated.plus(lasted);
      clusterTime = clusterTime.plus(lasted.multipliedBy(result.scene().specs().size()));
      digest = digest * 31 + result.digest();
      tally.add(result.tally());
      if (!result.violations().isEmpty()) {
        broken.add(result);
      }
    }

    Report build() {
      return new Report(first, last, worlds, simulated, clusterTime, digest, tally, broken);
    }
  }
}
