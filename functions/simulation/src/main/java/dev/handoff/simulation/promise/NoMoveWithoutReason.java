package dev.handoff.simulation.promise;

import dev.handoff.controller.record.Assignment;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.events.Cause;
import dev.handoff.events.Happening;
import dev.handoff.events.JournalEntry;
import dev.handoff.events.spec.GroupSpec;
import dev.handoff.events.spec.Service;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Zero failovers without a cause: what an entry claims must have been so. */
final class NoMoveWithoutReason implements Promise {

  /** A silence may have ended while the function that saw it was frozen. */
  private static final long RECENT = Duration.ofMinutes(4).toNanos();

  private static final long QUIET = Duration.ofMinutes(10).toNanos();

  private long lastTrouble;

  @Override
  public String name() {
    return "no-move-without-reason";
  }

  @Override
  public void see(Fact fact, Truth truth, Verdicts verdicts) {
    switch (fact) {
      case Fact.FaultBegan _, Fact.FaultEnded _, Fact.Healed _, Fact.Commanded _ ->
          lastTrouble = verdicts.now();
      case Fact.Committed committed when committed.after() != null && committed.function() != 0 ->
          committed.entries().forEach(entry -> check(entry, committed, truth, verdicts));
      default -> {}
    }
  }

  private void check(JournalEntry entry, Fact.Committed committed, Truth truth, Verdicts verdicts) {
    if (entry.happening() instanceof Happening.HandoverBegun begun) {
      ClusterRecord before = committed.before();
      ClusterRecord record = before == null ? committed.after() : before;
      Optional<String> wrong =
          record == null
              ? Optional.empty()
              : wrong(begun, committed, record, truth, verdicts.now());
      wrong.ifPresent(why -> verdicts.broken(entry.happening() + ", but " + why));
    }
    if (entry.happening() instanceof Happening.NodeSilent silent
        && !wasSilent(silent.node(), committed.after(), truth, verdicts.now())) {
      verdicts.broken(silent.node() + " was called silent, but its beats came");
    }
  }

  private Optional<String> wrong(
      Happening.HandoverBegun begun,
      Fact.Committed committed,
      ClusterRecord record,
      Truth truth,
      long now) {
    return switch (begun.cause()) {
      case Cause.NodeSilent c when !wasSilent(c.node(), record, truth, now) ->
          Optional.of("its beats came");
      case Cause.NodeLeft c when truth.node(c.node()).left() < 0 -> Optional.of("it never left");
      case Cause.NodeRebooted c when !hasRebooted(truth.node(c.node()), begun.group(), committed) ->
          Optional.of("it has not");
      case Cause.ServiceFailed c when !truth.node(c.node()).wasSpoiled(c.resource()) ->
          Optional.of("nothing was wrong with it");
      case Cause.BetterNode _, Cause.NoEligibleNode _, Cause.StartFailed _
          when isQuiet(begun.group(), record, now) ->
          Optional.of("nothing had happened for " + Duration.ofNanos(now - lastTrouble));
      default -> Optional.empty();
    };
  }

  /** Since the group was given to it, or it is heard of now. */
  private static boolean hasRebooted(NodeTruth node, String group, Fact.Committed committed) {
    return !node.lastBoot().equals(bootOfOwner(committed.before(), group))
        || node.wasOvertaken(bootOfOwner(committed.after(), group));
  }

  private static String bootOfOwner(@Nullable ClusterRecord record, String group) {
    String boot = record == null ? null : record.group(group).ownerBoot();
    return boot == null ? "" : boot;
  }

  private static boolean wasSilent(
      String node, @Nullable ClusterRecord record, Truth truth, long now) {
    if (record == null) {
      return true;
    }
    long timeout = record.spec().beat().timeout().toNanos();
    return truth.node(node).wasSilentFor(timeout / 10 * 9, now - RECENT, now);
  }

  /** Neither has anything happened, nor has anything run out. */
  private boolean isQuiet(String name, ClusterRecord record, long now) {
    Assignment group = record.group(name);
    Duration startTime = record.spec().group(name).map(GroupSpec::startTime).orElse(Duration.ZERO);
    boolean runsOut =
        record.biases().stream().anyMatch(bias -> bias.until() != null)
            || !group.moves().isEmpty()
            || group.hold() != null
            || record.spec().groups().stream()
                .anyMatch(g -> g.meta().failureTimeout().isPositive());
    boolean external =
        record.spec().groups().stream()
            .flatMap(g -> g.services().stream())
            .anyMatch(s -> s.runs() == Service.Runs.EVERYWHERE);
    return !runsOut && !external && now - lastTrouble > QUIET + 2 * startTime.toNanos();
  }
}
