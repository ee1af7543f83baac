package dev.handoff.simulation.chaos;

import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.simulation.fault.Fault;
import dev.handoff.simulation.fault.Provider;
import java.util.List;
import java.util.Set;

/**
 * What a world is made of and what befalls it: all that one seed stands for.
 *
 * @param provider whose cloud it plays in
 * @param specs of its clusters
 * @param faults in the order of their time
 * @param safety how long faults go on, in nanoseconds
 * @param lost nodes that never come back, as {@code cluster/node}
 * @param repaired whether, when faults have stopped, an operator also cleans up after them
 */
public record Scene(
    long seed,
    Provider provider,
    List<ClusterSpec> specs,
    List<Fault> faults,
    long safety,
    Set<String> lost,
    boolean repaired) {

  public Scene {
    specs = List.copyOf(specs);
    faults = List.copyOf(faults);
  }

  /** The same with other faults. */
  Scene with(List<Fault> others) {
    return new Scene(seed, provider, specs, others, safety, lost, repaired);
  }

  /** The same with other clusters. */
  Scene of(List<ClusterSpec> others) {
    return new Scene(seed, provider, others, faults, safety, lost, repaired);
  }

  /** The same with other nodes that never come back. */
  Scene losing(Set<String> others) {
    return new Scene(seed, provider, specs, faults, safety, others, repaired);
  }

  /** The same with another length of the safety phase. */
  Scene lasting(long nanos) {
    return new Scene(seed, provider, specs, faults, nanos, lost, repaired);
  }

  /** The same with an operator who cleans up, or without. */
  Scene repairing(boolean byOperator) {
    return new Scene(seed, provider, specs, faults, safety, lost, byOperator);
  }
}
