package dev.handoff.events.yaml;

import dev.handoff.events.spec.BeatSpec;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.Constraint;
import java.util.List;

/** What no key by itself can get wrong: whether the parts of a spec fit together. */
final class Coherence {

  private final Problems problems;
  private final Fields top;

  Coherence(Problems problems, Fields top) {
    this.problems = problems;
    this.top = top;
  }

  void check(ClusterSpec spec, List<Placed<Constraint>> constraints) {
    beat(spec.beat());
  }

  private void beat(BeatSpec beat) {
    var least = beat.interval().multipliedBy(2);
    if (!beat.timeout().isZero() && beat.timeout().compareTo(least) < 0) {
      problems.add(
          top.placeOf("beat"),
          "the beat's timeout of "
              + Durations.shown(beat.timeout())
              + " is shorter than two intervals of "
              + Durations.shown(beat.interval()),
          "a timeout of at least " + Durations.shown(least));
    }
  }
}
