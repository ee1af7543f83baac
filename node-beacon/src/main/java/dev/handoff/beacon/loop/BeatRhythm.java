package dev.handoff.beacon.loop;

import dev.handoff.events.spec.BeatSpec;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * When beats are sent. One at a time: what changes while a beat is under way is told by the next,
 * which follows at once. A beat without an answer for an interval (or {@link #SHORTEST_PATIENCE} if
 * that is longer) is given up; its answer is still welcome if it comes.
 *
 * <ul>
 *   <li>An ordinary beat comes an interval after the one before.
 *   <li>An urgent one comes at once.
 *   <li>One that fails is followed by another as soon as when in a hurry (below), {@link
 *       #MOST_RETRIES} times in a row; after that the interval is kept again.
 *   <li>After bad news the beacon waits for orders, which come with the answer to a beat: for
 *       {@link #HURRY_FOR}, or until newer orders have come, it beats every {@link
 *       #HURRY_INTERVAL}, but never more often than ten times in an interval.
 * </ul>
 */
final class BeatRhythm {

  static final Duration HURRY_INTERVAL = Duration.ofMillis(200);
  static final Duration HURRY_FOR = Duration.ofSeconds(5);
  static final Duration SHORTEST_PATIENCE = Duration.ofMillis(200);

  /** So many beats at {@link #HURRY_INTERVAL} take {@link #HURRY_FOR}. */
  static final int MOST_RETRIES = 25;

  /** Beats that were given up, but whose answer would still be understood. */
  private static final int REMEMBERED = 16;

  /** A beat that was sent. */
  record Sent(long at, Significance told) {}

  private final Map<Long, Sent> unanswered = new LinkedHashMap<>();
  private long interval = Nanos.of(BeatSpec.DEFAULT.interval());

  /** The newest that was sent. */
  private long sequence;

  /** The beat that is under way; zero: none. */
  private long inFlight;

  /** The newest that is known to have been acknowledged. */
  private long acknowledged;

  private Significance told = Significance.NOTHING;
  private boolean toldAnything;
  private boolean dueNow;
  private long lastSent;
  private long failedInARow;
  private long hurryUntil;

  /**
   * Begins a rhythm.
   *
   * @param now also where the sequence starts, in milliseconds: it grows by less than one a
   *     millisecond, so that it goes on growing when the beacon is restarted
   */
  BeatRhythm(long now) {
    sequence = Duration.ofNanos(now).toMillis();
    lastSent = now;
  }

  void follow(BeatSpec beat) {
    interval = Nanos.of(beat.interval());
  }

  /** Whether a beat with this content is due. */
  boolean isDue(boolean news, long now) {
    return now >= nextWake(news);
  }

  /** When a beat is due, or the one under way is given up. */
  long nextWake(boolean news) {
    if (inFlight != 0) {
      return Nanos.after(lastSent, Math.max(interval, Nanos.of(SHORTEST_PATIENCE)));
    }
    if (dueNow) {
      return 0;
    }
    if (failedInARow > 0) {
      return Nanos.after(lastSent, retryDelay());
    }
    if (news) {
      return 0;
    }
    return Nanos.after(lastSent, lastSent < hurryUntil ? hurryInterval() : interval);
  }

  boolean isNews(Significance content) {
    return !toldAnything || content.isNewsAfter(told);
  }

  /** The beacon was frozen: the next beat is due at once, whatever became of the one before. */
  void beginAnew() {
    inFlight = 0;
    failedInARow = 0;
    dueNow = true;
  }

  /** Whether the newest attempt to send has failed. */
  boolean isFailing() {
    return failedInARow > 0;
  }

  /** Gives up the beat under way if its time is over. */
  void advance(long now) {
    if (inFlight != 0 && now >= nextWake(false)) {
      inFlight = 0;
      failedInARow++;
    }
  }

  boolean isInFlight() {
    return inFlight != 0;
  }

  /**
   * Notes that a beat is sent.
   *
   * @return its sequence
   */
  long send(Significance content, long now) {
    sequence++;
    inFlight = sequence;
    lastSent = now;
    dueNow = false;
    unanswered.put(sequence, new Sent(now, content));
    if (unanswered.size() > REMEMBERED) {
      unanswered.remove(unanswered.keySet().iterator().next());
    }
    return sequence;
  }

  /**
   * Takes an acknowledgement.
   *
   * @return when that beat was sent; {@link Nanos#NEVER} if it is not known
   */
  long acknowledged(long answered) {
    Sent sent = unanswered.remove(answered);
    if (sent == null) {
      return Nanos.NEVER;
    }
    ended(answered);
    failedInARow = 0;
    if (answered > acknowledged) {
      acknowledged = answered;
      if (sent.told().isBadNewsAfter(told)) {
        hurryUntil = Nanos.after(sent.at(), HURRY_FOR);
      }
      told = sent.told();
      toldAnything = true;
    }
    return sent.at();
  }

  void failed(long answered) {
    if (unanswered.remove(answered) != null && answered == inFlight) {
      failedInARow++;
      ended(answered);
    }
  }

  /** What was waited for has come. */
  void calmDown() {
    hurryUntil = 0;
  }

  private void ended(long answered) {
    if (answered == inFlight) {
      inFlight = 0;
    }
  }

  private long hurryInterval() {
    return Math.min(interval, Math.max(Nanos.of(HURRY_INTERVAL), interval / 10));
  }

  private long retryDelay() {
    return failedInARow <= MOST_RETRIES ? hurryInterval() : interval;
  }
}
