package dev.handoff.beacon.loop;

import dev.handoff.events.Order;
import dev.handoff.events.Role;
import dev.handoff.events.spec.Isolation;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the node does by itself when its beats are no longer acknowledged: the controller may by now
 * believe that the node is dead, and give its groups to others.
 *
 * <p>Silence is measured from the moment the last acknowledged beat was <em>sent</em>, because the
 * controller can have seen nothing newer; before the first one from the beacon's start.
 *
 * <p>A group that was stopped by isolation stays down until the controller wants it here in spite
 * of the silence. An order proves that if it was read with a beat that was sent after the strike,
 * and says active
 *
 * <ul>
 *   <li>with a newer epoch than before: it was decided on anew; or
 *   <li>with the same epoch, {@code beat.timeout} or more after contact was made again. The first
 *       answer after a silence is no proof: an evaluation that read this node's beats just before
 *       may be about to hand the group over. One that began after contact sees the node alive, and
 *       {@code beat.timeout} is longer than an evaluation takes.
 * </ul>
 *
 * An order to be standby ends the matter as well: only a newer one can make the group active.
 */
final class IsolationGuard {

  private Isolation rule = Isolation.IGNORE;
  private long timeout;

  /** When the last acknowledged beat was sent. */
  private long heard;

  /** When isolation struck; never while it does not last. */
  private long struck = Nanos.NEVER;

  /** The send time of the first beat that was acknowledged after the strike. */
  private long contact = Nanos.NEVER;

  /** Nobody gives orders: there is no controller that a silence could deceive. */
  private boolean suspended;

  /** Groups that are held down, with the epoch that they had. */
  private final Map<String, Long> held = new HashMap<>();

  IsolationGuard(long now) {
    heard = now;
  }

  void follow(Isolation isolation, Duration beatTimeout) {
    rule = isolation;
    timeout = Nanos.of(beatTimeout);
  }

  /** A beat that was sent at this moment has been acknowledged. */
  void acknowledged(long sentAt) {
    heard = Math.max(heard, sentAt);
    if (struck != Nanos.NEVER && sentAt >= struck && contact == Nanos.NEVER) {
      contact = sentAt;
    }
  }

  /** The controller has forgotten this node: until it gives orders again, silence means nothing. */
  void suspend() {
    suspended = true;
  }

  /** Looks whether orders that came with a beat sent at this moment set groups free. */
  void consider(StandingOrders orders, long sentAt) {
    suspended = false;
    if (contact != Nanos.NEVER && sentAt >= contact) {
      held.entrySet().removeIf(e -> proves(orders.of(e.getKey()), e.getValue(), sentAt));
    }
  }

  /**
   * Strikes when the silence has lasted.
   *
   * @return the rule's action if it is to be carried out now; null: not
   */
  Isolation.@Nullable Action advance(Iterable<String> groups, StandingOrders orders, long now) {
    if (now < deadline()) {
      if (contact != Nanos.NEVER) {
        struck = Nanos.NEVER;
        contact = held.isEmpty() ? Nanos.NEVER : contact;
      }
      return null;
    }
    contact = Nanos.NEVER;
    if (struck != Nanos.NEVER || !isArmed()) {
      return null;
    }
    struck = now;
    for (String group : groups) {
      Order order = orders.of(group);
      held.put(group, order == null ? 0 : order.epoch());
    }
    return rule.action();
  }

  boolean holdsDown(String group) {
    return held.containsKey(group);
  }

  /** When it strikes unless a beat is acknowledged; never once it has, or if it never does. */
  long nextWake() {
    return struck == Nanos.NEVER && isArmed() ? deadline() : Nanos.NEVER;
  }

  /** Whether it strikes when the silence lasts. */
  boolean isArmed() {
    return !suspended && rule.action() != Isolation.Action.IGNORE;
  }

  private long deadline() {
    return Nanos.after(heard, rule.after());
  }

  private boolean proves(@Nullable Order order, long epochBefore, long sentAt) {
    if (order == null) {
      return false;
    }
    return order.role() == Role.STANDBY
        || order.epoch() > epochBefore
        || sentAt - contact >= timeout;
  }
}
