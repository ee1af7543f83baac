package dev.handoff.simulation.fault;

/**
 * One fault of a plan.
 *
 * @param at when it begins, in nanoseconds of virtual time
 * @param lasting for how long; what is over at once has zero
 * @param cluster index of the cluster that it befalls
 * @param node index of the node that it befalls, if it is of one
 * @param strength probability or extent, from zero to one
 * @param choice chance that was drawn with the plan, for whatever else has to be chosen
 */
public record Fault(
    FaultKind kind, long at, long lasting, int cluster, int node, double strength, long choice) {

  public long until() {
    return at + lasting;
  }

  /** The same for another time. */
  public Fault lasting(long nanos) {
    return new Fault(kind, at, nanos, cluster, node, strength, choice);
  }

  /** One of so many. */
  public int choose(int of) {
    return (int) Math.floorMod(choice, (long) of);
  }
}
