package dev.handoff.controller.handover;

import dev.handoff.events.Cause;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What placement says about one group.
 *
 * @param node the best node for it; null: it may run nowhere
 * @param stopped those of its resources that may not run there, or are not wanted
 * @param ownerAllowed whether the present owner may run it at all, best or not
 * @param cause why the present owner is not the best any more; meaningless while it is
 * @param reasons for each node why it was not chosen, for people
 */
public record Choice(
    @Nullable String node,
    List<String> stopped,
    boolean ownerAllowed,
    Cause cause,
    List<String> reasons) {

  public Choice {
    stopped = List.copyOf(stopped);
    reasons = List.copyOf(reasons);
  }

  /** Whether all of its resources may run there. */
  boolean whole() {
    return stopped.isEmpty();
  }
}
