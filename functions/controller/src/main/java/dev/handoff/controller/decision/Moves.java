package dev.handoff.controller.decision;

import dev.handoff.controller.liveness.Verdict;
import dev.handoff.controller.placement.Placement;
import dev.handoff.controller.placement.PlacementResult.UnitPlacement;
import dev.handoff.controller.record.Assignment;
import dev.handoff.controller.record.Bias;
import dev.handoff.controller.record.Bias.Kind;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.controller.record.Phase;
import dev.handoff.events.spec.Constraint;
import dev.handoff.events.spec.GroupSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What operators' moves mean for placement. A move that cannot be fulfilled at the moment holds and
 * stops nothing: it is as if it had not been asked for, until it can.
 */
final class Moves {

  private Moves() {}

  /**
   * The record with those wishes only that placement is to follow now: what has run out is gone, a
   * move whose node cannot have the group is an ordinary preference, and a move away that would
   * stop the group is left out.
   */
  static ClusterRecord inForce(ClusterRecord record, Map<String, Verdict> verdicts, Instant now) {
    ClusterRecord candidate = withoutExpired(record, now);
    for (Optional<Bias> vain = vain(candidate, verdicts, now);
        vain.isPresent();
        vain = vain(candidate, verdicts, now)) {
      candidate = without(candidate, vain.get());
    }
    return candidate;
  }

  /** The record without wishes whose time is over. */
  static ClusterRecord withoutExpired(ClusterRecord record, Instant now) {
    List<Bias> left = record.biases().stream().filter(bias -> !bias.isOver(now)).toList();
    return left.size() == record.biases().size() ? record : record.withBiases(left);
  }

  /** A move that placement, if it followed all of them, would not fulfil. */
  private static Optional<Bias> vain(
      ClusterRecord record, Map<String, Verdict> verdicts, Instant now) {
    List<Bias> pending =
        record.biases().stream()
            .filter(bias -> bias.kind() == Kind.AWAY || isUnderWay(record, bias))
            .toList();
    if (pending.isEmpty()) {
      return Optional.empty();
    }
    var placed = Placement.place(Problems.of(record, verdicts, now));
    return pending.stream()
        .filter(bias -> !placed.unit(bias.group()).map(unit -> fulfils(unit, bias)).orElse(false))
        .findFirst();
  }

  private static boolean fulfils(UnitPlacement unit, Bias bias) {
    boolean there = unit.node().filter(bias.node()::equals).isPresent();
    return unit.complete() && there == (bias.kind() == Kind.MOVE);
  }

  private static ClusterRecord without(ClusterRecord record, Bias vain) {
    List<Bias> left = new ArrayList<>(record.biases());
    left.remove(vain);
    if (vain.kind() == Kind.MOVE) {
      left.add(vain.as(Kind.PREFER));
    }
    return record.withBiases(left);
  }

  /** Groups whose stickiness does not hold them: those that are moved, and what goes along. */
  static Set<String> released(ClusterRecord record) {
    Set<String> released = new HashSet<>();
    record.biases().stream()
        .filter(bias -> isUnderWay(record, bias))
        .forEach(bias -> released.add(bias.group()));
    boolean grown = !released.isEmpty();
    while (grown) {
      grown = false;
      for (Constraint constraint : record.spec().constraints()) {
        if (constraint instanceof Constraint.Colocation pair && pair.score().isInfinity()) {
          String one = groupOf(record, pair.group());
          String other = groupOf(record, pair.with());
          grown |= released.contains(one) && released.add(other);
          grown |= released.contains(other) && released.add(one);
        }
      }
    }
    return released;
  }

  private static String groupOf(ClusterRecord record, String groupOrResource) {
    return record.spec().groupOf(groupOrResource).map(GroupSpec::name).orElse(groupOrResource);
  }

  private static boolean isUnderWay(ClusterRecord record, Bias bias) {
    return bias.kind() == Kind.MOVE && !bias.node().equals(record.group(bias.group()).owner());
  }

  /** The wishes, where those that their group has fulfilled by now are ordinary preferences. */
  static List<Bias> arrived(List<Bias> biases, Map<String, Assignment> groups) {
    return biases.stream()
        .map(bias -> arrived(bias, groups.getOrDefault(bias.group(), Assignment.NONE)))
        .toList();
  }

  private static Bias arrived(Bias bias, Assignment assignment) {
    String owner = assignment.owner();
    if (owner == null || !(assignment.phase() instanceof Phase.Settled)) {
      return bias;
    }
    return switch (bias.kind()) {
      case MOVE -> bias.isOn(owner) ? bias.as(Kind.PREFER) : bias;
      case AWAY ->
          bias.isOn(owner) ? bias : new Bias(bias.group(), owner, Kind.PREFER, bias.until());
      case PREFER, BAN, START_FAILED -> bias;
    };
  }

  /** The operator's wish that brings a group to a node, if one does. */
  static @Nullable Bias towards(ClusterRecord record, String group, String node) {
    return record.biases().stream()
        .filter(bias -> bias.group().equals(group) && bias.isOn(node))
        .filter(bias -> bias.kind() == Kind.PREFER || bias.kind() == Kind.MOVE)
        .findFirst()
        .orElse(null);
  }
}
