package dev.handoff.controller;

import dev.handoff.controller.port.ClusterStore.Reading;

/**
 * Looks at one cluster and does what it calls for: read, judge, commit, act, verify, commit, alert.
 *
 * <p>It may die between any two calls. What it has committed tells the next evaluation what is left
 * to do; what it has not committed has not begun. Two evaluations may run at once: a
 * compare-and-swap lets one of them act.
 */
public final class Evaluation {

  private final Ports ports;
  private final PlanBook plans;

  public Evaluation(Ports ports) {
    this(ports, new PlanBook());
  }

  /**
   * Prepares evaluations.
   *
   * @param plans what evaluations before this one have worked out
   */
  public Evaluation(Ports ports, PlanBook plans) {
    this.ports = ports;
    this.plans = plans;
  }

  /** Runs one evaluation; takes at most {@link Round#STAY} plus the time of the calls under way. */
  public Outcome run(String cluster, Trigger trigger) {
    Round round = new Round(ports, plans, cluster, trigger);
    while (true) {
      switch (ports.store().read(cluster)) {
        case Reading.Absent _ -> {
          return new Outcome.NoCluster();
        }
        case Reading.Unreadable unreadable -> {
          return new Outcome.Unavailable(unreadable.detail());
        }
        case Reading.Found found -> {
          Outcome outcome = round.play(found);
          if (outcome != null) {
            return outcome;
          }
        }
      }
    }
  }
}
