package dev.handoff.beacon.loop;

import dev.handoff.events.Orders;
import dev.handoff.events.Plan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the loop learns. A task, reading or sequence number is the one that the {@link Action} asked
 * under; an answer to a question that is no longer open is ignored.
 */
public sealed interface Event {

  /** Nothing but the time has changed. */
  record Tick() implements Event {}

  /** A plan was fetched, or found in the state directory when the beacon started. */
  record PlanArrived(Plan plan) implements Event {}

  /** The plan could not be fetched; it is asked for again. */
  record PlanUnavailable(String detail) implements Event {}

  /**
   * The store holds the beat.
   *
   * @param orders what the store held for this node at that moment; null: nothing yet
   */
  record BeatAcknowledged(long sequence, @Nullable Orders orders) implements Event {}

  /** It is not known whether the store holds the beat. */
  record BeatFailed(long sequence, String detail) implements Event {}

  /**
   * The newest beats of the peers.
   *
   * @param beats of those that have one; in any order
   */
  record PeersRead(long reading, List<PeerBeat> beats) implements Event {
    public PeersRead {
      beats = List.copyOf(beats);
    }
  }

  /** The peers' beats could not be read, which says nothing about the peers. */
  record PeersUnreadable(long reading, String detail) implements Event {}

  /** It was looked whether a service runs. */
  record Inspected(long task, Finding finding) implements Event {}

  /** The start action has ended; whether the service works, its monitors tell. */
  record StartEnded(long task, Outcome outcome) implements Event {}

  /** The stop action has ended. {@link Outcome.Ok} means that nothing of the service is left. */
  record StopEnded(long task, Outcome outcome) implements Event {}

  /** A monitor has run. */
  record Monitored(long task, Outcome outcome) implements Event {}

  /**
   * A supervised process has ended by itself.
   *
   * @param task the start that created it, or the inspection that found it
   * @param detail how it ended
   */
  record ProcessExited(long task, String detail) implements Event {}

  /**
   * A service that another supervisor keeps, such as systemd, was seen to go down. Its monitors are
   * asked at once, so that what they find, and not this sign, is what counts.
   *
   * @param task the start that brought it up, or the inspection that found it
   */
  record WentDown(long task) implements Event {}

  /** A round of a probe has ended. */
  record Probed(long task, Measurement measurement) implements Event {}

  /**
   * The beacon is to end.
   *
   * @param keepServices only the beacon is replaced: leave everything as it is
   */
  record ShutdownAsked(boolean keepServices) implements Event {}
}
