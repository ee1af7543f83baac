package dev.handoff.beacon.transport.oci;

import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * What is needed of the machine.
 *
 * @param nanos a monotonic clock
 * @param aside carries out what takes long
 * @param log receives, from many threads, what goes wrong, and when it is right again
 */
record Surroundings(LongSupplier nanos, Executor aside, Consumer<String> log) {}
