package dev.handoff.beacon.loop;

import dev.handoff.events.spec.Isolation;
import dev.handoff.events.spec.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Has the kernel keep this node's word when the beacon cannot: with {@code isolation} an address
 * that moves is only lent to the interface, and the loan goes on with acknowledged beats. A beacon
 * that is dead, or stands still, renews nothing, and the kernel takes the address away before
 * another node may put it on an interface of its own.
 *
 * <p>A loan is as long as {@link Isolation#loan} has it, from when the last acknowledged beat was
 * <em>sent</em>: the controller has seen nothing newer.
 *
 * <p>Where the timeout leaves no time for one, and where silence means nothing (isolation is
 * ignored, the cluster is forgotten, the group is not managed), addresses are there for good.
 */
final class AddressLoans {

  private record Lent(Group group, ServiceMachine machine) {

    String name() {
      return machine.spec().name();
    }
  }

  private List<Lent> addresses = List.of();

  /** Until when each was lent the last time; never: for good. */
  private final Map<String, Long> told = new HashMap<>();

  /** From when a beat was sent until the end of its loan; never: there is no time for a loan. */
  private long length = Nanos.NEVER;

  /** How much later a loan has to end to be worth telling the kernel. */
  private long step;

  /** When the last acknowledged beat was sent; never: none was. */
  private long heard = Nanos.NEVER;

  /** Takes over the groups and the timing of a plan. */
  void follow(List<Group> groups, Isolation isolation, Duration timeout) {
    List<Lent> found = new ArrayList<>();
    for (Group group : groups) {
      for (ServiceMachine machine : group.members()) {
        if (machine.spec().kind() instanceof Kind.InterfaceAddress kind && !kind.loopback()) {
          found.add(new Lent(group, machine));
        }
      }
    }
    addresses = List.copyOf(found);
    length = isolation.loan(timeout).map(Nanos::of).orElse(Nanos.NEVER);
    long shortest = Nanos.of(isolation.after().plus(Isolation.KERNEL_SECOND));
    // Rarely, and yet with time left to start a beacon again that has died.
    step = Math.max(0, length - shortest) / 2;
  }

  /** A beat that was sent at this moment has been acknowledged. */
  void acknowledged(long sentAt) {
    heard = heard == Nanos.NEVER ? sentAt : Math.max(heard, sentAt);
  }

  /** Tells the kernel what has changed. */
  void advance(IsolationGuard isolation, Outbox out) {
    for (Lent lent : addresses) {
      if (!lent.machine().isRunning()) {
        told.remove(lent.name());
      } else if (!isolation.isArmed() || length == Nanos.NEVER || !isManaged(lent)) {
        tell(lent, Nanos.NEVER, out);
      } else if (heard != Nanos.NEVER && !isolation.holdsDown(lent.group().spec().name())) {
        renew(lent, Nanos.after(heard, length), out);
      }
    }
  }

  private void renew(Lent lent, long until, Outbox out) {
    long before = told.getOrDefault(lent.name(), Nanos.NEVER);
    if (before == Nanos.NEVER || until - before >= step) {
      tell(lent, until, out);
    }
  }

  private void tell(Lent lent, long until, Outbox out) {
    Long before = told.put(lent.name(), until);
    if (before == null || before != until) {
      out.add(new Action.Lend(lent.machine().spec(), until));
    }
  }

  private static boolean isManaged(Lent lent) {
    return lent.group().spec().isManaged() && lent.group().spec().options(lent.name()).managed();
  }
}
