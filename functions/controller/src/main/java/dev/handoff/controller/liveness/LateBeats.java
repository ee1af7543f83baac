package dev.handoff.controller.liveness;

import dev.handoff.controller.port.NodeChannel.NodeReading;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.events.Beat;
import java.util.Map;
import java.util.TreeMap;

/**
 * Beats that were sent before a reboot and are stored after the first beat that follows it. A store
 * keeps what comes last, and a network that is slow lets one call overtake another: then a machine
 * would seem to have gone back to the boot before, with all that ran in it, and to reboot once more
 * at its next beat. A boot that another one has followed does not come back, so such a beat is
 * taken for what it is: something that lies in place of the newest one, and tells nothing of the
 * node.
 *
 * <p>Which of two boots was the later one only the order tells in which their beats were stored. If
 * the first beat of a boot that hardly lasted comes after those of the next, it is the living one
 * that seems to have ended. But it {@linkplain #goesOn goes on}.
 */
public final class LateBeats {

  private LateBeats() {}

  /** The readings, with nonsense in place of each beat of a boot that has ended. */
  public static Map<String, NodeReading> asNonsense(
      ClusterRecord record, Map<String, NodeReading> readings) {
    Map<String, NodeReading> sorted = null;
    for (Map.Entry<String, NodeReading> reading : readings.entrySet()) {
      String node = reading.getKey();
      if (reading.getValue() instanceof NodeReading.Heard heard
          && record.node(node).endedBoots().contains(heard.beat().boot())) {
        sorted = sorted == null ? new TreeMap<>(readings) : sorted;
        sorted.put(node, nonsense(heard));
      }
    }
    return sorted == null ? readings : sorted;
  }

  private static NodeReading nonsense(NodeReading.Heard heard) {
    Beat beat = heard.beat();
    return new NodeReading.Nonsense(
        "late " + beat.boot() + " " + beat.sequence(),
        "its newest beat is a late one, of boot "
            + beat.boot()
            + ", which another one has followed",
        heard.orders(),
        beat);
  }

  /**
   * Whether a boot that seemed to have ended goes on beating.
   *
   * @param before what lay there a whole timeout ago
   */
  static boolean goesOn(NodeReading.Nonsense before, Beat late) {
    return before.late() != null
        && before.late().boot().equals(late.boot())
        && before.late().sequence() < late.sequence()
        && !late.leaving();
  }
}
