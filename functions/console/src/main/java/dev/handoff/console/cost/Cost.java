package dev.handoff.console.cost;

import java.time.Duration;
import java.util.List;

/**
 * A month of one cluster, in which nothing happens: what a failover adds is less than a cent.
 *
 * @param lines what is used, and what that costs
 * @param prices what the prices are, and when they were found
 * @param free what the cloud gives everybody for nothing
 */
public record Cost(List<Line> lines, String prices, String free) {

  /** Of 730 hours, as AWS itself calculates. */
  static final Duration MONTH = Duration.ofHours(730);

  /** A node reads the beats of so many peers at most. */
  static final int PEERS = 2;

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
   * @param coveredForFree the cloud gives everybody more than that for nothing
   */
  public record Line(
      String what, double quantity, String unit, String price, double usd, boolean coveredForFree) {

    static Line of(String what, double quantity, Price price) {
      return new Line(
          what,
          quantity,
          price.unit(),
          price.inWords(),
          price.of(quantity),
          price.isCoveredForFree(quantity));
    }
  }

  /**
   * How many beats all nodes send.
   *
   * @throws IllegalArgumentException if there is no node, or a beat takes no time
   */
  static double beats(int nodes, Duration beat) {
    if (nodes < 1 || !beat.isPositive()) {
      throw new IllegalArgumentException("at least one node, and a beat that takes time");
    }
    return nodes * (MONTH.toMillis() / (double) beat.toMillis());
  }

  /** All lines together, in USD. */
  public double usd() {
    return lines.stream().mapToDouble(Line::usd).sum();
  }

  /** What is left where nothing else uses up what is given for nothing. */
  public double usdAfterFreeTier() {
    return lines.stream().filter(line -> !line.coveredForFree).mapToDouble(Line::usd).sum();
  }
}
