package dev.handoff.simulation.promise;

import dev.handoff.controller.record.Bias;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.controller.record.NodeRecord;
import dev.handoff.events.spec.Constraint;
import dev.handoff.events.spec.GroupSpec;
import dev.handoff.events.spec.Monitor;
import dev.handoff.events.spec.Resource;
import java.time.Duration;
import java.util.Optional;

/**
 * Promise 2: at every call to the cloud the target is judged by the record that was committed for
 * it, and by what was truly known of its beats then.
 */
final class OnlyToTheFit implements Promise {

  @Override
  public String name() {
    return "only-to-the-fit";
  }

  @Override
  public void see(Fact fact, Truth truth, Verdicts verdicts) {
    if (!(fact instanceof Fact.Asked asked)) {
      return;
    }
    ClusterRecord record = asked.view().record();
    if (record == null) {
      verdicts.broken("function " + asked.view().function() + " calls without a record");
      return;
    }
    Optional<String> unfit =
        isHeldFast(record, asked.group(), asked.node())
            ? Optional.empty()
            : unfit(record, asked.group(), asked.node(), asked.address());
    unfit.ifPresent(why -> verdicts.broken(asked.line() + ", but " + why));
    if (unfit.isEmpty() && wasKnownToBeSilent(asked, truth, record)) {
      verdicts.broken(asked.line() + ", but that node was known to be silent");
    }
  }

  /** A group with a blocked service stays where it is, its addresses too, whatever is forbidden. */
  private static boolean isHeldFast(ClusterRecord record, String group, String node) {
    return node.equals(record.group(group).owner())
        && record.spec().group(group).stream()
            .flatMap(spec -> spec.services().stream())
            .anyMatch(s -> record.node(node).failures(s.name()).demand() == Monitor.OnFail.BLOCK);
  }

  /**
   * Why a node may not have an address by this record; empty: it may. What comes after the address
   * in its group does not keep it away.
   *
   * @param address the last resource of the group that matters
   */
  static Optional<String> unfit(ClusterRecord record, String group, String node, String address) {
    NodeRecord known = record.node(node);
    if (known.presence() != NodeRecord.Presence.PRESENT) {
      return Optional.of("it is " + known.presence());
    }
    if (known.standby()) {
      return Optional.of("it is on standby");
    }
    for (Bias bias : record.biases()) {
      boolean bans = bias.kind() == Bias.Kind.BAN || bias.kind() == Bias.Kind.START_FAILED;
      if (bans && bias.group().equals(group) && bias.node().equals(node)) {
        return Optional.of("it is banned: " + bias);
      }
    }
    for (Constraint constraint : record.spec().constraints()) {
      if (constraint instanceof Constraint.OnNode on
          && on.score().isMinusInfinity()
          && on.group().equals(group)
          && on.node().equals(node)) {
        return Optional.of("the spec forbids it");
      }
    }
    return record.spec().group(group).flatMap(spec -> failed(spec, known, address));
  }

  private static Optional<String> failed(GroupSpec spec, NodeRecord known, String last) {
    int threshold = spec.meta().migrationThreshold().value();
    for (Resource resource : spec.resources()) {
      if (resource.name().equals(last)) {
        break;
      }
      int count = known.failures(resource.name()).count();
      if (threshold > 0 && count >= threshold) {
        return Optional.of(resource.name() + " failed " + count + " of " + threshold + " there");
      }
    }
    return Optional.empty();
  }

  private static boolean wasKnownToBeSilent(Fact.Asked asked, Truth truth, ClusterRecord record) {
    long since = truth.knownSince(asked.node());
    if (since == Long.MAX_VALUE || record.freshSince() != null) {
      return false;
    }
    long patience = record.spec().beat().timeout().plus(Duration.ofSeconds(5)).toNanos();
    return asked.view().begun() - since > patience && !truth.clocksWereWrongSince(since);
  }
}
