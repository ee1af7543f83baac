package dev.handoff.aws;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.handoff.controller.port.Time;
import dev.handoff.dispatch.EventLog;
import dev.handoff.dispatch.Figures;
import dev.handoff.dispatch.Figures.Move;
import dev.handoff.dispatch.Metrics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * CloudWatch's embedded metric format: a line of JSON in the function's log, of which CloudWatch
 * makes metrics. It needs no call and no permission. A figure that is zero is not told, because
 * CloudWatch bills a metric for each hour in which it has a value.
 *
 * @param lines takes each line, without its end
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">its
 *     specification</a>
 */
record EmbeddedMetrics(Consumer<String> lines, Time time) implements Metrics {

  static final String NAMESPACE = "Handoff";

  private static final String SWITCH = "HANDOFF_METRICS";
  private static final String DIMENSION = "Cluster";

  /** The specification allows a metric so many values in one line. */
  private static final int MOST_VALUES = 100;

  /**
   * As the environment says: {@code HANDOFF_METRICS} is {@code true} or {@code false}, which is
   * also what its absence means, because metrics cost. Anything else is an error in the log, and
   * none are told: a slip about figures must not keep the function from a failover.
   */
  static Metrics of(Map<String, String> environment, Consumer<String> lines, Time time) {
    return switch (environment.getOrDefault(SWITCH, "false")) {
      case "true" -> new EmbeddedMetrics(lines, time);
      case "false" -> NONE;
      case String other -> {
        new EventLog(lines, "start")
            .error(
                "bad-setting",
                Map.of("detail", SWITCH + " is '" + other + "'; it must be true or false"));
        yield NONE;
      }
    };
  }

  @Override
  public void tell(Figures figures) {
    List<Move> moves = figures.moves();
    int first = Math.min(MOST_VALUES, moves.size());
    Line line = new Line(figures.cluster());
    line.count("Evaluations", figures.evaluations());
    line.count("Conflicts", figures.conflicts());
    line.count("SilentNodes", figures.silentNodes());
    line.moves(moves.subList(0, first));
    print(line);
    for (int next = first; next < moves.size(); next += MOST_VALUES) {
      Line more = new Line(figures.cluster());
      more.moves(moves.subList(next, Math.min(next + MOST_VALUES, moves.size())));
      print(more);
    }
  }

  private void print(Line line) {
    lines.accept(line.json(time.now().toEpochMilli()));
  }

  /** One document: the definition of each metric, and beside it the values. */
  private static final class Line {
    private final JsonArray definitions = new JsonArray();
    private final JsonObject root = new JsonObject();

    Line(String cluster) {
      root.addProperty(DIMENSION, cluster);
    }

    void count(String name, int value) {
      if (value > 0) {
        define(name, "Count");
        root.addProperty(name, value);
      }
    }

    void moves(List<Move> moves) {
      count("Moves", moves.size());
      times("TimeToDetect", moves.stream().map(Move::detect).filter(Objects::nonNull).toList());
      times("TimeToMove", moves.stream().map(Move::move).toList());
    }

    private void times(String name, List<Duration> times) {
      if (times.isEmpty()) {
        return;
      }
      define(name, "Milliseconds");
      JsonArray values = new JsonArray();
      times.forEach(time -> values.add(time.toMillis()));
      root.add(name, values);
    }

    private void define(String name, String unit) {
      JsonObject definition = new JsonObject();
      definition.addProperty("Name", name);
      definition.addProperty("Unit", unit);
      definitions.add(definition);
    }

    String json(long now) {
      JsonArray set = new JsonArray();
      set.add(DIMENSION);
      JsonArray sets = new JsonArray();
      sets.add(set);
      JsonObject directive = new JsonObject();
      directive.addProperty("Namespace", NAMESPACE);
      directive.add("Dimensions", sets);
      directive.add("Metrics", definitions);
      JsonArray directives = new JsonArray();
      directives.add(directive);
      JsonObject meta = new JsonObject();
      meta.addProperty("Timestamp", now);
      meta.add("CloudWatchMetrics", directives);
      root.add("_aws", meta);
      return root.toString();
    }
  }
}
