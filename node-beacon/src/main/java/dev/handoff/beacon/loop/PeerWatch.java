package dev.handoff.beacon.loop;

import dev.handoff.events.MissedBeat;
import dev.handoff.events.Plan;
import dev.handoff.events.spec.BeatSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Watches whether the beats of some peers move.
 *
 * <p>A peer's silence is measured on this node's own clock, from the <em>arrival</em> of the first
 * reading that showed its newest beat to the <em>asking</em> of the last one: nothing can have been
 * overlooked in between, however slow a reading was. Peers are read once in an interval, and once
 * more at the moment at which one of them may have been silent for long enough. A reading that
 * fails, and a peer that has never been heard, are evidence of nothing.
 */
final class PeerWatch {

  /** A reading that has no answer after an interval, or this if longer, is not waited for. */
  static final Duration SHORTEST_PATIENCE = Duration.ofMillis(200);

  private List<Plan.Peer> peers = List.of();
  private long interval = Nanos.of(BeatSpec.DEFAULT.interval());
  private long timeout = Nanos.of(BeatSpec.DEFAULT.timeout());
  private final Map<String, Sight> sights = new LinkedHashMap<>();

  /** The open reading; zero: none. */
  private long reading;

  private long asked;
  private long nextRegular;

  /** What is known of one peer. */
  private record Sight(String boot, long sequence, long since, long confirmed) {
    long silence() {
      return Math.max(0, confirmed - since);
    }
  }

  void follow(List<Plan.Peer> watched, BeatSpec beat) {
    peers = List.copyOf(watched);
    interval = Nanos.of(beat.interval());
    timeout = Nanos.of(beat.timeout());
    sights.keySet().retainAll(peers.stream().map(Plan.Peer::key).toList());
  }

  void advance(long now, Outbox out) {
    if (peers.isEmpty() || now < nextWake()) {
      return;
    }
    reading = out.nextTask();
    asked = now;
    nextRegular = Nanos.after(now, interval);
    out.add(new Action.ReadPeers(reading, peers));
  }

  void read(long answered, List<PeerBeat> beats, long now) {
    if (answered != reading) {
      return;
    }
    reading = 0;
    for (Plan.Peer peer : peers) {
      PeerBeat beat = beatOf(peer, beats);
      if (beat == null) {
        sights.remove(peer.key());
      } else {
        sights.merge(peer.key(), seenFirst(beat, now), (old, fresh) -> seenAgain(old, fresh));
      }
    }
  }

  void unreadable(long answered) {
    if (answered == reading) {
      reading = 0;
    }
  }

  /** The beacon was frozen: forgets what was measured, and looks first. */
  void beginAnew(long now) {
    sights.clear();
    reading = 0;
    nextRegular = now;
  }

  /** The peers whose beats have stopped. */
  List<MissedBeat> missed() {
    List<MissedBeat> missed = new ArrayList<>();
    for (Plan.Peer peer : peers) {
      Sight sight = sights.get(peer.key());
      if (sight != null && sight.silence() >= timeout) {
        Duration silence = Duration.ofNanos(sight.silence());
        missed.add(new MissedBeat(peer.node(), sight.boot(), sight.sequence(), silence));
      }
    }
    return missed;
  }

  /** When the next reading is due. */
  long nextWake() {
    if (peers.isEmpty()) {
      return Nanos.NEVER;
    }
    if (reading != 0) {
      return Nanos.after(asked, Math.max(interval, Nanos.of(SHORTEST_PATIENCE)));
    }
    return Math.min(nextRegular, nextProof());
  }

  /** The first moment at which a reading could prove a silence that is not proven yet. */
  private long nextProof() {
    long first = Nanos.NEVER;
    for (Sight sight : sights.values()) {
      long moment = Nanos.after(sight.since(), timeout);
      if (moment > asked) {
        first = Math.min(first, moment);
      }
    }
    return first;
  }

  private Sight seenFirst(PeerBeat beat, long now) {
    return new Sight(beat.boot(), beat.sequence(), now, asked);
  }

  private static Sight seenAgain(Sight old, Sight fresh) {
    boolean moved = !old.boot().equals(fresh.boot()) || old.sequence() != fresh.sequence();
    return moved ? fresh : new Sight(old.boot(), old.sequence(), old.since(), fresh.confirmed());
  }

  private static @Nullable PeerBeat beatOf(Plan.Peer peer, List<PeerBeat> beats) {
    return beats.stream().filter(beat -> beat.key().equals(peer.key())).findFirst().orElse(null);
  }
}
