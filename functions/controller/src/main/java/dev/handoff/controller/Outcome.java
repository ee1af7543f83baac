package dev.handoff.controller;

import dev.handoff.controller.decision.Decision;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.events.Disposal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an evaluation came to. */
public sealed interface Outcome {

  /**
   * It ran to its end.
   *
   * @param record as it is now
   * @param decision the last one
   * @param troubles what did not work and will be repeated by the next evaluation, for the log
   */
  record Evaluated(ClusterRecord record, @Nullable Decision decision, List<String> troubles)
      implements Outcome {
    public Evaluated {
      troubles = List.copyOf(troubles);
    }
  }

  /** What an operator asked for is done: the cluster is forgotten, and this was its last look. */
  record Destroyed(String cluster, Disposal disposal) implements Outcome {

    /** For the operator. */
    public String inWords() {
      return "cluster "
          + cluster
          + " is destroyed: "
          + switch (disposal) {
            case Disposal.Keep _ -> "services go on running, addresses stay where they are";
            case Disposal.Release _ -> "groups are stopped, and the addresses are taken off";
            case Disposal.LeadTo to -> "everything is on " + to.node() + ", and stays there";
          };
    }
  }

  /** There is no such cluster. */
  record NoCluster() implements Outcome {}

  /** Another evaluation committed first, again and again; it acts, this one stopped. */
  record Overtaken() implements Outcome {}

  /**
   * What was decided does not fit into the store, so nothing was done. The cluster is on hold, of
   * which people are told, until its record fits again.
   */
  record TooLarge(String detail) implements Outcome {}

  /** The state could not be read, or it is not known whether it was written. Nothing was done. */
  record Unavailable(String detail) implements Outcome {}
}
