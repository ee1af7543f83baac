package dev.handoff.simulation.promise;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Promise 1 over the records in the order in which the store took them. A record that a person puts
 * back from a backup begins a new count, and so does a group or cluster that was taken away.
 */
final class OneOwnerPerEpoch implements Promise {

  private record Owned(long epoch, @Nullable String owner, @Nullable String boot) {}

  private final Map<String, Owned> owned = new HashMap<>();

  @Override
  public String name() {
    return "one-owner-per-epoch";
  }

  @Override
  public void see(Fact fact, Truth truth, Verdicts verdicts) {
    if (!(fact instanceof Fact.Committed committed)) {
      return;
    }
    if (committed.after() == null || committed.function() == 0) {
      owned.clear();
    }
    if (committed.after() == null) {
      return;
    }
    owned.keySet().retainAll(committed.after().groups().keySet());
    committed
        .after()
        .groups()
        .forEach((group, next) -> {
          Owned before = owned.get(group);
          if (before != null && next.epoch() < before.epoch) {
            verdicts.broken(
                "%s went from epoch %d back to %d".formatted(group, before.epoch, next.epoch()));
          } else if (before != null
              && next.epoch() == before.epoch
              && !(Objects.equals(next.owner(), before.owner)
                  && Objects.equals(next.ownerBoot(), before.boot))) {
            verdicts.broken(
                "%s has two owners of epoch %d: %s (%s) and %s (%s)"
                    .formatted(
                        group,
                        next.epoch(),
                        before.owner,
                        before.boot,
                        next.owner(),
                        next.ownerBoot()));
          }
          owned.put(group, new Owned(next.epoch(), next.owner(), next.ownerBoot()));
        });
  }
}
