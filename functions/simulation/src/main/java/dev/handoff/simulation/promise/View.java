package dev.handoff.simulation.promise;

import dev.handoff.controller.port.NodeChannel.NodeReading;
import dev.handoff.controller.record.ClusterRecord;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a function knew when it did something.
 *
 * @param function its number
 * @param begun when it began, in nanoseconds
 * @param record that it last read or committed; null: the store did not answer
 * @param readings of the nodes, as it last read them
 */
public record View(
    long function, long begun, @Nullable ClusterRecord record, Map<String, NodeReading> readings) {}
