package dev.handoff.events.yaml;

import dev.handoff.events.spec.Address;
import dev.handoff.events.spec.BeatSpec;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.Fencing;
import dev.handoff.events.spec.GroupSpec;
import dev.handoff.events.spec.Isolation;
import dev.handoff.events.spec.NodeSpec;
import dev.handoff.events.spec.Probe;
import java.time.Duration;
import java.util.Comparator;
import java.util.function.Function;

/**
 * Whether the times of a spec fit together, and its nodes with what is asked of them. A time of
 * zero is one that could not be read, and nothing is said about it here.
 */
final class Coherence {

  private final Problems problems;
  private final Names names;
  private final Function<String, Place> places;

  /**
   * @param places where a key of the spec is
   */
  Coherence(Problems problems, Names names, Function<String, Place> places) {
    this.problems = problems;
    this.names = names;
    this.places = places;
  }

  void check(ClusterSpec spec) {
    BeatSpec beat = spec.beat();
    Duration least = beat.interval().multipliedBy(2);
    if (!beat.timeout().isZero() && beat.timeout().compareTo(least) < 0) {
      problems.add(
          places.apply("beat"),
          "a timeout of "
              + Durations.shown(beat.timeout())
              + " is shorter than two beats, which are "
              + Durations.shown(beat.interval())
              + " apart",
          "one lost beat is no lost node: at least " + Durations.shown(least));
    }
    if (spec.isolation().action() != Isolation.Action.IGNORE) {
      isolation(spec);
    }
    if (spec.fence() == Fencing.STOP) {
      spec.nodes().stream().filter(node -> node.instance() == null).forEach(this::cannotBeFenced);
    }
    for (Probe probe : spec.probes()) {
      spec.nodes().forEach(node -> attributeOfItsOwn(probe, node));
    }
  }

  private void isolation(ClusterSpec spec) {
    BeatSpec beat = spec.beat();
    Isolation isolation = spec.isolation();
    if (isolation.after().isZero() || beat.timeout().isZero()) {
      return;
    }
    Duration least = beat.interval().multipliedBy(2);
    if (isolation.after().compareTo(least) < 0) {
      problems.add(
          places.apply("isolation"),
          "isolation after "
              + Durations.shown(isolation.after())
              + " is shorter than two beats, which are "
              + Durations.shown(beat.interval())
              + " apart",
          "one lost beat is no isolation: at least " + Durations.shown(least));
    }
    spec.groups().stream()
        .max(Comparator.comparing(GroupSpec::stopTime))
        .ifPresent(slowest -> mustFit(isolation, slowest, beat.timeout()));
    if (isolation.loan(beat.timeout()).isEmpty()) {
      spec.groups().stream()
          .flatMap(group -> group.addresses().stream())
          .filter(Coherence::isLent)
          .findFirst()
          .ifPresent(address -> staysOfTheDead(address, isolation, beat.timeout()));
    }
  }

  private static boolean isLent(Address address) {
    return address instanceof Address.PrivateIp ip && ip.prefix() != null;
  }

  private void staysOfTheDead(Address address, Isolation isolation, Duration timeout) {
    problems.warn(
        places.apply("isolation"),
        "a node whose beacon is dead or stands still keeps the address "
            + Problems.quoted(address.name())
            + " on its interface while another has it: a timeout of "
            + Durations.shown(timeout)
            + " is too short to lend it, "
            + Durations.shown(isolation.leastTimeoutForLoan())
            + " would do");
  }

  /** The promise that no two nodes run a group at once rests on this inequality. */
  private void mustFit(Isolation isolation, GroupSpec slowest, Duration timeout) {
    Duration stopped = isolation.stoppedAfter(slowest.stopTime());
    if (stopped.compareTo(timeout) > 0) {
      Duration exact = isolation.after().plus(slowest.stopTime());
      problems.add(
          places.apply("isolation"),
          "an isolated node may still run group "
              + Problems.quoted(slowest.name())
              + " when another takes it: after "
              + Durations.shown(isolation.after())
              + " + "
              + Durations.shown(slowest.stopTime())
              + " to stop it + "
              + Durations.shown(stopped.minus(exact))
              + " (10 %) for drift = "
              + Durations.shown(stopped)
              + ", more than the beat's timeout of "
              + Durations.shown(timeout),
          "a timeout of at least "
              + Durations.shown(stopped)
              + ", a shorter 'after', or shorter stop-timeouts");
    }
  }

  private void cannotBeFenced(NodeSpec node) {
    problems.add(
        names.placeOfNode(node.name()),
        "node " + Problems.quoted(node.name()) + " has no 'instance', which 'fence: stop' needs",
        Forms.INSTANCE.allowed());
  }

  private void attributeOfItsOwn(Probe probe, NodeSpec node) {
    if (node.attributes().containsKey(probe.name())) {
      problems.add(
          names.placeOfNode(node.name()),
          "node "
              + Problems.quoted(node.name())
              + " has a fixed attribute "
              + Problems.quoted(probe.name())
              + ", which a probe publishes",
          "another name for one of the two");
    }
  }
}
