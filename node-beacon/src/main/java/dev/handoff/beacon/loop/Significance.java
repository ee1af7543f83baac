package dev.handoff.beacon.loop;

import dev.handoff.events.GroupReport;
import dev.handoff.events.GroupReport.Progress;
import dev.handoff.events.MissedBeat;
import dev.handoff.events.ResourceReport;
import dev.handoff.events.SortedCopy;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The part of a status that the controller may have to decide on: what has changed of it since the
 * newest acknowledged beat makes a beat urgent.
 *
 * @param settled groups that have arrived somewhere; one that is on its way is of no interest yet
 * @param failures counters by resource
 * @param serving services that run everywhere, and do: only then may the address come here
 * @param silences of peers, by node
 */
record Significance(
    Map<String, GroupReport> settled,
    Map<String, Long> failures,
    Set<String> serving,
    Map<String, String> attributes,
    Map<String, Silence> silences) {

  /** Nothing has been told yet. */
  static final Significance NOTHING =
      new Significance(Map.of(), Map.of(), Set.of(), Map.of(), Map.of());

  /**
   * A peer's silence. It is worth an urgent beat when it is first seen, and again each time that it
   * has lasted for another whole timeout.
   */
  record Silence(String boot, long sequence, long timeouts) {
    boolean isOfSameBeat(@Nullable Silence other) {
      return other != null && boot.equals(other.boot) && sequence == other.sequence;
    }
  }

  Significance {
    settled = SortedCopy.of(settled);
    failures = SortedCopy.of(failures);
    serving = Set.copyOf(serving);
    attributes = SortedCopy.of(attributes);
    silences = SortedCopy.of(silences);
  }

  static Significance of(Status status, Set<String> serving, Duration timeout) {
    return new Significance(
        status.groups().stream()
            .filter(report -> isSettled(report.progress()))
            .collect(Collectors.toMap(GroupReport::group, Function.identity())),
        status.resources().stream()
            .collect(Collectors.toMap(ResourceReport::resource, ResourceReport::failures)),
        serving,
        status.attributes(),
        status.missed().stream()
            .collect(Collectors.toMap(MissedBeat::node, missed -> silence(missed, timeout))));
  }

  /** Whether something is new that the controller may have to decide on. */
  boolean isNewsAfter(Significance told) {
    if (equals(told)) {
      return false; // Most of the time: nothing has changed since the last beat.
    }
    return isBadNewsAfter(told)
        || hasMore(settled, told.settled)
        || hasMore(silences, told.silences)
        || !told.serving.containsAll(serving)
        || !attributes.equals(told.attributes);
  }

  /** Whether something has failed, stopped working or gone quiet: orders are likely to follow. */
  boolean isBadNewsAfter(Significance told) {
    return failures.entrySet().stream()
            .anyMatch(e -> e.getValue() > told.failures.getOrDefault(e.getKey(), 0L))
        || hasMore(failedGroups(settled), told.settled)
        || silences.entrySet().stream()
            .anyMatch(e -> !e.getValue().isOfSameBeat(told.silences.get(e.getKey())));
  }

  private static Map<String, GroupReport> failedGroups(Map<String, GroupReport> groups) {
    Map<String, GroupReport> failed = new TreeMap<>(groups);
    failed
        .values()
        .removeIf(g -> g.progress() != Progress.FAILED && g.progress() != Progress.STOP_FAILED);
    return failed;
  }

  private static <V> boolean hasMore(Map<String, V> now, Map<String, V> before) {
    return now.entrySet().stream().anyMatch(e -> !e.getValue().equals(before.get(e.getKey())));
  }

  private static boolean isSettled(Progress progress) {
    return switch (progress) {
      case STANDBY, ACTIVE, FAILED, STOP_FAILED, UNMANAGED -> true;
      case STARTING, STOPPING -> false;
    };
  }

  private static Silence silence(MissedBeat missed, Duration timeout) {
    return new Silence(missed.boot(), missed.sequence(), missed.silentFor().dividedBy(timeout));
  }
}
