package dev.handoff.console.report;

import dev.handoff.console.report.Handover.Course;
import dev.handoff.console.report.Handover.Outcome;
import dev.handoff.events.Happening;
import dev.handoff.events.Happening.HandoverBegun;
import dev.handoff.events.JournalEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the handovers that a journal tells of. */
public final class Handovers {

  private final List<Handover> done = new ArrayList<>();

  /** The handover under way, by group. */
  private final Map<String, Decision> open = new LinkedHashMap<>();

  private record Decision(JournalEntry entry, HandoverBegun begun) {}

  private Handovers() {}

  /**
   * All handovers, in the order of their decisions. The end of one whose decision is in none of the
   * entries is passed over.
   *
   * @param entries oldest first
   */
  public static List<Handover> of(List<JournalEntry> entries) {
    Handovers found = new Handovers();
    entries.forEach(found::read);
    found.open.values().forEach(decision -> found.end(decision, null, Outcome.UNDER_WAY, null));
    return found.done.stream().sorted(Comparator.comparingLong(Handover::entry)).toList();
  }

  /**
   * The one that is asked for.
   *
   * @param group null: of whichever group
   * @param epoch null: the last failover, or if there is none, the last handover
   */
  public static Optional<Handover> find(
      List<Handover> all, @Nullable String group, @Nullable Long epoch) {
    List<Handover> meant =
        all.stream()
            .filter(handover -> group == null || handover.group().equals(group))
            .filter(handover -> epoch == null || handover.epoch() == epoch)
            .toList()
            .reversed();
    return meant.stream()
        .filter(Handover::isFailover)
        .findFirst()
        .or(() -> meant.stream().findFirst());
  }

  private void read(JournalEntry entry) {
    switch (entry.happening()) {
      case HandoverBegun begun -> {
        Decision former = open.put(begun.group(), new Decision(entry, begun));
        if (former != null) {
          end(former, entry.at(), Outcome.OVERTAKEN, null);
        }
      }
      case Happening.OwnerChanged changed ->
          ended(changed.group(), changed.epoch(), entry.at(), Outcome.MOVED, changed);
      case Happening.GroupStopped stopped ->
          ended(stopped.group(), stopped.epoch(), entry.at(), Outcome.STOPPED, null);
      case Happening.GroupIncomplete part ->
          ended(part.group(), part.epoch(), entry.at(), Outcome.INCOMPLETE, null);
      case Happening.StartFailed failed ->
          ended(failed.group(), failed.epoch(), entry.at(), Outcome.START_FAILED, null);
      case Happening.SpecApplied _,
          Happening.OperatorActed _,
          Happening.ClusterDestroyed _,
          Happening.NodeReturned _,
          Happening.NodeSilent _,
          Happening.NodeLeft _,
          Happening.ResourceFailed _,
          Happening.ResourceRecovered _,
          Happening.WishExpires _,
          Happening.AddressStuck _,
          Happening.DriftFound _,
          Happening.Held _,
          Happening.HoldEnded _ -> {}
    }
  }

  private void ended(
      String group, long epoch, Instant at, Outcome outcome, Happening.@Nullable OwnerChanged how) {
    Decision decision = open.get(group);
    if (decision != null && decision.begun().epoch() <= epoch) {
      open.remove(group);
      end(decision, at, outcome, how);
    }
  }

  private void end(
      Decision decision,
      @Nullable Instant at,
      Outcome outcome,
      Happening.@Nullable OwnerChanged how) {
    HandoverBegun begun = decision.begun();
    done.add(
        new Handover(
            begun.group(),
            begun.epoch(),
            decision.entry().number(),
            begun.from(),
            begun.to(),
            begun.cause(),
            decision.entry().at(),
            at,
            outcome,
            how == null ? List.of() : how.addresses(),
            how == null ? null : new Course(how.detect(), how.move(), how.serve())));
  }
}
