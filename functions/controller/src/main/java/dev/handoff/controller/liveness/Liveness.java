package dev.handoff.controller.liveness;

import dev.handoff.controller.port.NodeChannel.NodeReading;
import dev.handoff.controller.record.NodeRecord;
import dev.handoff.controller.record.NodeRecord.Presence;
import dev.handoff.controller.record.Sighting;
import dev.handoff.events.Beat;
import dev.handoff.events.MissedBeat;
import dev.handoff.events.spec.BeatSpec;
import dev.handoff.events.spec.NodeSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Who is alive. A node counts as silent only when two things agree: somebody measured its silence
 * on a monotonic clock (a watcher, or this evaluation between two looks), and the controller finds
 * the same beat still unmoved. Wall clocks decide nothing: a beat that looks old spares the second
 * look when a watcher has already measured, a beat that looks fresh only costs one.
 *
 * <p>Not promised: that a silent node has stopped serving. That is what isolation and fencing are
 * for.
 */
public final class Liveness {

  /** An evaluation cannot stay longer to see that a beat does not move. */
  private static final Duration LONGEST_LOOK = Duration.ofMinutes(10);

  /** A node that was there and has nothing there any more: somebody else has deleted its beat. */
  private static final NodeReading.Nonsense GONE =
      new NodeReading.Nonsense("", "its beat is gone", null);

  private Liveness() {}

  /** Judges every node of the spec, by name. */
  public static Map<String, Verdict> judge(Evidence evidence) {
    Map<String, Verdict> verdicts = new TreeMap<>();
    for (NodeSpec node : evidence.record().spec().nodes()) {
      verdicts.put(node.name(), judge(evidence, node.name()));
    }
    return verdicts;
  }

  private static Verdict judge(Evidence evidence, String node) {
    return switch (evidence.readings().get(node)) {
      case null -> new Verdict.Unreadable("not read");
      case NodeReading.Unreadable unreadable -> new Verdict.Unreadable(unreadable.detail());
      case NodeReading.Nonsense nonsense -> judgeNonsense(evidence, node, nonsense);
      case NodeReading.NotHeard _ when hasBeenThere(evidence.record().node(node)) ->
          judgeNonsense(evidence, node, GONE);
      case NodeReading.NotHeard _ -> new Verdict.NeverHeard();
      case NodeReading.Heard heard when heard.beat().leaving() -> new Verdict.Left(heard.beat());
      case NodeReading.Heard heard -> judgeBeat(evidence, heard.beat());
    };
  }

  /**
   * Nonsense says nothing by itself: a beacon of another version may be well, and say so in words
   * that nobody here understands. But whoever is there says something every interval. Nonsense that
   * has stayed the same for a whole timeout comes from nobody who is still there; that no beat was
   * accepted meanwhile the node itself must know, too, if it is. And late beats that go on coming
   * for a whole timeout are not late.
   */
  private static Verdict judgeNonsense(
      Evidence evidence, String node, NodeReading.Nonsense nonsense) {
    BeatSpec spec = evidence.record().spec().beat();
    NodeRecord known = evidence.record().node(node);
    Sighting last = known.sighting();
    if (known.presence() == Presence.SILENT && last != null && last.isOfNonsense(nonsense.text())) {
      return new Verdict.Silent(null, nonsense.text(), since(last.since(), evidence.now()));
    }
    if (inFreshWindow(evidence, spec)) {
      return new Verdict.Unreadable(nonsense.detail());
    }
    Duration lookAgain = provenWithin(spec);
    if (asNonsense(evidence.firstLook().get(node)) instanceof NodeReading.Nonsense before
        && evidence.sinceFirstLook().compareTo(lookAgain) >= 0) {
      if (before.text().equals(nonsense.text())) {
        return new Verdict.Silent(null, nonsense.text(), spec.timeout());
      }
      if (nonsense.late() != null && LateBeats.goesOn(before, nonsense.late())) {
        return new Verdict.Alive(nonsense.late());
      }
    }
    return new Verdict.Unreadable(nonsense.detail(), lookAgain);
  }

