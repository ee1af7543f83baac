package dev.handoff.controller.decision;

import dev.handoff.controller.liveness.Verdict;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.controller.record.Failures;
import dev.handoff.controller.record.Incidents;
import dev.handoff.controller.record.NodeRecord;
import dev.handoff.controller.record.NodeRecord.Presence;
import dev.handoff.controller.record.Sighting;
import dev.handoff.events.Beat;
import dev.handoff.events.Happening;
import dev.handoff.events.ResourceReport;
import dev.handoff.events.ResourceReport.State;
import dev.handoff.events.spec.GroupSpec;
import dev.handoff.events.spec.Meta;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Takes over into the record what the beats say: who came and went, and what failed. */
final class Census {

  /** News of one evaluation: a record that tells of more at once might not fit into its store. */
  private static final int MOST_TOLD = 100;

  private final ClusterRecord record;
  private final Instant now;
  private final List<Happening> told = new ArrayList<>();

  private Census(ClusterRecord record, Instant now) {
    this.record = record;
    this.now = now;
  }

  static ClusterRecord take(ClusterRecord record, Map<String, Verdict> verdicts, Instant now) {
    Census census = new Census(record, now);
    Map<String, NodeRecord> nodes = new TreeMap<>();
    verdicts.forEach(
        (name, verdict) -> nodes.put(name, census.node(name, record.node(name), verdict)));
    ClusterRecord next = record.withNodes(nodes);
    if (isUnseen(record) && !isUnseen(next)) {
      next = next.freshSince(now); // The first start waits for the others from here.
    }
    for (Happening happening : census.told) {
      next = next.telling(now, happening);
    }
    return next;
  }

  private static boolean isUnseen(ClusterRecord record) {
    return record.nodes().values().stream().allMatch(node -> node.presence() == Presence.UNSEEN);
  }

  private NodeRecord node(String name, NodeRecord known, Verdict verdict) {
    return switch (verdict) {
      case Verdict.Alive alive -> heard(known, alive.beat(), Presence.PRESENT);
      case Verdict.Suspect suspect -> heard(known, suspect.beat(), Presence.PRESENT);
      case Verdict.Left left -> {
        if (known.presence() == Presence.PRESENT) {
          told.add(new Happening.NodeLeft(left.beat().node()));
        }
        yield heard(known, left.beat(), Presence.LEFT);
      }
      case Verdict.Silent silent -> {
        if (known.presence() != Presence.SILENT) {
          told.add(new Happening.NodeSilent(name, silent.silentFor()));
        }
        Beat last = silent.beat();
        yield last == null
            ? known.present(Presence.SILENT).sighted(nonsense(known, silent.instead()))
            : heard(known, last, Presence.SILENT);
      }
      case Verdict.NeverHeard _, Verdict.Unreadable _ -> known;
    };
  }

  private Sighting nonsense(NodeRecord known, String text) {
    Sighting before = known.sighting();
    return before != null && before.isOfNonsense(text) ? before : Sighting.ofNonsense(text, now);
  }

  private NodeRecord heard(NodeRecord known, Beat beat, Presence presence) {
    Sighting before = known.sighting();
    boolean newBoot = before == null || !before.boot().equals(beat.boot());
    boolean back = newBoot || known.presence() != Presence.PRESENT || isMissedStill(before, beat);
    if (presence == Presence.PRESENT && back) {
      told.add(new Happening.NodeReturned(beat.node()));
    }
    Sighting newest =
        before != null && before.isOf(beat.boot(), beat.sequence())
            ? before
            : new Sighting(beat.boot(), beat.sequence(), now);
    Map<String, Failures> failures = newBoot ? Map.of() : known.failures();
    return known.present(presence).sighted(newest).withFailures(failures(failures, beat));
  }

  /** After a hold a node counts as present at once; people wait to hear that it beats again. */
  private boolean isMissedStill(@Nullable Sighting before, Beat beat) {
    return before != null
        && !before.isOf(beat.boot(), beat.sequence())
        && record.incident(Incidents.ofNode(beat.node())).isPresent();
  }

  private Map<String, Failures> failures(Map<String, Failures> known, Beat beat) {
    Map<String, Failures> next = new TreeMap<>();
    Set<String> seen = new HashSet<>();
    for (ResourceReport report : beat.resources()) {
      Optional<GroupSpec> group = record.spec().groupOf(report.resource());
      if (group.isEmpty() || !seen.add(report.resource())) {
        continue; // The node has not taken over the newest plan yet, or says everything twice.
      }
      Meta meta = group.get().options(report.resource()).meta();
      Failures before = known.getOrDefault(report.resource(), Failures.NONE);
      // In maintenance people stop services by hand, and no cluster counts that against a node.
      Failures reported =
          record.maintenance()
              ? before.disregarding(report.failures())
              : before.reporting(report.failures(), report.detail(), now);
      Failures after = reported.asking(report.aftermath());
      if (after.count() > before.count()) {
        if (told.size() >= MOST_TOLD) {
          next.put(report.resource(), before);
          continue; // The next evaluation takes it in.
        }
        told.add(failed(beat, report, before, after, meta));
      }
      recovered(beat, report, after, meta).ifPresent(told::add);
      after = expire(after, meta.failureTimeout());
      if (!after.equals(Failures.NONE)) {
        next.put(report.resource(), after);
      }
    }
    return next;
  }

  /** A service that people know to have failed here runs, and no failure asks for a person. */
  private Optional<Happening> recovered(
      Beat beat, ResourceReport report, Failures after, Meta meta) {
    if (report.state() != State.RUNNING || after.demand() != null || told.size() >= MOST_TOLD) {
      return Optional.empty();
    }
    int threshold = meta.migrationThreshold().value();
    Optional<Duration> lasted =
        record
            .incident(Incidents.ofResource(report.resource(), beat.node()))
            .map(incident -> positive(Duration.between(incident.since(), now)))
            .or(() -> hasJustFailed(report, beat) ? Optional.of(Duration.ZERO) : Optional.empty());
    return lasted.map(time ->
        new Happening.ResourceRecovered(
            report.resource(), beat.node(), after.count(), threshold, time));
  }

  /** Whether the same beat tells of the failure and of its end. */
  private boolean hasJustFailed(ResourceReport report, Beat beat) {
    return !told.isEmpty()
        && told.getLast() instanceof Happening.ResourceFailed failed
        && failed.resource().equals(report.resource())
        && failed.node().equals(beat.node())
        && Incidents.waits(failed);
  }

  private static Duration positive(Duration duration) {
    return duration.isNegative() ? Duration.ZERO : duration;
  }

  private static Happening failed(
      Beat beat, ResourceReport report, Failures before, Failures after, Meta meta) {
    boolean asks = after.demand() != null && !Objects.equals(before.aftermath(), after.aftermath());
    return new Happening.ResourceFailed(
        report.resource(),
        beat.node(),
        after.count(),
        meta.migrationThreshold().value(),
        report.detail(),
        asks ? after.demand() : null);
  }

  /**
   * At exactly the timeout failures still count, as in Pacemaker; those that block never expire.
   */
  private Failures expire(Failures failures, Duration timeout) {
    @Nullable Instant end = failures.expiry(timeout);
    return end != null && now.isAfter(end) ? failures.forgive() : failures;
  }
}
