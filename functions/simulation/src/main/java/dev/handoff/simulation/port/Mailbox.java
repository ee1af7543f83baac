package dev.handoff.simulation.port;

import dev.handoff.beacon.loop.PeerBeat;
import dev.handoff.controller.port.NodeChannel.NodeReading;
import dev.handoff.events.Beat;
import dev.handoff.events.Orders;
import dev.handoff.events.Plan;
import dev.handoff.events.json.Json;
import dev.handoff.events.json.MalformedEvent;
import dev.handoff.events.spec.ClusterSpec;
import org.jspecify.annotations.Nullable;

/**
 * What the table of nodes keeps under one key: the newest beat, the orders, the plan. A beat goes
 * through its text when the controller looks at it; one that is overwritten before anybody looks is
 * never written out, because nobody could tell.
 */
public final class Mailbox {

  /** Of beats that say nothing new, one of so many goes through its text. */
  private static final int WRITTEN_OUT = 16;

  private @Nullable Beat beat;
  private @Nullable Beat parsed;
  private @Nullable Beat writtenOut;
  private long routines;
  private @Nullable String garbage;
  private long garbled;
  private @Nullable Orders orders;
  private @Nullable Plan plan;

  /** Stores a beat as it is, whatever it says: the store does not look into it. */
  public void put(Beat next) {
    beat = next;
    parsed = null;
    garbage = null;
  }

  /** Somebody with the node's credentials writes what is no beat, and never the same twice. */
  public void garble() {
    garbage = "{\"cluster\":\"nonsense\",\"sequence\":" + ++garbled;
  }

  public @Nullable Orders orders() {
    return orders;
  }

  public @Nullable Plan plan() {
    return plan;
  }

  /** What a peer sees of the beat; null: nothing that it could read. */
  public @Nullable PeerBeat peerBeat(String key) {
    return beat == null || garbage != null ? null : new PeerBeat(key, beat.boot(), beat.sequence());
  }

  NodeReading reading(ClusterSpec spec, String node) {
    if (garbage != null) {
      return garbled(garbage);
    }
    if (beat == null) {
      return new NodeReading.NotHeard();
    }
    if (parsed == null) {
      parsed = isRoutine(beat) ? beat : parsed(beat, Beat.class);
      writtenOut = parsed;
    }
    return parsed.cluster().equals(spec.cluster()) && parsed.node().equals(node)
        ? new NodeReading.Heard(parsed, orders)
        : new NodeReading.Nonsense(
            Json.write(parsed), "its beat speaks for " + parsed.node(), orders);
  }

  /** Whether it says nothing that the last one which the controller looked at did not say. */
  private boolean isRoutine(Beat next) {
    Beat last = writtenOut;
    return last != null
        && ++routines % WRITTEN_OUT != 0
        && next.boot().equals(last.boot())
        && next.urgent() == last.urgent()
        && next.leaving() == last.leaving()
        && next.planVersion().equals(last.planVersion())
        && next.groups().equals(last.groups())
        && next.resources().equals(last.resources())
        && next.attributes().equals(last.attributes())
        && next.missed().equals(last.missed());
  }

  private NodeReading garbled(String text) {
    try {
      return new NodeReading.Heard(Json.read(text, Beat.class), orders);
    } catch (MalformedEvent e) {
      return new NodeReading.Nonsense(text, String.valueOf(e.getMessage()), orders);
    }
  }

  /** Replaces the orders, unless such of the same or a higher revision are there. */
  boolean order(Orders next) {
    if (orders != null && orders.revision() >= next.revision()) {
      return false;
    }
    orders = parsed(next, Orders.class);
    return true;
  }

  void plan(Plan next) {
    plan = parsed(next, Plan.class);
  }

  void forget() {
    beat = null;
    parsed = null;
    garbage = null;
    orders = null;
    plan = null;
  }

  private static <T> T parsed(T value, Class<T> type) {
    try {
      T read = Json.read(Json.write(value), type);
      if (!read.equals(value)) {
        throw new IllegalStateException(type + " changes in its text: " + Json.write(value));
      }
      return read;
    } catch (MalformedEvent e) {
      throw new IllegalStateException("what was written cannot be read: " + Json.write(value), e);
    }
  }
}
