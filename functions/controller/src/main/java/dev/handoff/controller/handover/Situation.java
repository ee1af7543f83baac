package dev.handoff.controller.handover;

import dev.handoff.controller.liveness.Verdict;
import dev.handoff.controller.port.Addresses.Moved;
import dev.handoff.controller.port.Addresses.Place;
import dev.handoff.controller.port.Fence.Fenced;
import dev.handoff.controller.record.Assignment;
import dev.handoff.controller.record.Phase;
import dev.handoff.events.Beat;
import dev.handoff.events.GroupReport;
import dev.handoff.events.GroupReport.Progress;
import dev.handoff.events.Order;
import dev.handoff.events.Role;
import dev.handoff.events.spec.Address;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.Fencing;
import dev.handoff.events.spec.GroupSpec;
import dev.handoff.events.spec.Isolation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that the next step of one group depends on.
 *
 * @param told the order of this group that lies ready for the present boot of each node, by node,
 *     with all that the record has forgiven since; whether the node has fetched it yet, its beats
 *     say. Where something else lies in place of the beat, the order for whatever boot
 * @param ordered the highest epoch under which any node was ever told anything of this group, in a
 *     boot that is over, too; zero: none
 * @param places where the cloud led each address when it was last asked, by the address's name;
 *     empty: it was not asked in this evaluation
 * @param results what the calls of this evaluation came to, by the address's name
 * @param mine whether the move under way is this evaluation's own
 * @param fences what powering off came to in this evaluation, by node
 * @param lateBound the longest time after which a call that was given up may still take effect
 */
