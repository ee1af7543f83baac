package dev.handoff.console.doctor;

import dev.handoff.controller.port.NodeChannel.NodeReading;
import dev.handoff.events.Beat;
import dev.handoff.events.Orders;
import dev.handoff.events.spec.ClusterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Do beats arrive, and are clocks and plans in order? Pure. That a node lives is told by its
 * sequence, which moves between two readings; what the node's clock says decides nothing.
 */
final class BeatChecks {

  private static final String BEATS = "beats";
  private static final String CLOCKS = "clocks";
  private static final String PLANS = "plans";
  private static final String VERSIONS = "versions";

  /** The server's date has whole seconds, and a beat is a while on its way. */
  private static final Duration IMPRECISION = Duration.ofSeconds(3);

  /** The schedule comes every minute, with a minute's precision. */
  private static final Duration LOOKS = Duration.ofSeconds(150);

  private final ClusterSpec spec;
  private final @Nullable String version;
  private final List<Check> checks = new ArrayList<>();

  private BeatChecks(ClusterSpec spec, @Nullable String version) {
    this.spec = spec;
    this.version = version;
  }

  /**
   * What was read of a cluster, twice.
   *
   * @param between how long after the first the second was
   * @param server the server's time at the second; null: it does not tell
   * @param committed when the function last wrote the cluster's record
   */
  record Readings(
      Map<String, NodeReading> first,
      Map<String, NodeReading> second,
      Duration between,
      @Nullable Instant server,
      Instant committed) {}

  /**
   * Judges them.
   *
   * @param version of this command line; null if it was not packaged
   */
  static List<Check> of(ClusterSpec spec, @Nullable String version, Readings readings) {
    BeatChecks judge = new BeatChecks(spec, version);
    boolean anyMoved = false;
    for (var node : spec.nodes()) {
      NodeReading before = readings.first.getOrDefault(node.name(), new NodeReading.NotHeard());
      NodeReading after = readings.second.getOrDefault(node.name(), new NodeReading.NotHeard());
      anyMoved |= judge.node(node.name(), before, after, readings);
    }
    judge.looks(readings, anyMoved);
    return List.copyOf(judge.checks);
  }

  /** Judges one node; true: its beats move. */
  private boolean node(String node, NodeReading before, NodeReading after, Readings readings) {
    String who = spec.cluster() + ": " + node;
    switch (after) {
      case NodeReading.NotHeard _ ->
          checks.add(
              Check.fail(
                  BEATS,
                  who + " has never been heard",
                  "install the beacon there; then 'handoff-beacon check' and 'journalctl -u"
                      + " handoff-beacon' on that machine say what it lacks"));
      case NodeReading.Nonsense nonsense ->
          checks.add(
              Check.fail(
                  BEATS,
                  who + " has written what is no beat of it: " + nonsense.detail(),
                  "does its beacon.yaml name this cluster and this node?"));
      case NodeReading.Unreadable unreadable ->
          checks.add(
              Check.fail(
                  BEATS,
                  who + " could not be read: " + unreadable.detail(),
                  "who may look has the viewer's policy"));
      case NodeReading.Heard heard -> {
        return heard(who, before, heard, readings);
      }
    }
    return false;
  }

  private boolean heard(
      String who, NodeReading before, NodeReading.Heard after, Readings readings) {
    Beat beat = after.beat();
    if (beat.leaving()) {
      checks.add(
          Check.warn(
              BEATS,
              who + " has said goodbye",
              "start its beacon when the node is to serve again"));
      return false;
    }
    if (!hasMoved(before, beat)) {
      checks.add(
          Check.fail(
              BEATS,
              "%s has not sent a beat in %s; its last is number %d"
                  .formatted(who, seconds(readings.between), beat.sequence()),
              "does the machine run? 'journalctl -u handoff-beacon' there says why it is silent"));
      return false;
    }
    checks.add(Check.ok(BEATS, who + " beats, number " + beat.sequence()));
    clock(who, beat, readings.server);
    plan(who, beat, after.orders());
    version(who, beat.attributes().get(Beat.VERSION));
    return true;
  }

  private static boolean hasMoved(NodeReading before, Beat beat) {
    return !(before instanceof NodeReading.Heard heard)
        || !heard.beat().boot().equals(beat.boot())
        || heard.beat().sequence() != beat.sequence();
  }

  private void clock(String who, Beat beat, @Nullable Instant server) {
    if (server == null) {
      return;
    }
    Duration age = Duration.between(beat.sent(), server);
    Duration oldest = spec.beat().interval().plus(IMPRECISION);
    if (age.compareTo(IMPRECISION.negated()) < 0 || age.compareTo(oldest) > 0) {
      checks.add(
          Check.warn(
              CLOCKS,
              "%s: its clock is some %s %s"
                  .formatted(who, seconds(age.abs()), age.isNegative() ? "ahead" : "behind"),
              "no decision hangs on it, but AWS refuses calls at five minutes: run chrony with"
                  + " 169.254.169.123"));
    }
  }

  /** A beacon that was not packaged does not tell its version. */
  private void version(String who, @Nullable String beacon) {
    if (version != null && beacon != null && !version.equals(beacon)) {
      checks.add(
          Check.warn(
              VERSIONS,
              "%s: its beacon is version %s, and this command line %s"
                  .formatted(who, beacon, version),
              "bring both to the same version; no failover comes of it, because services outlive"
                  + " their beacon's upgrade"));
    }
  }

  private void plan(String who, Beat beat, @Nullable Orders orders) {
    if (orders == null) {
      checks.add(
          Check.warn(
              PLANS,
              who + " has no orders yet",
              "the function gives them at its next look, within a minute"));
    } else if (!orders.planVersion().equals(beat.planVersion())) {
      checks.add(
          Check.warn(
              PLANS,
              "%s holds the plan '%s', and should hold '%s'"
                  .formatted(who, beat.planVersion(), orders.planVersion()),
              "it fetches it at its next beat; if this stays so, its role does not permit"
                  + " dynamodb:GetItem on its own key"));
    } else {
      checks.add(Check.ok(PLANS, who + " holds the plan that it should"));
    }
  }

  /** Beats that arrive are noted by the schedule: a record that stands still tells of its end. */
  private void looks(Readings readings, boolean anyMoved) {
    Instant now = Objects.requireNonNullElseGet(readings.server, Instant::now);
    Duration ago = Duration.between(readings.committed, now);
    String last =
        "%s: the function last noted something at %s"
            .formatted(spec.cluster(), readings.committed.truncatedTo(ChronoUnit.SECONDS));
    if (ago.compareTo(LOOKS) <= 0) {
      checks.add(Check.ok("schedule", last));
    } else if (anyMoved) {
      checks.add(
          Check.fail(
              "schedule",
              last + ", although beats arrive: its schedule does not reach it",
              "is the schedule there and enabled, and what does the function's log say?"));
    } else {
      checks.add(
          Check.warn(
              "schedule",
              last + "; no beats arrive, so it may have had nothing to note",
              "mend the beats first"));
    }
  }

  private static String seconds(Duration duration) {
    return "%.1f s".formatted(duration.toMillis() / 1000.0);
  }
}
