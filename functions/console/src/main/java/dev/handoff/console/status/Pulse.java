package dev.handoff.console.status;

import dev.handoff.controller.port.ClusterStore.Reading;
import dev.handoff.controller.port.NodeChannel.NodeReading;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.events.Beat;
import dev.handoff.events.json.Kebab;
import dev.handoff.events.spec.BeatSpec;
import dev.handoff.events.spec.NodeSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The newest beat of each node, and whether there is more to read. It costs no call to the cloud
 * that has the addresses, so it can be taken often.
 *
 * @param at the controller's clock
 * @param revision another one whenever {@link ClusterView} may tell something else, but for what
 *     only the cloud itself knows: where it leads an address
 * @param newestEntry number of the newest journal entry; zero before the first
 * @param beat how often nodes speak, and how long they may be quiet
 * @param nodes in the order of the spec
 */
public record Pulse(
    String cluster,
    Instant at,
    String revision,
    long newestEntry,
    BeatSpec beat,
    List<NodePulse> nodes) {

  public Pulse {
    nodes = List.copyOf(nodes);
  }

  /**
   * The newest beat of one node.
   *
   * @param presence unseen, present, silent or left, as the controller has recorded it
   * @param boot of the machine; null: no beat is there
   * @param sequence grows with every beat of a boot; zero: no beat is there
   * @param uptime the machine's monotonic clock when it was made; zero: no beat is there
   * @param urgent sent at once because something changed
   */
  public record NodePulse(
      String node,
      String presence,
      @Nullable String boot,
      long sequence,
      Duration uptime,
      boolean urgent) {}

  /**
   * Takes the pulse.
   *
   * @param readings of each node, by name
   * @param now the controller's clock
   */
  public static Pulse of(Reading.Found found, Map<String, NodeReading> readings, Instant now) {
    ClusterRecord record = found.record();
    return new Pulse(
        record.spec().cluster(),
        now,
        found.version() + "-" + Integer.toHexString(said(record, readings)),
        record.nextEntry() - 1,
        record.spec().beat(),
        record.spec().nodes().stream()
            .map(node -> of(node, record, readings.get(node.name())))
            .toList());
  }

  private static NodePulse of(NodeSpec node, ClusterRecord record, @Nullable NodeReading reading) {
    String presence = Kebab.of(record.node(node.name()).presence());
    return reading instanceof NodeReading.Heard(Beat beat, _)
        ? new NodePulse(
            node.name(), presence, beat.boot(), beat.sequence(), beat.uptime(), beat.urgent())
        : new NodePulse(node.name(), presence, null, 0, Duration.ZERO, false);
  }

  /** A number for all that nodes say of themselves, but that they are alive. */
  private static int said(ClusterRecord record, Map<String, NodeReading> readings) {
    int all = 1;
    for (NodeSpec node : record.spec().nodes()) {
      int one =
          readings.get(node.name()) instanceof NodeReading.Heard(Beat beat, _)
              ? Objects.hash(
                  beat.boot(), beat.leaving(), beat.groups(), beat.resources(), beat.attributes())
              : 0;
      all = 31 * all + one;
    }
    return all;
  }
}
