package dev.handoff.simulation.promise;

import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.Fencing;
import dev.handoff.events.spec.GroupSpec;
import dev.handoff.events.spec.Isolation;
import dev.handoff.events.spec.Monitor.OnFail;
import dev.handoff.events.spec.NodeSpec;
import dev.handoff.events.spec.Service;
import java.time.Duration;
import java.util.List;

/**
 * Promise 4, by what truly runs on the machines. Excused is a machine that could not keep its word:
 * one that stood still, lost its beacon, or has a service that cannot even be killed; and longer
 * than that, where what ran on is blocked. With fencing such a machine is no excuse, because it is
 * powered off first. What a spec dropped while it was left alone runs on, and no machine tells of
 * it until a plan names it again.
 */
final class NeverTwice implements Promise {

  @Override
  public String name() {
    return "never-twice";
  }

  @Override
  public void see(Fact fact, Truth truth, Verdicts verdicts) {
    ClusterRecord record = truth.record();
    if (!(fact instanceof Fact.ServiceChanged changed) || !changed.running() || record == null) {
      return;
    }
    ClusterSpec spec = truth.spec();
    boolean isolates = promisesToStop(spec) && promisesToStop(record.spec());
    if (!isolates || !isExclusive(spec, changed.service())) {
      return;
    }
    List<String> others =
        spec.nodes().stream()
            .map(NodeSpec::name)
            .filter(node -> !node.equals(changed.node()))
            .filter(node -> truth.node(node).runs(changed.service()))
            .filter(node -> !truth.node(node).isDisowned(changed.service()))
            .toList();
    boolean excused = isExcused(spec, truth, changed.node(), verdicts.now());
    for (String other : others) {
      if (excused || isExcused(spec, truth, other, verdicts.now())) {
        truth.node(other).doubled(changed.service());
        truth.node(changed.node()).doubled(changed.service());
      } else if (!isHeldFast(record, truth, other, changed.service())) {
        verdicts.broken(
            "%s runs on %s and on %s".formatted(changed.service(), other, changed.node()));
      }
    }
  }

  private static boolean promisesToStop(ClusterSpec spec) {
    return spec.isolation().action() != Isolation.Action.IGNORE;
  }

  private static boolean isExclusive(ClusterSpec spec, String service) {
    return spec.groups().stream()
        .map(GroupSpec::exclusiveServices)
        .flatMap(List::stream)
        .map(Service::name)
        .anyMatch(service::equals);
  }

  /**
   * What had its place taken while its machine stood still, and is blocked there since, is left as
   * it is until a person has looked; that does not keep the owner from starting its own again.
   */
  private static boolean isHeldFast(
      ClusterRecord record, Truth truth, String node, String service) {
    return truth.node(node).isDoubled(service)
        && record.spec().groups().stream()
            .map(GroupSpec::services)
            .filter(group -> group.stream().anyMatch(s -> s.name().equals(service)))
            .flatMap(List::stream)
            .filter(s -> s.monitors().stream().anyMatch(m -> m.onFail() == OnFail.BLOCK))
            .anyMatch(s -> record.node(node).failures(s.name()).count() > 0);
  }

  /** A machine that went on after standing still needs a while to learn what it missed. */
  private static boolean isExcused(ClusterSpec spec, Truth truth, String node, long now) {
    if (truth.node(node).isForgotten()) {
      return true; // It keeps what a destroyed cluster has left to it, until it hears of another.
    }
    if (spec.fence() == Fencing.STOP) {
      return false;
    }
    Duration learning =
        spec.beat().timeout().multipliedBy(2).plus(stopTime(spec)).plus(Duration.ofMinutes(1));
    return truth.node(node).wasUnrulySince(now - learning.toNanos());
  }

  private static Duration stopTime(ClusterSpec spec) {
    return spec.groups().stream()
        .map(GroupSpec::stopTime)
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }
}
