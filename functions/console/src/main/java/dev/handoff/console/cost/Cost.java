package dev.handoff.console.cost;

import java.time.Duration;
import java.util.List;

/**
 * A month of one cluster, in which nothing happens: what a failover adds is less than a cent.
 *
 * @param lines what is used, and what that costs
 */
public record Cost(List<Line> lines) {

  /** Of 730 hours, as AWS itself calculates. */
  private static final Duration MONTH = Duration.ofHours(730);

  private static final double LOOKS = MONTH.toMinutes();

  /** A node reads the beats of so many peers at most. */
  private static final int PEERS = 2;

  /** An evaluation that changes nothing; measured: 25 ms when warm. */
  private static final double SECONDS_A_LOOK = 0.1;

  private static final double GIGABYTES_OF_MEMORY = 1;

  /** Lambda's own lines and one of the controller's. */
  private static final double LOG_BYTES_A_LOOK = 1_000;

  private static final int ALARMS = 8;
  private static final int METRICS = 3;

  public Cost {
    lines = List.copyOf(lines);
  }

  /**
   * One thing that is used.
   *
   * @param what for
   * @param quantity in a month
   * @param unit what is counted
   * @param price of a unit, in words
   * @param usd a month
   * @param coveredForFree CloudWatch gives every account more than that for nothing
   */
  public record Line(
      String what,
      double quantity,
      String unit,
      String price,
      double usd,
      boolean coveredForFree) {}

  /**
   * Calculates it.
   *
   * @param nodes of the cluster, at least 1
   * @param beat its interval, more than 0
   */
  public static Cost of(int nodes, Duration beat) {
    if (nodes < 1 || !beat.isPositive()) {
      throw new IllegalArgumentException("at least one node, and a beat that takes time");
    }
    double beats = nodes * (MONTH.toMillis() / (double) beat.toMillis());
    return new Cost(
        List.of(
            line("beats: an item below 1 KB each", beats, Price.DYNAMODB_WRITE),
            line(
                "what each node reads of its peers at each beat",
                beats * Math.min(PEERS, nodes - 1),
                Price.DYNAMODB_READ),
            line(
                "what the function reads each minute",
                LOOKS * (0.5 + Math.ceil(recordKilobytes(nodes) / 4.0) + nodes),
                Price.DYNAMODB_READ),
            line(
                "what the function notes each minute",
                LOOKS * recordKilobytes(nodes),
                Price.DYNAMODB_WRITE),
            line(
                "stream of urgent beats to the function",
                4.0 * MONTH.toSeconds(),
                Price.STREAM_POLL),
            line("function, each minute", LOOKS, Price.LAMBDA_CALL),
            line(
                "function, 0.1 s of 1 GB each",
                LOOKS * SECONDS_A_LOOK * GIGABYTES_OF_MEMORY,
                Price.LAMBDA_TIME),
            line("schedule", LOOKS, Price.SCHEDULE),
            line("log", LOOKS * LOG_BYTES_A_LOOK / 1e9, Price.LOG),
            line("alarms", ALARMS, Price.ALARM),
            line("metrics", METRICS, Price.METRIC),
            line("dashboard", 1, Price.DASHBOARD)));
  }

  private static Line line(String what, double quantity, Price price) {
    return new Line(
        what,
        quantity,
        price.unit(),
        price.inWords(),
        price.of(quantity),
        price.isCoveredForFree());
  }

  /** The size of a cluster's record, rounded up, as DynamoDB does for what is written. */
  static int recordKilobytes(int nodes) {
    return 2 + (nodes + 1) / 2;
  }

  /** All lines together, in USD. */
  public double usd() {
    return lines.stream().mapToDouble(Line::usd).sum();
  }

  /** What is left where nothing else uses up what CloudWatch gives for nothing. */
  public double usdAfterFreeTier() {
    return lines.stream().filter(line -> !line.coveredForFree).mapToDouble(Line::usd).sum();
  }

  /** What the prices are, and when they were found. */
  public static String prices() {
    return "list prices of us-east-1 found in " + Price.FOUND + ", no taxes, 730 hours";
  }

  /** What CloudWatch gives every account for nothing. */
  public static String freeTier() {
    return Price.FREE;
  }
}
