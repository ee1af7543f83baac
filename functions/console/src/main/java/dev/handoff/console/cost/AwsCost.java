package dev.handoff.console.cost;

import dev.handoff.console.cost.Cost.Line;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A month on AWS. */
public final class AwsCost {

  private static final double LOOKS = Cost.MONTH.toMinutes();

  /** An evaluation that changes nothing; measured: 25 ms when warm. */
  private static final double SECONDS_A_LOOK = 0.1;

  private static final double GIGABYTES_OF_MEMORY = 1;

  /** Lambda's own lines and one of the controller's. */
  private static final double LOG_BYTES_A_LOOK = 1_000;

  private static final int ALARMS = 9;
  private static final int METRICS = 3;

  /** Of a cluster, where they are turned on; most of them cost less where little happens. */
  private static final int CLUSTER_METRICS = 6;

  /** A line of log that brings them. */
  private static final double METRIC_BYTES_A_LOOK = 250;

  private AwsCost() {}

  /**
   * Calculates it.
   *
   * @param nodes of the cluster, at least 1
   * @param beat its interval, more than 0
   * @param clusterMetrics whether the cluster has metrics of its own
   */
  public static Cost of(int nodes, Duration beat, boolean clusterMetrics) {
    double beats = Cost.beats(nodes, beat);
    List<Line> lines =
        new ArrayList<>(
            List.of(
                Line.of("beats: an item below 1 KB each", beats, AwsPrice.DYNAMODB_WRITE),
                Line.of(
                    "what each node reads of its peers at each beat",
                    beats * Math.min(Cost.PEERS, nodes - 1),
                    AwsPrice.DYNAMODB_READ),
                Line.of(
                    "what the function reads each minute",
                    LOOKS * (0.5 + Math.ceil(recordKilobytes(nodes) / 4.0) + nodes),
                    AwsPrice.DYNAMODB_READ),
                Line.of(
                    "what the function notes each minute",
                    LOOKS * recordKilobytes(nodes),
                    AwsPrice.DYNAMODB_WRITE),
                Line.of(
                    "stream of urgent beats to the function",
                    4.0 * Cost.MONTH.toSeconds(),
                    AwsPrice.STREAM_POLL),
                Line.of("function, each minute", LOOKS, AwsPrice.LAMBDA_CALL),
                Line.of(
                    "function, 0.1 s of 1 GB each",
                    LOOKS * SECONDS_A_LOOK * GIGABYTES_OF_MEMORY,
                    AwsPrice.LAMBDA_TIME),
                Line.of("schedule", LOOKS, AwsPrice.SCHEDULE),
                Line.of("log", LOOKS * LOG_BYTES_A_LOOK / 1e9, AwsPrice.LOG),
                Line.of("alarms", ALARMS, AwsPrice.ALARM),
                Line.of("metrics", METRICS, AwsPrice.METRIC),
                Line.of("dashboard", 1, AwsPrice.DASHBOARD)));
    if (clusterMetrics) {
      lines.add(Line.of("metrics of the cluster, at most", CLUSTER_METRICS, AwsPrice.METRIC));
      lines.add(Line.of("log of these metrics", LOOKS * METRIC_BYTES_A_LOOK / 1e9, AwsPrice.LOG));
    }
    return new Cost(
        lines,
        "list prices of us-east-1 found in " + AwsPrice.FOUND + ", no taxes, 730 hours",
        AwsPrice.FREE);
  }

  /** The size of a cluster's record, rounded up, as DynamoDB does for what is written. */
  static int recordKilobytes(int nodes) {
    return 2 + (nodes + 1) / 2;
  }
}
