package dev.handoff.controller.placement;

import dev.handoff.controller.placement.Member.Observed;
import dev.handoff.controller.placement.Member.Settings;
import dev.handoff.events.spec.Meta;
import dev.handoff.events.spec.Score;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How the time of one placement grows when one measure of the cluster doubles: its nodes, its
 * groups, or the constraints between the groups. It may double with each, and no more: linear in
 * nodes × resources × constraints.
 *
 * <p>Groups of two resources, all running; each prefers a node.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class GrowthBenchmark {

  private static final Meta META =
      new Meta(0, Score.of(200), Score.of(2), Duration.ofMinutes(10));

  /** Nodes × groups × constraints between groups. */
  @Param({
    "8x64x64", "16x64x64", "32x64x64", "64x64x64",
    "16x32x32", "16x128x32", "16x256x32", "16x512x32",
    "16x128x16", "16x128x64", "16x128x127"
  })
  public String size = "8x64x64";

  /** What the constraints are, and how they hang together. */
  @Param({"order-chain", "colocation-chain", "colocation-star"})
  public String constraints = "order-chain";

  private PlacementProblem problem =
      new PlacementProblem(Instant.EPOCH, Policy.NORMAL, List.of(), List.of(), List.of());

  /** Builds the cluster. */
  @Setup
  public void build() {
    String[] measures = size.split("x", -1);
    int nodes = Integer.parseInt(measures[0]);
    int groups = Integer.parseInt(measures[1]);
    List<Wish> wishes = new ArrayList<>();
    for (int i = 0; i < groups; i++) {
      wishes.add(new Wish.OnNode("location" + i, "group" + i, "node" + i % nodes, Score.of(50)));
    }
    for (int i = 1; i <= Integer.parseInt(measures[2]); i++) {
      wishes.add(between(i));
    }
    problem =
        new PlacementProblem(
            Instant.EPOCH, Policy.NORMAL, candidates(nodes), units(nodes, groups), wishes);
  }

  /** Places it. */
  @Benchmark
  public PlacementResult place() {
    return Placement.place(problem);
  }

  private Wish between(int i) {
    String later = "group" + i;
    String earlier = "group" + (i - 1);
    return switch (constraints) {
      case "order-chain" -> new Wish.Order("order" + i, earlier, later);
      case "colocation-chain" -> new Wish.Colocation("with" + i, later, earlier, Score.of(10));
      case "colocation-star" -> new Wish.Colocation("with" + i, later, "group0", Score.of(10));
      default -> throw new IllegalArgumentException(constraints);
    };
  }

  private static List<Candidate> candidates(int nodes) {
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < nodes; i++) {
      candidates.add(new Candidate("node" + i, Candidate.Availability.ONLINE, Map.of()));
    }
    return candidates;
  }

  private static List<Unit> units(int nodes, int groups) {
    List<Unit> units = new ArrayList<>();
    Settings settings = Settings.DEFAULT.with(META);
    for (int i = 0; i < groups; i++) {
      Observed observed = Observed.activeOn("node" + i % nodes);
      units.add(
          Unit.group(
              "group" + i,
              0,
              List.of(
                  new Member("address" + i, settings, observed),
                  new Member("service" + i, settings, observed))));
    }
    return units;
  }
}
