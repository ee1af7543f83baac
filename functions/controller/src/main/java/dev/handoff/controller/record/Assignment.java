package dev.handoff.controller.record;

import dev.handoff.events.Hold;
import dev.handoff.events.spec.Address;
import dev.handoff.events.spec.GroupSpec;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who owns a group.
 *
 * @param epoch grows by one at each change of owner: the fencing token
 * @param owner null when the group is to be stopped
 * @param ownerBoot boot of the owner that the group was given to; the same node after a reboot is
 *     not the owner any more until it is told so
 * @param phase how far the handover to that owner is
 * @param lateUntil until then a call to move this group's addresses may still take effect. No other
 *     evaluation makes one before that: neither to help the one that is at work, nor to follow it
 *     with a newer move that a late call could undo. Null: none is outstanding
 * @param moves when unattended moves of the last window began, oldest first
 * @param hold why this group is not touched, if it is not
 * @param stopped resources of the group that the owner is not to run; empty: it runs all of it
 * @param unasked services that a spec has added to the group since it was first started, and that
 *     may run on other nodes as far as is known: the owner's plan names them once all have told
 */
public record Assignment(
    long epoch,
    @Nullable String owner,
    @Nullable String ownerBoot,
    Phase phase,
    @Nullable Instant lateUntil,
    List<Instant> moves,
    @Nullable Hold hold,
    List<String> stopped,
    List<String> unasked) {

  public static final Assignment NONE =
      new Assignment(0, null, null, new Phase.Stopped(List.of()), null, List.of(), null);

  public Assignment {
    moves = List.copyOf(moves);
    stopped = List.copyOf(stopped);
    unasked = List.copyOf(unasked);
  }

  /** Of a group that runs as a whole. */
  public Assignment(
      long epoch,
      @Nullable String owner,
      @Nullable String ownerBoot,
      Phase phase,
      @Nullable Instant lateUntil,
      List<Instant> moves,
      @Nullable Hold hold) {
    this(epoch, owner, ownerBoot, phase, lateUntil, moves, hold, List.of(), List.of());
  }

  public Assignment in(Phase next) {
    return new Assignment(epoch, owner, ownerBoot, next, lateUntil, moves, hold, stopped, unasked);
  }

  public Assignment held(@Nullable Hold reason) {
    return new Assignment(
        epoch, owner, ownerBoot, phase, lateUntil, moves, reason, stopped, unasked);
  }

  public Assignment late(@Nullable Instant until) {
    return new Assignment(epoch, owner, ownerBoot, phase, until, moves, hold, stopped, unasked);
  }

  /** As it is after an operator has intervened: past moves do not count, and nothing is held. */
  public Assignment unparked() {
    return new Assignment(
        epoch, owner, ownerBoot, phase, lateUntil, List.of(), null, stopped, unasked);
  }

  /** The same, with these resources stopped. */
  public Assignment stopping(List<String> resources) {
    return new Assignment(
        epoch, owner, ownerBoot, phase, lateUntil, moves, hold, resources, unasked);
  }

  /** The same, with these services unknown to the owner until other nodes have told of them. */
  public Assignment asking(List<String> services) {
    return new Assignment(
        epoch, owner, ownerBoot, phase, lateUntil, moves, hold, stopped, services);
  }

  /** The addresses that are to lead to the owner: all that run and that may be touched. */
  public List<Address> addresses(GroupSpec group) {
    return group.addresses().stream()
        .filter(a -> !stopped.contains(a.name()) && group.options(a.name()).managed())
        .toList();
  }
}
