package dev.handoff.console.cost;

import java.time.YearMonth;

/**
 * List prices of {@code us-east-1} in USD, without taxes, as they were found in {@link #FOUND}.
 * Other regions take up to twice as much.
 */
enum AwsPrice implements Price {
  DYNAMODB_WRITE(0.625, 1_000_000, "write units", false),
  DYNAMODB_READ(0.125, 1_000_000, "read units", false),
  /** Lambda reads the stream of a table for nothing. */
  STREAM_POLL(0, 1, "polls", false),
  LAMBDA_CALL(0.20, 1_000_000, "invocations", false),
  LAMBDA_TIME(0.0000133334, 1, "GB-seconds (arm64)", false),
  /** The first 14 million of a month cost nothing. */
  SCHEDULE(0, 1, "schedules", false),
  LOG(0.50, 1, "GB of log", true),
  /** From memory: the price of a standard alarm has not changed in many years. */
  ALARM(0.10, 1, "alarms", true),
  METRIC(0.30, 1, "metrics of its own", true),
  DASHBOARD(3.00, 1, "dashboard", true);

  /** When these were looked up. */
  static final YearMonth FOUND = YearMonth.of(2026, 11);

  /** What CloudWatch gives every account for nothing, for ever. */
  static final String FREE =
      "CloudWatch gives every account: 10 alarms, 10 metrics, 3 dashboards and 5 GB of log";

  private final double usd;
  private final int units;
  private final String unit;
  private final boolean coveredForFree;

  AwsPrice(double usd, int units, String unit, boolean coveredForFree) {
    this.usd = usd;
    this.units = units;
    this.unit = unit;
    this.coveredForFree = coveredForFree;
  }

  @Override
  public double usd() {
    return usd;
  }

  @Override
  public int units() {
    return units;
  }

  @Override
  public String unit() {
    return unit;
  }

  @Override
  public boolean isCoveredForFree(double quantity) {
    return coveredForFree;
  }
}
