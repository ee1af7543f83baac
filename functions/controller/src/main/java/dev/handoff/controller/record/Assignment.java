package dev.handoff.controller.record;

import dev.handoff.events.Hold;
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
 * @param moves when unattended moves of the last window began, oldest first
 * @param hold why this group is not touched, if it is not
 */
public record Assignment(
    long epoch,
    @Nullable String owner,
    @Nullable String ownerBoot,
    Phase phase,
    List<Instant> moves,
    @Nullable Hold hold) {

  public static final Assignment NONE =
      new Assignment(0, null, null, new Phase.Stopped(List.of()), List.of(), null);

  public Assignment {
    moves = List.copyOf(moves);
  }

  public Assignment in(Phase next) {
    return new Assignment(epoch, owner, ownerBoot, next, moves, hold);
  }

  public Assignment held(@Nullable Hold reason) {
    return new Assignment(epoch, owner, ownerBoot, phase, moves, reason);
  }
}
