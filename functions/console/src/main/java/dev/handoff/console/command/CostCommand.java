package dev.handoff.console.command;

import com.google.gson.JsonObject;
import dev.handoff.console.ExitCode;
import dev.handoff.console.cost.AwsCost;
import dev.handoff.console.cost.Cost;
import dev.handoff.console.cost.OciCost;
import dev.handoff.console.operator.OperatorVerbs.DurationWithUnit;
import dev.handoff.console.story.Moments;
import dev.handoff.events.yaml.Durations;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Calculates what a cluster costs. */
@Command(
    name = "cost",
    description = {
      "Calculate what a cluster costs in a month, from list prices; asks nobody.",
      "The machines, their addresses and their traffic are not in it: they are there anyway."
    })
final class CostCommand implements Callable<Integer> {

  private static final int MOST_NODES = 1_000;
  private static final Duration SHORTEST = Duration.ofMillis(100);

  @Option(
      names = "--nodes",
      paramLabel = "N",
      defaultValue = "2",
      description = "nodes of the cluster; default: ${DEFAULT-VALUE}")
  private int nodes;

  @Option(
      names = "--beat",
      paramLabel = "DURATION",
      defaultValue = "2s",
      converter = DurationWithUnit.class,
      description = "beat.interval of its spec; default: ${DEFAULT-VALUE}")
  private Duration beat = Duration.ofSeconds(2);

  @Option(
      names = "--cloud",
      paramLabel = "aws|oci",
      defaultValue = "aws",
      description = "AWS (default), or Oracle Cloud")
  private CloudName cloud = CloudName.aws;

  @Option(
      names = "--metrics",
      description = {
        "with the cluster's own CloudWatch metrics (ClusterMetrics, cluster_metrics);",
        "AWS only"
      })
  private boolean metrics;

  @Option(names = "--json", description = "as one JSON object a line")
  private boolean json;

  @Spec private CommandSpec command = CommandSpec.create();

  @Override
  public Integer call() {
    if (nodes < 1 || nodes > MOST_NODES) {
      throw new ParameterException(
          command.commandLine(), "--nodes is " + nodes + "; it must be 1 to " + MOST_NODES);
    }
    if (beat.compareTo(SHORTEST) < 0) {
      throw new ParameterException(command.commandLine(), "--beat is at least 100ms");
    }
    if (metrics && cloud != CloudName.aws) {
      throw new ParameterException(
          command.commandLine(), "--metrics are CloudWatch's; leave it out with --cloud " + cloud);
    }
    Cost cost =
        switch (cloud) {
          case aws -> AwsCost.of(nodes, beat, metrics);
          case oci -> OciCost.of(nodes, beat);
        };
    if (json) {
      cost.lines().forEach(line -> out().println(json(line)));
      out().println(result(cost));
    } else {
      tell(cost);
    }
    return ExitCode.DONE;
  }

  private void tell(Cost cost) {
    out()
        .printf(
            "A month of one cluster: nodes %d, a beat every %s%n(%s)%n%n",
            nodes, Durations.shown(beat), cost.prices());
    for (Cost.Line line : cost.lines()) {
      String quantity =
          line.quantity() < 100 && line.quantity() != Math.rint(line.quantity())
              ? String.format(Locale.ROOT, "%.3f", line.quantity())
              : String.format(Locale.ROOT, "%,.0f", line.quantity());
      out()
          .printf(
              Locale.ROOT,
              "%8.2f  %s: %s %s, %s%n",
              line.usd(),
              line.what(),
              quantity,
              line.unit(),
              line.price());
    }
    out().printf(Locale.ROOT, "%n%8.2f  USD a month%n", cost.usd());
    out()
        .printf(
            Locale.ROOT,
            "%8.2f  where nothing else uses up what %s%n",
            cost.usdAfterFreeTier(),
            cost.free());
  }

  private static JsonObject json(Cost.Line line) {
    JsonObject object = line("cost");
    object.addProperty("what", line.what());
    object.addProperty("quantity", line.quantity());
    object.addProperty("unit", line.unit());
    object.addProperty("price", line.price());
    object.addProperty("usd", line.usd());
    return object;
  }

  private static JsonObject result(Cost cost) {
    JsonObject object = line("result");
    object.addProperty("ok", true);
    object.addProperty("usd", cost.usd());
    object.addProperty("usd-after-free-tier", cost.usdAfterFreeTier());
    object.addProperty("prices", cost.prices());
    return object;
  }

  private static JsonObject line(String event) {
    JsonObject line = new JsonObject();
    line.addProperty("at", Moments.iso(Instant.now()));
    line.addProperty("event", event);
    return line;
  }

  private PrintWriter out() {
    return command.commandLine().getOut();
  }
}
