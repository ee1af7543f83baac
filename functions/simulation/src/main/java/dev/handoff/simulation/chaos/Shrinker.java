package dev.handoff.simulation.chaos;

import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.simulation.fault.Fault;
import dev.handoff.simulation.promise.Violation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Takes away from a scene whatever is not needed for one promise to be broken: faults, first many
 * and then each; clusters; the time after the last fault; the length of faults.
 */
final class Shrinker {

  /** A scene is played again at most so often. */
  private static final int MOST_PLAYS = 800;

  private static final long SETTLING = Duration.ofMinutes(5).toNanos();
  private static final long SHORTEST = Duration.ofSeconds(1).toNanos();

  private final Chaos chaos;
  private final Violation violation;
  private final String promise;
  private Scene best;
  private int plays;

  private Shrinker(Chaos chaos, Scene scene, Violation violation) {
    this.chaos = chaos;
    this.best = scene;
    this.violation = violation;
    this.promise = violation.promise();
  }

  /** The smallest scene found in which the promise of this violation is broken. */
  static Scene shrink(Chaos chaos, Scene scene, Violation violation) {
    Shrinker shrinker = new Shrinker(chaos, scene, violation);
    shrinker.shrink();
    return shrinker.best;
  }

  private void shrink() {
    long broken = violation.at();
    tryScene(best.with(best.faults().stream().filter(f -> f.at() <= broken).toList()));
    end();
    newest();
    faults();
    clusters();
    end();
    tryScene(best.losing(Set.of()));
    tryScene(best.repairing(false));
    shorten();
    faults();
    end();
  }

  /** Without what comes after the last fault. */
  private void end() {
    long last = best.faults().stream().mapToLong(Fault::until).max().orElse(0) + SETTLING;
    if (last < best.safety()) {
      tryScene(best.lasting(last));
    }
  }

  /** Only the last few faults, or a few more: what breaks a promise is seldom long ago. */
  private void newest() {
    int all = best.faults().size();
    for (int few = 1; few < all; few *= 2) {
      if (tryScene(best.with(best.faults().subList(all - few, all)))) {
        return;
      }
    }
  }

  private void faults() {
    for (int chunk = Math.max(1, best.faults().size() / 2); chunk >= 1; chunk /= 2) {
      for (int from = 0; from < best.faults().size(); ) {
        List<Fault> fewer = new ArrayList<>(best.faults());
        fewer.subList(from, Math.min(fewer.size(), from + chunk)).clear();
        if (!tryScene(best.with(fewer))) {
          from += chunk;
        }
      }
    }
  }

  /** Clusters that no fault befalls, from the last one on, so that indices stay as they are. */
  private void clusters() {
    while (best.specs().size() > 1) {
      int last = best.specs().size() - 1;
      List<ClusterSpec> fewer = best.specs().subList(0, last);
      List<Fault> others = best.faults().stream().filter(f -> f.cluster() != last).toList();
      if (!tryScene(best.of(fewer).with(others))) {
        return;
      }
    }
  }

  private void shorten() {
    for (int i = 0; i < best.faults().size(); i++) {
      int index = i;
      boolean shorter = true;
      while (shorter && best.faults().get(i).lasting() > SHORTEST) {
        shorter = tryScene(changed(index, f -> f.lasting(f.lasting() / 2)));
      }
    }
  }

  private Scene changed(int index, UnaryOperator<Fault> change) {
    List<Fault> faults = new ArrayList<>(best.faults());
    faults.set(index, change.apply(faults.get(index)));
    return best.with(faults);
  }

  private boolean tryScene(Scene smaller) {
    if (smaller.equals(best) || plays >= MOST_PLAYS) {
      return false;
    }
    plays++;
    boolean still =
        chaos.play(smaller, false).violations().stream().anyMatch(v -> v.promise().equals(promise));
    if (still) {
      best = smaller;
    }
    return still;
  }
}
