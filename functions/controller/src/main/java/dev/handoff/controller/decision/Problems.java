package dev.handoff.controller.decision;

import dev.handoff.controller.liveness.Verdict;
import dev.handoff.controller.placement.Candidate;
import dev.handoff.controller.placement.Candidate.Availability;
import dev.handoff.controller.placement.Member;
import dev.handoff.controller.placement.PlacementProblem;
import dev.handoff.controller.placement.Policy;
import dev.handoff.controller.placement.Unit;
import dev.handoff.controller.placement.Wish;
import dev.handoff.controller.record.Assignment;
import dev.handoff.controller.record.Bias;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.controller.record.Phase;
import dev.handoff.events.Beat;
import dev.handoff.events.ResourceReport;
import dev.handoff.events.ResourceReport.State;
import dev.handoff.events.spec.Constraint;
import dev.handoff.events.spec.GroupSpec;
import dev.handoff.events.spec.Meta;
import dev.handoff.events.spec.NodeSpec;
import dev.handoff.events.spec.Resource;
import dev.handoff.events.spec.Score;
import dev.handoff.events.spec.Service;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Puts a cluster's record and the verdicts on its nodes as a placement problem. */
final class Problems {

  private final ClusterRecord record;
  private final Map<String, Verdict> verdicts;

  /** Groups whose stickiness does not hold them, because of an operator's move. */
  private final Set<String> released;

  private Problems(ClusterRecord record, Map<String, Verdict> verdicts) {
    this.record = record;
    this.verdicts = verdicts;
    this.released = Moves.released(record);
  }

  static PlacementProblem of(ClusterRecord record, Map<String, Verdict> verdicts, Instant now) {
    Problems problems = new Problems(record, verdicts);
    Policy policy = new Policy(record.spec().symmetric(), false, false, Policy.Quorum.HELD);
    return new PlacementProblem(
        now,
        policy,
        record.spec().nodes().stream().map(problems::candidate).toList(),
        record.spec().groups().stream().map(problems::unit).toList(),
        problems.wishes());
  }

  private Candidate candidate(NodeSpec node) {
    Map<String, String> attributes = new TreeMap<>(node.attributes());
    Beat beat = beat(verdicts.get(node.name()));
    if (beat != null) {
      attributes.putAll(beat.attributes());
    }
    return new Candidate(node.name(), availability(node.name()), attributes);
  }

  private Availability availability(String node) {
    return switch (verdicts.get(node)) {
      case Verdict.Alive _, Verdict.Suspect _, Verdict.Unreadable _ ->
          record.node(node).standby() ? Availability.STANDBY : Availability.ONLINE;
      case Verdict.Silent _, Verdict.Left _, Verdict.NeverHeard _ -> Availability.OFFLINE;
      case null -> Availability.OFFLINE;
    };
  }

  private static @Nullable Beat beat(@Nullable Verdict verdict) {
    return switch (verdict) {
      case Verdict.Alive alive -> alive.beat();
      case Verdict.Suspect suspect -> suspect.beat();
      case Verdict.Silent _, Verdict.Left _, Verdict.NeverHeard _, Verdict.Unreadable _ -> null;
      case null -> null;
    };
  }

  private Unit unit(GroupSpec group) {
    Assignment assignment = record.group(group.name());
    Meta meta = group.meta();
    if (assignment.phase().handoverUnderWay() != null) {
      meta = sticking(group, Score.INFINITY);
    } else if (released.contains(group.name())) {
      meta = sticking(group, Score.ZERO);
    }
    Member.Settings settings = new Member.Settings(meta, group.managed(), group.targetRole(), true);
    List<Member> members =
        group.resources().stream()
            .map(resource -> new Member(resource.name(), settings, observed(assignment, resource)))
            .toList();
    return Unit.group(group.name(), meta.priority(), members);
  }

  /**
   * A handover under way is not turned round for a better node, only for a ban or a loss; a group
   * that an operator has moved is not held where it was.
   */
  private static Meta sticking(GroupSpec group, Score stickiness) {
    return new Meta(
        group.meta().priority(),
        stickiness,
        group.meta().migrationThreshold(),
        group.meta().failureTimeout());
  }

