package dev.handoff.controller.liveness;

import dev.handoff.controller.port.NodeChannel.NodeReading;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.events.Beat;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that can be said about who is alive. A beat of a boot that is known to have ended says
 * nothing about that: see {@link LateBeats}.
 *
 * @param readings of every node of the spec, by name
 * @param firstLook what this same evaluation has read before, if it has; by node
 * @param sinceFirstLook how long ago that was, by the evaluation's own monotonic clock
 * @param now the controller's wall clock
 */
public record Evidence(
    ClusterRecord record,
    Map<String, NodeReading> readings,
    Map<String, NodeReading> firstLook,
    Duration sinceFirstLook,
    Instant now) {

  public Evidence {
    readings = LateBeats.asNonsense(record, readings);
    firstLook = LateBeats.asNonsense(record, firstLook);
  }

  @Nullable Beat beat(String node) {
    return readings.get(node) instanceof NodeReading.Heard heard ? heard.beat() : null;
  }
}