public record Situation(
    ClusterSpec cluster,
    GroupSpec group,
    Assignment assignment,
    Choice choice,
    Map<String, Verdict> verdicts,
    Map<String, Order> told,
    long ordered,
    Map<String, Place> places,
    Map<String, Moved> results,
    boolean mine,
    Map<String, Fenced> fences,
    Duration lateBound,
    Instant now) {

  Situation with(Assignment other) {
    return new Situation(
        cluster, group, other, choice, verdicts, told, ordered, places, results, mine, fences,
        lateBound, now);
  }

  Verdict verdict(@Nullable String node) {
    Verdict verdict = node == null ? null : verdicts.get(node);
    return verdict == null ? new Verdict.NeverHeard() : verdict;
  }

  /** The newest beat of a node that is there to be talked to. */
  Optional<Beat> beat(@Nullable String node) {
    return verdict(node).heard();
  }

  /** The same, or the last beat of one that is silent. */
  private Optional<Beat> lastBeat(String node) {
    return verdict(node) instanceof Verdict.Silent silent
        ? Optional.ofNullable(silent.beat())
        : beat(node);
  }

  /** The same, or the last beat of one that has shut down. */
  private Optional<Word> lastWord(String node) {
    return verdict(node) instanceof Verdict.Left(Beat last)
        ? Optional.of(word(last))
        : lastBeat(node).map(this::word);
  }

  /** What a node reports of this group under the present epoch. */
  Optional<GroupReport.Progress> progress(@Nullable String node) {
    return beat(node)
        .flatMap(beat -> beat.group(group.name()))
        .filter(report -> report.epoch() == assignment.epoch())
        .map(GroupReport::progress);
  }

  /**
   * The epoch of the next handover. A record that was restored from a backup may know less than the
   * nodes, and they obey no epoch that is lower than the last. An epoch that was given before, and
   * is forgotten since, is not given again: a later backup may bring it back, and must then be seen
   * to be out of date.
   */
  long nextEpoch() {
    return Math.max(ordered, latestKnown()) + 1;
  }

  private long latestKnown() {
    long highest = assignment.epoch();
    for (String node : verdicts.keySet()) {
      long reported =
          beat(node).flatMap(b -> b.group(group.name())).map(GroupReport::epoch).orElse(0L);
      long ready = told.containsKey(node) ? told.get(node).epoch() : 0L;
      highest = Math.max(highest, Math.max(reported, ready));
    }
    return highest;
  }

  /** Whether nodes know of a later epoch than the record, or will once they fetch their orders. */
  boolean isOutdated() {
    return latestKnown() > assignment.epoch();
  }

  /**
   * Whether nodes were ever told of a later epoch than the record knows, and not all can be asked.
   * One that has rebooted since knows nothing of it any more, but the one that cannot be read may.
   */
  boolean isOutdatedAndBlind() {
    return nextEpoch() > assignment.epoch() + 1
        && verdicts.values().stream().anyMatch(Verdict.Unreadable.class::isInstance);
  }

  /**
   * A node that runs the group although the record knows nothing of it, as after a restore from a
   * backup; null: there is none.
   *
   * @param known a node that may run it
   */
  @Nullable String strayBeside(@Nullable String known) {
    return firstBeside(known, node -> word(node).filter(Word::saysRunning).isPresent());
  }

  /**
   * The same, or a node on which a service of the group is still to be stopped, or that may start
   * one at any moment, or that is gone and has left one running.
   */
  @Nullable String runnerBeside(@Nullable String known) {
    return firstBeside(known, this::mayRun);
  }

  private boolean mayRun(String node) {
    return word(node).filter(word -> word.runs() || mayStartYet(node)).isPresent()
        || hasLeftRunning(node);
  }

  /** A spec that takes a group up again begins with a record that knows nothing of it. */
  private boolean hasLeftRunning(String node) {
    return cluster.isolation().action() != Isolation.Action.IGNORE
        && verdict(node).isGone()
        && !isGone(node)
        && lastWord(node).filter(Word::runs).isPresent();
  }

  /**
   * Whether an order to start lies ready for a node that the record does not know of, as after a
   * restore from a backup.
   */
  private boolean mayStartYet(String node) {
    Order order = told.get(node);
    return order != null && order.role() == Role.ACTIVE && order.epoch() > assignment.epoch();
  }

  /** Whether an order to start under the present epoch lies ready for a node. */
  boolean isToldToStart(String node) {
    Order order = told.get(node);
    return order != null && order.role() == Role.ACTIVE && order.epoch() == assignment.epoch();
  }

  /**
   * A node beside these two that still runs something of the group, although it says of the group
   * that it is not active: what is blocked there, for example. Null: there is none.
   *
   * @param owner who may run it
   * @param from who has been waited for
   */
  @Nullable String holdoutBeside(String owner, @Nullable String from) {
    return holdouts(owner, Word::runs).filter(node -> !node.equals(from)).findFirst().orElse(null);
  }

  /**
   * Whether a node is heard that has not taken on the present epoch, but an earlier one: what that
   * told it to run it may start at any moment, as when it was cut off and is back.
   */
  boolean goesByOlderOrders(@Nullable String node) {
    if (node == null || beat(node).isEmpty() || isOutOfTheSpec(node) || hasStopped(node)) {
      return false;
    }
    long taken =
        beat(node).flatMap(beat -> beat.group(group.name())).map(GroupReport::epoch).orElse(0L);
    Order ready = told.get(node);
    long mayTake = ready == null || ready.role() != Role.ACTIVE ? 0 : ready.epoch();
    return isOlder(taken) || isOlder(mayTake);
  }

  private boolean isOlder(long epoch) {
    return epoch > 0 && epoch < assignment.epoch();
  }

  /** Whether something of the group is up beside its owner, and will be stopped there. */
  boolean isUpBeside(String owner) {
    return holdouts(owner, Word::hasSomethingToStop).findFirst().isPresent();
  }

  private Stream<String> holdouts(String owner, Predicate<Word> runs) {
    return verdicts.keySet().stream()
        .sorted()
        .filter(node -> !node.equals(owner) && !isOutOfTheSpec(node))
        .filter(node -> word(node).filter(runs).isPresent())
        .filter(node -> !hasStopped(node))
        .filter(node -> progress(node).filter(Progress.STANDBY::equals).isEmpty());
  }

  /** One that is lost comes first: the others tell of themselves later, too. */
  private @Nullable String firstBeside(@Nullable String known, Predicate<String> runs) {
    List<String> others =
        verdicts.keySet().stream().sorted().filter(node -> !node.equals(known)).toList();
    return Stream.concat(others.stream().filter(this::isLostAstray), others.stream().filter(runs))
        .findFirst()
        .orElse(null);
  }

  /** Silent since it ran the group, or may have, by orders that the record knows nothing of. */
  private boolean isLostAstray(String node) {
    return verdict(node) instanceof Verdict.Silent(Beat last, _, _)
        && (last == null ? isOutdated() : ranAstray(last))
        && !isReleased(node);
  }

  private boolean ranAstray(Beat last) {
    return word(last).runs()
        && isUnheardOf(last.group(group.name()).map(GroupReport::epoch).orElse(0L), last.node());
  }

  /** Whether the record has not told that node to start under that epoch. */
  private boolean isUnheardOf(long epoch, String node) {
    boolean waits =
        switch (assignment.phase()) {
          case Phase.Releasing _ -> true;
          case Phase.Moving _ -> !group.overlap();
          case Phase.Stopped _, Phase.Starting _, Phase.Settled _, Phase.Stranded _ -> false;
        };
    return epoch > assignment.epoch()
        || (epoch == assignment.epoch() && waits && node.equals(assignment.owner()));
  }

  /**
   * Whether a node runs nothing exclusive of this group, by its own word. A word counts only when
   * it was given after the last orders had come under which the node might start: until then they
   * may still be on their way.
   */
  boolean hasStopped(String node) {
    return isDown(node)
        && !mayStartYet(node)
        && (group.exclusiveServices().isEmpty()
            || beat(node).filter(this::hasItsOrders).isPresent());
  }

  /** Whether a node runs nothing exclusive of this group by its last word, of whatever age. */
  boolean isDown(String node) {
    return group.exclusiveServices().isEmpty()
        ? lastBeat(node).filter(beat -> word(beat).runsWhatTheSpecHasDropped()).isEmpty()
        : word(node).map(word -> word.saysStopped() && word.servicesAreDown()).orElse(false);
  }

  /** Whether the owner has something to start or to start again, by its own word. */
  boolean mayStart(String owner) {
    return isDown(owner)
        || word(owner)
            .map(word -> !word.staysBlocked() && !word.servicesAreUp())
            .orElse(!group.exclusiveServices().isEmpty());
  }

  private boolean hasItsOrders(Beat beat) {
    if (beat.node().equals(assignment.owner())) {
      if (!beat.boot().equals(assignment.ownerBoot())) {
        return true; // Orders for an earlier boot are void.
      }
      if (!assignment.stopped().isEmpty()) {
        return false; // What is left of a group may start without a new epoch.
      }
      if (!(assignment.phase() instanceof Phase.Moving) || group.overlap()) {
        // It was told to stand by first, and to start later, both under this epoch.
        return progress(beat.node()).filter(Progress.FAILED::equals).isPresent()
            && GivenUp.lasts(beat, group, told.get(beat.node()));
      }
    }
    return beat.group(group.name()).map(GroupReport::epoch).orElse(0L) >= assignment.epoch();
  }

  /** Whether a node need not be waited for: it has stopped, or is gone as far as the spec asks. */
  boolean isReleased(String node) {
    if (hasStopped(node) || isOutOfTheSpec(node) || fences.get(node) instanceof Fenced.Off) {
      return true;
    }
    return isGone(node)
        && (cluster.fence() != Fencing.STOP || verdict(node) instanceof Verdict.Left);
  }

  /** A person who takes a lost node out of the spec answers for it that it runs nothing more. */
  boolean isOutOfTheSpec(String node) {
    return cluster.node(node).isEmpty();
  }

  /**
   * Whether a node is gone, and nothing of this group goes on running there that could be known.
   */
  boolean isGone(String node) {
    return switch (verdict(node)) {
      case Verdict.Left(Beat last) ->
          !word(last).runs() && !word(last).runsOnWhatTheSpecHasDropped();
      case Verdict.Silent silent -> !goesOnLeftAlone(silent.beat());
      case Verdict other -> other.isGone();
    };
  }

  /**
   * Whether a silent node left the group alone when it was last heard, as in maintenance, and ran
   * it: that goes on, since a node that is cut off stops only what it manages.
   */
  private boolean goesOnLeftAlone(@Nullable Beat last) {
    return cluster.isolation().action() == Isolation.Action.STOP
        && last != null
        && (word(last).isLeftAlone()
            || (last.group(group.name()).isEmpty() && word(last).runsAnyway()));
  }

  /** The addresses that are to lead to the owner. */
  List<Address> addresses() {
    return assignment.addresses(group);
  }

  /** Whether the cloud shows every one of these at a node. */
  boolean allAt(String node) {
    return addresses().stream()
        .allMatch(address -> new Place.AtNode(node).equals(places.get(address.name())));
  }

  /** Where a failed start is not fatal, the node tries again until its fail-count decides. */
  boolean triesAgain(String owner) {
    return !cluster.startFailureIsFatal()
        && progress(owner).filter(Progress.STARTING::equals).isPresent()
        && word(owner).filter(Word::hasFailed).isPresent();
  }

  /** A service that is to be left as it is will not come up before somebody has looked. */
  boolean isBlocked(String owner) {
    return word(owner).filter(Word::isBlocked).isPresent();
  }

  /** What a node says of a start that failed. */
  String whyNotStarted(String node) {
    return word(node).flatMap(Word::trouble).orElse("the node gave no reason");
  }

  /** The word of a node that is there to be talked to. */
  private Optional<Word> word(String node) {
    return beat(node).map(this::word);
  }

  private Word word(Beat beat) {
    return new Word(beat, group, cluster, told.get(beat.node()));
  }
}