  private Member.Observed observed(Assignment assignment, Resource resource) {
    List<Member.FailCount> counts = new ArrayList<>();
    record
        .nodes()
        .forEach((name, node) -> {
          var failures = node.failures(resource.name());
          if (failures.count() > 0) {
            counts.add(new Member.FailCount(name, failures.count(), failures.last()));
          }
        });
    return new Member.Observed(activeOn(assignment, resource), counts, List.of());
  }

  /** After a reboot nothing runs any more, whatever the record says. */
  private List<String> activeOn(Assignment assignment, Resource resource) {
    String owner = assignment.owner();
    Verdict verdict = owner == null ? null : verdicts.get(owner);
    Beat beat = beat(verdict);
    boolean rebooted = beat != null && !beat.boot().equals(assignment.ownerBoot());
    boolean there = beat != null || verdict instanceof Verdict.Unreadable;
    if (owner == null || rebooted || !there) {
      return List.of();
    }
    boolean stranded = assignment.phase() instanceof Phase.Stranded;
    return stranded && resource instanceof Service && !isRunning(beat, resource.name())
        ? List.of()
        : List.of(owner);
  }

  private static boolean isRunning(@Nullable Beat beat, String service) {
    return state(beat, service).filter(state -> state == State.RUNNING).isPresent();
  }

  private static Optional<State> state(@Nullable Beat beat, String service) {
    return Optional.ofNullable(beat).flatMap(b -> b.resource(service)).map(ResourceReport::state);
  }

  private List<Wish> wishes() {
    List<Wish> wishes = new ArrayList<>();
    List<Constraint> constraints = record.spec().constraints();
    for (int i = 0; i < constraints.size(); i++) {
      wishes.add(wish("constraint-" + (i + 1), constraints.get(i)));
    }
    record.biases().forEach(bias -> wishes.add(wish(bias)));
    for (GroupSpec group : record.spec().groups()) {
      for (NodeSpec node : record.spec().nodes()) {
        notReady(group, node.name()).ifPresent(wishes::add);
      }
    }
    return wishes;
  }

  private static Wish wish(String id, Constraint constraint) {
    return switch (constraint) {
      case Constraint.OnNode on -> new Wish.OnNode(id, on.group(), on.node(), on.score());
      case Constraint.ByRule by -> new Wish.ByRule(id, by.group(), by.rule(), by.score());
      case Constraint.Colocation c -> new Wish.Colocation(id, c.group(), c.with(), c.score());
      case Constraint.Order o -> new Wish.Order(id, o.first(), o.then(), o.mandatory(), true);
    };
  }

  private static Wish wish(Bias bias) {
    String end = bias.group() + "-on-" + bias.node();
    return switch (bias.kind()) {
      case PREFER, MOVE ->
          new Wish.OnNode(
              "cli-prefer-" + end,
              bias.group(),
              bias.node(),
              Score.INFINITY,
              Wish.Origin.PREFER,
              bias.until());
      case BAN -> banned("cli-ban-" + end, bias, Wish.Origin.BAN);
      case AWAY -> banned("cli-away-" + end, bias, Wish.Origin.AWAY);
      case START_FAILED -> banned("start-failed-" + end, bias, Wish.Origin.START_FAILED);
    };
  }

  private static Wish banned(String id, Bias bias, Wish.Origin origin) {
    return new Wish.OnNode(
        id, bias.group(), bias.node(), Score.MINUS_INFINITY, origin, bias.until());
  }

  /**
   * A group is not brought to a node whose beat cannot be read, nor to one where a service that
   * should already run there does not: a new node must not take the address before it is healthy.
   */
  private Optional<Wish> notReady(GroupSpec group, String node) {
    if (node.equals(record.group(group.name()).owner())) {
      return Optional.empty();
    }
    Verdict verdict = verdicts.get(node);
    Beat beat = beat(verdict);
    boolean ready =
        !(verdict instanceof Verdict.Unreadable)
            && group.services().stream()
                .filter(service -> service.runs() == Service.Runs.EVERYWHERE)
                .allMatch(service -> mayServe(state(beat, service.name())));
    return ready
        ? Optional.empty()
        : Optional.of(
            new Wish.OnNode(
                "not-ready-" + group.name() + "-on-" + node,
                group.name(),
                node,
                Score.MINUS_INFINITY,
                Wish.Origin.NOT_READY,
                null));
  }

  private static boolean mayServe(Optional<State> state) {
    return state.filter(s -> s == State.RUNNING || s == State.UNKNOWN).isPresent();
  }
}
