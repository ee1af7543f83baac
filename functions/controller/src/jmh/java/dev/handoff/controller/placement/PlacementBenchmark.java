package dev.handoff.controller.placement;

import dev.handoff.controller.placement.Member.FailCount;
import dev.handoff.controller.placement.Member.Observed;
import dev.handoff.controller.placement.Member.Settings;
import dev.handoff.events.spec.Meta;
import dev.handoff.events.spec.Rule;
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
 * Clusters placed in a second, by one thread. A group is an address and a service, both running
 * somewhere; every group prefers a node, one in ten has failed there, and every group of the larger
 * clusters has a rule on an attribute.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PlacementBenchmark {

  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  private static final Meta META =
      new Meta(0, Score.of(200), Score.of(2), Duration.ofMinutes(10));

  /** Nodes × groups. */
  @Param({"2x1", "4x8", "16x50", "100x500"})
  public String size = "2x1";

  private PlacementProblem problem = cluster(1, 1);

  /** Builds the cluster. */
  @Setup
  public void build() {
    int by = size.indexOf('x');
    problem = cluster(Integer.parseInt(size, 0, by, 10), Integer.parseInt(size.substring(by + 1)));
  }

  /** Places it. */
  @Benchmark
  public PlacementResult place() {
    return Placement.place(problem);
  }

  private static PlacementProblem cluster(int nodes, int groups) {
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < nodes; i++) {
      candidates.add(
          new Candidate("node" + i, Candidate.Availability.ONLINE, Map.of("ping", "1000")));
    }
    List<Unit> units = new ArrayList<>();
    List<Wish> wishes = new ArrayList<>();
    for (int i = 0; i < groups; i++) {
      String node = "node" + i % nodes;
      String group = "group" + i;
      List<FailCount> failures =
          i % 10 == 9 ? List.of(new FailCount(node, 2, NOW)) : List.of();
      Observed observed = new Observed(List.of(node), failures, List.of());
      Settings settings = Settings.DEFAULT.with(META);
      units.add(
          Unit.group(
              group,
              0,
              List.of(
                  new Member("address" + i, settings, observed),
                  new Member("service" + i, settings, observed))));
      wishes.add(new Wish.OnNode("location" + i, group, node, Score.of(50)));
      if (groups > 1) {
        Rule unreachable =
            new Rule.Any(
                List.of(
                    new Rule.NotDefined("ping"),
                    new Rule.Compare("ping", Rule.Operator.LT, "1000", Rule.Type.NUMBER)));
        wishes.add(new Wish.ByRule("ping" + i, group, unreachable, Score.MINUS_INFINITY));
      }
    }
    return new PlacementProblem(NOW, Policy.NORMAL, candidates, units, wishes);
  }
}
