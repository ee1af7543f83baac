package dev.handoff.controller.decision;

import dev.handoff.controller.liveness.Verdict;
import dev.handoff.controller.placement.Placement;
import dev.handoff.controller.placement.PlacementResult.UnitPlacement;
import dev.handoff.controller.record.Bias;
import dev.handoff.controller.record.Bias.Kind;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.controller.record.Incidents;
import dev.handoff.events.Happening;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells of operators' wishes that are about to end, while there is time to prolong them: of every
 * ban, and of a move whose end would take the group elsewhere.
 */
final class Reminders {

  private Reminders() {}

  /** The record, with what is to be told. */
  static ClusterRecord of(ClusterRecord record, Map<String, Verdict> verdicts, Instant now) {
    if (record.closing() != null) {
      return record; // Nobody is left to whom the wish would matter.
    }
    ClusterRecord told = record;
    for (Bias bias : record.biases()) {
      Instant until = bias.until();
      boolean ban = bias.kind() == Kind.BAN;
      boolean speaks = ban || bias.kind() == Kind.PREFER;
      if (!speaks || until == null || until.isAfter(now.plus(Incidents.AHEAD))) {
        continue;
      }
      if (Incidents.isKnown(told, Incidents.ofWish(bias.group(), bias.node(), until))) {
        continue;
      }
      String next = nodeWithout(record, bias, verdicts, now);
      String goesTo = next == null || next.equals(record.group(bias.group()).owner()) ? null : next;
      if (ban || goesTo != null) {
        told =
            told.telling(
                now, new Happening.WishExpires(bias.group(), bias.node(), ban, until, goesTo));
      }
    }
    return told;
  }

  /** Where the group would be if the wish were over. */
  private static @Nullable String nodeWithout(
      ClusterRecord record, Bias bias, Map<String, Verdict> verdicts, Instant now) {
    List<Bias> left = record.biases().stream().filter(other -> !other.equals(bias)).toList();
    ClusterRecord over = Moves.inForce(record.withBiases(left), verdicts, now);
    return Placement.place(Problems.of(over, verdicts, now))
        .unit(bias.group())
        .flatMap(UnitPlacement::node)
        .orElse(null);
  }
}
