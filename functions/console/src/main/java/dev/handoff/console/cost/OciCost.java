package dev.handoff.console.cost;

import dev.handoff.console.cost.Cost.Line;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A month on Oracle Cloud. */
public final class OciCost {

  /**
   * What a beat counts for when it is written or read: about 1 KB, of which Streaming is said to
   * count 4. No page of Oracle's price list says so; without it this is a quarter.
   */
  private static final double GIGABYTES_A_BEAT = 4_096 / 1e9;

  /** A reading brings one new message, and up to three that were read before. */
  private static final double MESSAGES_A_READING = 2.5;

  /** Streams keep beats for a day. */
  private static final double KEPT_HOURS = 24;

  private static final double STORED_BYTES_A_BEAT = 1_000;

  /** Each beacon calls the function so often without news. */
  private static final double CALLS_A_NODE = Cost.MONTH.toMinutes();

  /** An evaluation that changes nothing: some ten calls of Oracle's services; not measured. */
  private static final double SECONDS_A_CALL = 0.3;

  private static final double GIGABYTES_OF_MEMORY = 1;

  /** The record, and the losses of other clusters; of each node its orders and its plan. */
  private static final double REQUESTS_A_CALL = 2;

  private static final double REQUESTS_A_NODE = 2;

  private static final double LOG_BYTES_A_CALL = 1_000;

  private static final int PARTITIONS_WITH_A_MINIMUM = 50;

  private OciCost() {}

  /**
   * Calculates it.
   *
   * @param nodes of the cluster, at least 1
   * @param beat its interval, more than 0
   */
  public static Cost of(int nodes, Duration beat) {
    double beats = Cost.beats(nodes, beat);
    double calls = nodes * CALLS_A_NODE;
    double read = beats * Math.min(Cost.PEERS, nodes - 1) * MESSAGES_A_READING;
    List<Line> lines =
        new ArrayList<>(
            List.of(
                Line.of("beats", beats * GIGABYTES_A_BEAT, OciPrice.STREAMING_TRANSFER),
                Line.of(
                    "what each node reads of its peers at each beat",
                    read * GIGABYTES_A_BEAT,
                    OciPrice.STREAMING_TRANSFER),
                Line.of(
                    "what the function reads when it is called",
                    calls * nodes * MESSAGES_A_READING * GIGABYTES_A_BEAT,
                    OciPrice.STREAMING_TRANSFER),
                Line.of(
                    "beats, kept for a day",
                    beats * KEPT_HOURS * STORED_BYTES_A_BEAT / 1e9,
                    OciPrice.STREAMING_STORAGE),
                Line.of(
                    "each node asks for its orders at each beat", beats, OciPrice.STORAGE_REQUEST),
                Line.of(
                    "the function's requests to the bucket",
                    calls * (REQUESTS_A_CALL + nodes * REQUESTS_A_NODE),
                    OciPrice.STORAGE_REQUEST),
                Line.of("function, each minute by each node", calls, OciPrice.FUNCTION_CALL),
                Line.of(
                    "function, 0.3 s of 1 GB each",
                    calls * SECONDS_A_CALL * GIGABYTES_OF_MEMORY,
                    OciPrice.FUNCTION_TIME),
                Line.of("log", calls * LOG_BYTES_A_CALL / 1e9, OciPrice.LOG)));
    int fifties = nodes / PARTITIONS_WITH_A_MINIMUM;
    if (fifties > 0) {
      lines.add(
          Line.of(
              "least that Streaming bills for so many partitions",
              fifties * (double) Cost.MONTH.toHours(),
              OciPrice.STREAMING_MINIMUM));
    }
    return new Cost(
        lines,
        "list prices of Oracle Cloud found in " + OciPrice.FOUND + ", no taxes, 730 hours",
        OciPrice.FREE);
  }
}
