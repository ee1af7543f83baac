package dev.handoff.console.report;

import dev.handoff.events.Happening;
import dev.handoff.events.JournalEntry;
import dev.handoff.events.spec.ClusterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What of a journal belongs to a handover: what led to it, its course, and what came of it.
 *
 * @param entries oldest first
 */
record Excerpt(List<JournalEntry> entries) {

  /** What is older did not lead to it. */
  static final Duration BEFORE = Duration.ofHours(1);

  /** What people did about it, and what returned. */
  static final Duration AFTER = Duration.ofMinutes(15);

  Excerpt {
    entries = List.copyOf(entries);
  }

  /**
   * Reads it out.
   *
   * @param all oldest first
   */
  static Excerpt of(Handover handover, List<JournalEntry> all, ClusterSpec spec) {
    Instant from = beginning(handover, all);
    Instant end = handover.ended();
    Instant until = end == null ? Instant.MAX : end.plus(AFTER);
    List<JournalEntry> mine = new ArrayList<>();
    for (JournalEntry entry : all) {
      boolean inTime = entry.at().isAfter(from) && !entry.at().isAfter(until);
      if (inTime && isAbout(handover, entry.happening(), spec)) {
        if (isLaterDecision(handover, entry)) {
          break; // The next handover has a report of its own.
        }
        mine.add(entry);
      }
    }
    return new Excerpt(mine);
  }

  /** When the group's last handover was over, or an hour before. */
  private static Instant beginning(Handover handover, List<JournalEntry> all) {
    Instant earliest = handover.begun().minus(BEFORE);
    return Handovers.of(all).stream()
        .filter(former -> former.group().equals(handover.group()))
        .filter(former -> former.entry() < handover.entry())
        .map(Handover::ended)
        .filter(Objects::nonNull)
        .filter(ended -> ended.isAfter(earliest))
        .reduce((first, second) -> second)
        .orElse(earliest);
  }

  private static boolean isLaterDecision(Handover handover, JournalEntry entry) {
    return entry.number() > handover.entry()
        && entry.happening() instanceof Happening.HandoverBegun(String group, _, _, _, _)
        && group.equals(handover.group());
  }

  private static boolean isAbout(Handover handover, Happening happening, ClusterSpec spec) {
    String group = groupOf(happening, spec);
    return group == null || group.equals(handover.group());
  }

  /** Null: it is about all of them. */
  private static @Nullable String groupOf(Happening happening, ClusterSpec spec) {
    return switch (happening) {
      case Happening.ResourceFailed h ->
          spec.groupOf(h.resource()).map(group -> group.name()).orElse(null);
      case Happening.ResourceRecovered h ->
          spec.groupOf(h.resource()).map(group -> group.name()).orElse(null);
      case Happening.WishExpires h -> h.group();
      case Happening.HandoverBegun h -> h.group();
      case Happening.OwnerChanged h -> h.group();
      case Happening.GroupStopped h -> h.group();
      case Happening.GroupIncomplete h -> h.group();
      case Happening.StartFailed h -> h.group();
      case Happening.AddressStuck h -> h.group();
      case Happening.DriftFound h -> h.group();
      case Happening.Held h -> h.group();
      case Happening.HoldEnded h -> h.group();
      case Happening.SpecApplied _,
          Happening.OperatorActed _,
          Happening.ClusterDestroyed _,
          Happening.NodeReturned _,
          Happening.NodeSilent _,
          Happening.NodeLeft _ ->
          null;
    };
  }

  /** What came of a node itself, or of what ran there. */
  List<JournalEntry> of(String node) {
    return entries.stream()
        .filter(entry -> nodeOf(entry.happening()).filter(node::equals).isPresent())
        .toList();
  }

  private static Optional<String> nodeOf(Happening happening) {
    return switch (happening) {
      case Happening.ResourceFailed h -> Optional.of(h.node());
      case Happening.ResourceRecovered h -> Optional.of(h.node());
      case Happening.NodeReturned h -> Optional.of(h.node());
      case Happening.NodeSilent h -> Optional.of(h.node());
      case Happening.NodeLeft h -> Optional.of(h.node());
      case Happening.StartFailed h -> Optional.of(h.node());
      case Happening.GroupIncomplete h -> Optional.of(h.node());
      case Happening.OwnerChanged h -> Optional.of(h.to());
      case Happening.DriftFound h -> Optional.ofNullable(h.foundAt());
      case Happening.SpecApplied _,
          Happening.OperatorActed _,
          Happening.ClusterDestroyed _,
          Happening.HandoverBegun _,
          Happening.GroupStopped _,
          Happening.WishExpires _,
          Happening.AddressStuck _,
          Happening.Held _,
          Happening.HoldEnded _ ->
          Optional.empty();
    };
  }
}
