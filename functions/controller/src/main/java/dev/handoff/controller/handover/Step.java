package dev.handoff.controller.handover;

import dev.handoff.controller.record.Assignment;
import dev.handoff.events.Happening;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one evaluation does about one group. */
public sealed interface Step {

  /** The assignment as it is to be committed. */
  Assignment next();

  /** What the journal is told, in order. */
  default List<Happening> told() {
    return List.of();
  }

  /** Nothing to do. */
  record Keep(Assignment next) implements Step {}

  /** A node has to do its part first; its urgent beat will bring the next evaluation. */
  record Expect(Assignment next) implements Step {}

  /**
   * Time has to pass first, and no event will tell when it has.
   *
   * @param lookAgain after this time
   */
  record Await(Assignment next, Duration lookAgain) implements Step {}

  /** Nothing may be done, and people know why. */
  record Hold(Assignment next, List<Happening> told) implements Step {
    public Hold {
      told = List.copyOf(told);
    }
  }

  /** A phase is over, or a new handover begins. */
  record Advance(Assignment next, List<Happening> told) implements Step {
    public Advance {
      told = List.copyOf(told);
    }

    Advance(Assignment next, Happening... told) {
      this(next, List.of(told));
    }
  }

  /** The addresses are to be moved to the owner, now, by this evaluation. */
  record Move(Assignment next, List<Happening> told) implements Step {
    public Move {
      told = List.copyOf(told);
    }
  }

  /** A node is to be powered off before its group is taken, now, by this evaluation. */
  record PowerOff(Assignment next, String node) implements Step {}

  /**
   * The node did not manage to start the group, and may not have it again before cleanup.
   *
   * @param node which node
   */
  record GiveUp(Assignment next, String node, List<Happening> told) implements Step {
    public GiveUp {
      told = List.copyOf(told);
    }
  }

  /** When the evaluation should look at the group again by itself; null: an event will come. */
  default @Nullable Duration again() {
    return this instanceof Await await ? await.lookAgain() : null;
  }
}
