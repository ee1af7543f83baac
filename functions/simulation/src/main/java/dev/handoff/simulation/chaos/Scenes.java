package dev.handoff.simulation.chaos;

import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.NodeSpec;
import dev.handoff.simulation.fault.Fault;
import dev.handoff.simulation.fault.FaultKind;
import dev.handoff.simulation.fault.Provider;
import dev.handoff.simulation.world.Dice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Draws a scene from a seed. Each scene uses only some kinds of faults, and more of those: what all
 * together would hide from each other, a few bring out.
 */
public final class Scenes {

  private static final Duration LONGEST = Duration.ofHours(24);

  /** Some worlds live for weeks, with hours between faults: as most clusters do. */
  private static final double CALM = 0.06;

  private static final Duration LEAST_CALM = Duration.ofDays(10);
  private static final Duration MOST_CALM = Duration.ofDays(40);

  /** A few worlds have as many clusters as a company. */
  private static final double CROWDED = 0.001;

  private static final int CROWD = 1_000;

  private final long seed;
  private final Provider provider;
  private final Dice dice;

  private Scenes(long seed, Provider provider) {
    this.seed = seed;
    this.provider = provider;
    this.dice = new Dice(seed).fork("scene");
  }

  /** The scene of a seed in the cloud of AWS. */
  public static Scene draw(long seed) {
    return draw(seed, Provider.AWS);
  }

  /** The scene of a seed. */
  public static Scene draw(long seed, Provider provider) {
    Scenes scenes = new Scenes(seed, provider);
    if (new Dice(seed).fork("crowd").chance(CROWDED)) {
      return scenes.crowded();
    }
    return isCalm(seed) ? scenes.calm() : scenes.dense();
  }

  /** Whether the scene of this seed lasts for weeks, with hours between its faults. */
  public static boolean isCalm(long seed) {
    return new Dice(seed).fork("calm").chance(CALM);
  }

  private Scene calm() {
    List<ClusterSpec> specs =
        List.of(Specs.calm("cluster1", provider, new Dice(seed).fork("spec1")));
    long safety = dice.between(LEAST_CALM, MOST_CALM).toNanos();
    long pace = dice.between(Duration.ofMinutes(30), Duration.ofHours(6)).toNanos();
    return scene(specs, safety, pace, true);
  }

  private Scene crowded() {
    List<ClusterSpec> specs =
        IntStream.rangeClosed(1, CROWD)
            .mapToObj(i -> Specs.calm("cluster" + i, provider, new Dice(seed).fork("spec" + i)))
            .toList();
    long safety = dice.between(Duration.ofMinutes(15), Duration.ofMinutes(30)).toNanos();
    long pace = dice.between(Duration.ofMillis(500), Duration.ofSeconds(5)).toNanos();
    return scene(specs, safety, pace, true);
  }

  private Scene dense() {
    int clusters = dice.pick(List.of(1, 1, 1, 1, 1, 1, 1, 2, 3, 9));
    List<ClusterSpec> specs =
        IntStream.rangeClosed(1, clusters)
            .mapToObj(i -> Specs.draw("cluster" + i, provider, new Dice(seed).fork("spec" + i)))
            .toList();
    long interval =
        specs.stream().mapToLong(spec -> spec.beat().interval().toNanos()).min().orElseThrow();
    // Dense worlds cost more: as many beats for all.
    Duration most = Duration.ofNanos(interval).multipliedBy(1_500L / clusters + 1);
    long safety =
        Math.clamp(
            dice.between(most.dividedBy(2), most).toNanos(),
            Duration.ofMinutes(15).toNanos(),
            LONGEST.toNanos());
    long pace = dice.between(Duration.ofSeconds(20), Duration.ofMinutes(6)).toNanos();
    List<Fault> faults = faults(specs, safety, pace);
    Set<String> lost = lost(specs);
    return new Scene(seed, provider, specs, faults, safety, lost, dice.chance(0.6));
  }

  private Scene scene(List<ClusterSpec> specs, long safety, long pace, boolean repaired) {
    List<Fault> faults = faults(specs, safety, pace);
    return new Scene(seed, provider, specs, faults, safety, lost(specs), repaired);
  }

  /** Fewer than self-preservation would take for a fault of our own. */
  private static final int LOSING_CLUSTERS = 3;

  /** Some nodes may stay lost for good, but never all of a cluster, nor in many clusters. */
  private Set<String> lost(List<ClusterSpec> specs) {
    Set<String> lost = new TreeSet<>();
    for (ClusterSpec spec : specs.subList(0, Math.min(LOSING_CLUSTERS, specs.size()))) {
      List<NodeSpec> nodes = spec.nodes();
      if (nodes.size() > 1 && dice.chance(0.4)) {
        int spared = dice.below(nodes.size());
        for (int i = 0; i < nodes.size(); i++) {
          if (i != spared && dice.chance(0.6)) {
            lost.add(spec.cluster() + "/" + nodes.get(i).name());
          }
        }
      }
    }
    return lost;
  }

  private List<Fault> faults(List<ClusterSpec> specs, long safety, long pace) {
    List<FaultKind> kinds = new ArrayList<>();
    double share = 0.1 + 0.5 * dice.fraction();
    for (FaultKind kind : FaultKind.values()) {
      if (kind.happensAt(provider) && dice.chance(share)) {
        kinds.add(kind);
      }
    }
    if (kinds.contains(FaultKind.RESTORE)) {
      // Who runs what is then known from all nodes' beats only; see docs/promises.md.
      kinds.remove(FaultKind.STORE_THROTTLES);
      kinds.remove(FaultKind.CURSORS_EXPIRE);
    }
    if (kinds.isEmpty()) {
      kinds.add(FaultKind.NODE_CRASH);
    }
    List<Fault> faults = new ArrayList<>();
    long at = Duration.ofMinutes(2).toNanos();
    while (at < safety) {
      faults.add(fault(dice.pick(kinds), at, safety, specs));
      at += dice.chance(0.2) ? dice.between(0, 3_000_000_000L) : dice.between(0, 2 * pace);
    }
    faults.sort(Comparator.comparingLong(Fault::at));
    return faults;
  }

  private Fault fault(FaultKind kind, long at, long safety, List<ClusterSpec> specs) {
    int cluster = dice.below(specs.size());
    long most =
        dice.chance(0.7) ? Duration.ofSeconds(90).toNanos() : Duration.ofMinutes(12).toNanos();
    long lasting = Math.min(dice.between(Duration.ofSeconds(1).toNanos(), most), safety - at);
    double strength =
        switch (kind) {
          case FUNCTION_KILLED -> 0.02 + 0.3 * dice.fraction();
          case FUNCTION_FROZEN -> 0.01 + 0.1 * dice.fraction();
          case NODE_CLOCK_DRIFT, NODE_CLOCK_JUMP, RESTORE -> dice.fraction();
          default -> dice.chance(0.3) ? 1 : 0.05 + 0.9 * dice.fraction();
        };
    return new Fault(
        kind,
        at,
        lasting,
        cluster,
        dice.below(specs.get(cluster).nodes().size()),
        strength,
        dice.next());
  }
}
