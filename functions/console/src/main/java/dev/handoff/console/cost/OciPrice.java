package dev.handoff.console.cost;

import java.time.YearMonth;

/**
 * List prices of Oracle Cloud in USD, without taxes, as they were found in {@link #FOUND}. They are
 * the same in all of its commercial regions.
 */
enum OciPrice implements Price {
  FUNCTION_CALL(0.20, 1_000_000, "invocations", 2_000_000),
  FUNCTION_TIME(0.00001417, 1, "GB-seconds", 400_000),
  STREAMING_TRANSFER(0.025, 1, "GB written and read", 0),
  /** For every 50 partitions Streaming bills 10 GB an hour, if less is used. */
  STREAMING_MINIMUM(0.25, 1, "hours of 50 partitions", 0),
  /** From memory. */
  STREAMING_STORAGE(0.0002, 1, "GB-hours", 0),
  /** From memory. */
  STORAGE_REQUEST(0.0034, 10_000, "requests", 50_000),
  /** From memory. */
  LOG(0.05, 1, "GB of log", 10);

  /** When these were looked up. */
  static final YearMonth FOUND = YearMonth.of(2026, 11);

  /** What a tenancy gets for nothing in a month. */
  static final String FREE =
      "Oracle gives every tenancy: 2 million invocations, 400,000 GB-seconds, 10 GB of log";

  private final double usd;
  private final int units;
  private final String unit;
  private final double free;

  OciPrice(double usd, int units, String unit, double free) {
    this.usd = usd;
    this.units = units;
    this.unit = unit;
    this.free = free;
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

  /** All of it or nothing: what goes beyond is billed with what is before it here. */
  @Override
  public boolean isCoveredForFree(double quantity) {
    return quantity <= free;
  }
}
