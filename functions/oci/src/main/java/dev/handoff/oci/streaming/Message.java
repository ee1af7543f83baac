package dev.handoff.oci.streaming;

import java.time.Instant;

/**
 * A message of a stream.
 *
 * @param offset its place in the partition
 * @param at when it arrived, by the service's clock
 */
record Message(long offset, Instant at, String text) {}