  /** And has not said good-bye since. */
  private static boolean hasBeenThere(NodeRecord known) {
    return switch (known.presence()) {
      case PRESENT, SILENT -> true;
      case UNSEEN, LEFT -> false;
    };
  }

  private static @Nullable NodeReading asNonsense(@Nullable NodeReading reading) {
    return reading instanceof NodeReading.NotHeard ? GONE : reading;
  }

  private static Verdict judgeBeat(Evidence evidence, Beat beat) {
    BeatSpec spec = evidence.record().spec().beat();
    NodeRecord known = evidence.record().node(beat.node());
    Instant now = evidence.now();

    Duration unmoved = unmovedFor(known.sighting(), beat, now);
    if (known.presence() == Presence.SILENT && !unmoved.isNegative()) {
      return new Verdict.Silent(beat, unmoved);
    }
    Optional<Duration> testimony = testimony(evidence, beat);
    boolean stale = unmoved.compareTo(spec.timeout()) >= 0;
    if ((testimony.isEmpty() && !stale) || inFreshWindow(evidence, spec)) {
      return new Verdict.Alive(beat);
    }
    Duration lookAgain = testimony.isPresent() ? spec.interval() : provenWithin(spec);
    if (unmovedBetweenLooks(evidence, beat, lookAgain)) {
      return new Verdict.Silent(beat, testimony.orElse(spec.timeout()));
    }
    boolean looksOld = since(beat.sent(), now).compareTo(spec.timeout()) >= 0;
    return testimony.isPresent() && looksOld
        ? new Verdict.Silent(beat, testimony.get())
        : new Verdict.Suspect(beat, lookAgain);
  }

  /**
   * The longest silence that a peer has measured at the very beat that is still the newest. Whoever
   * the peer is and however old its word: the beat has not moved since.
   */
  private static Optional<Duration> testimony(Evidence evidence, Beat accused) {
    Duration timeout = evidence.record().spec().beat().timeout();
    return evidence.readings().keySet().stream()
        .filter(peer -> !peer.equals(accused.node()))
        .map(evidence::beat)
        .filter(beat -> beat != null)
        .flatMap(beat -> beat.missed().stream())
        .filter(missed -> isAbout(missed, accused))
        .map(MissedBeat::silentFor)
        .filter(silent -> silent.compareTo(timeout) >= 0)
        .max(Duration::compareTo);
  }

  private static boolean isAbout(MissedBeat missed, Beat accused) {
    return missed.node().equals(accused.node())
        && missed.boot().equals(accused.boot())
        && missed.sequence() == accused.sequence();
  }

  /**
   * How far two looks must be apart where no watcher has measured anything: a whole timeout,
   * because the sighting's age is wall clocks' word only, and a node that isolates itself counts on
   * it.
   */
  private static Duration provenWithin(BeatSpec spec) {
    return spec.timeout().compareTo(LONGEST_LOOK) < 0 ? spec.timeout() : LONGEST_LOOK;
  }

  private static boolean unmovedBetweenLooks(Evidence evidence, Beat beat, Duration apart) {
    return evidence.firstLook().get(beat.node()) instanceof NodeReading.Heard(Beat before, _)
        && before.boot().equals(beat.boot())
        && before.sequence() == beat.sequence()
        && evidence.sinceFirstLook().compareTo(apart) >= 0;
  }

  /**
   * After a hold every node gets a whole timeout to be heard again. A start of the window that lies
   * further ahead than that was written by a clock that was wrong, and opens none.
   */
  private static boolean inFreshWindow(Evidence evidence, BeatSpec spec) {
    Instant fresh = evidence.record().freshSince();
    return fresh != null
        && Duration.between(fresh, evidence.now()).abs().compareTo(spec.timeout()) < 0;
  }

  /** How long this very beat has been the newest; negative if the record knows another one. */
  private static Duration unmovedFor(@Nullable Sighting sighting, Beat beat, Instant now) {
    return sighting != null && sighting.isOf(beat.boot(), beat.sequence())
        ? since(sighting.since(), now)
        : Duration.ofNanos(-1);
  }

  private static Duration since(Instant then, Instant now) {
    Duration elapsed = Duration.between(then, now);
    return elapsed.isNegative() ? Duration.ZERO : elapsed;
  }
}
