package dev.handoff.controller.decision;

import dev.handoff.controller.liveness.Verdict;
import dev.handoff.controller.placement.Candidate;
import dev.handoff.controller.placement.Candidate.Availability;
import dev.handoff.controller.placement.Member;
import dev.handoff.controller.placement.Member.Stay;
import dev.handoff.controller.placement.PlacementProblem;
import dev.handoff.controller.placement.Policy;
import dev.handoff.controller.placement.Unit;
import dev.handoff.controller.placement.Wish;
import dev.handoff.controller.record.Assignment;
import dev.handoff.controller.record.Bias;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.events.Beat;
import dev.handoff.events.Hold;
import dev.handoff.events.ResourceReport;
import dev.handoff.events.ResourceReport.State;
import dev.handoff.events.spec.Constraint;
import dev.handoff.events.spec.GroupSpec;
import dev.handoff.events.spec.Meta;
import dev.handoff.events.spec.Monitor.OnFail;
import dev.handoff.events.spec.NodeSpec;
import dev.handoff.events.spec.Resource;
import dev.handoff.events.spec.ResourceOptions;
import dev.handoff.events.spec.Rule;
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
    Policy policy =
        new Policy(record.spec().symmetric(), false, record.spec().stopsAll(), Policy.Quorum.HELD);
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
    return verdict == null ? null : verdict.heard().orElse(null);
  }

  private Unit unit(GroupSpec group) {
    Assignment assignment = record.group(group.name());
    List<Member> members =
        group.resources().stream()
            .map(resource ->
                new Member(
                    resource.name(),
                    settings(group, assignment, resource),
                    observed(group, assignment, resource)))
            .toList();
    return Unit.group(group.name(), group.meta().priority(), members);
  }

  private Member.Settings settings(GroupSpec group, Assignment assignment, Resource resource) {
    ResourceOptions options = group.options(resource.name());
    Meta meta = options.meta();
    Stay stay = stay(assignment);
    if (stay == Stay.FREE && released.contains(group.name())) {
      meta = notSticking(meta);
    }
    return new Member.Settings(
        meta, options.managed(), options.targetRole(), options.critical(), stay);
  }

  /**
   * A handover under way is not turned round for a better node, only for a ban or a loss; nor is a
   * group taken from a node of which nothing can be learned at present, or a parked one moved.
   */
  private Stay stay(Assignment assignment) {
    if (assignment.phase().handoverUnderWay() != null) {
      return Stay.HANDED_OVER;
    }
    if (isUnreadable(assignment.owner())) {
      return Stay.UNREADABLE;
    }
    return isParked(assignment) ? Stay.PARKED : Stay.FREE;
  }

  private static boolean isParked(Assignment assignment) {
    return assignment.hold() instanceof Hold.Parked;
  }

  private boolean isUnreadable(@Nullable String node) {
    return node != null && verdicts.get(node) instanceof Verdict.Unreadable;
  }

  /** A group that an operator has moved is not held where it was. */
  private static Meta notSticking(Meta meta) {
    return new Meta(meta.priority(), Score.ZERO, meta.migrationThreshold(), meta.failureTimeout());
  }

  private Member.Observed observed(GroupSpec group, Assignment assignment, Resource resource) {
    List<Member.FailCount> counts = new ArrayList<>();
    record
        .nodes()
        .forEach((name, node) -> {
          var failures = node.failures(resource.name());
          if (failures.count() > 0) {
            counts.add(new Member.FailCount(name, failures.count(), failures.last()));
          }
        });
    boolean watched = resource instanceof Service && !group.options(resource.name()).managed();
    List<String> activeOn =
        watched ? runningOn(assignment, resource.name()) : activeOn(assignment, resource);
    return new Member.Observed(activeOn, counts, failures(assignment, resource.name()));
  }

  /**
   * What failures have asked for. One that blocks a service does so where its group is; elsewhere
   * the node will not touch the service, and so cannot take the group.
   */
  private List<Member.Failure> failures(Assignment assignment, String resource) {
    List<Member.Failure> failures = new ArrayList<>();
    record
        .nodes()
        .forEach((name, node) -> {
          OnFail demand = node.failures(resource).demand();
          if (demand != null) {
            boolean here = name.equals(assignment.owner());
            failures.add(new Member.Failure(name, reaction(demand, here)));
          }
        });
    return failures;
  }

  private static Member.Reaction reaction(OnFail demand, boolean atOwner) {
    return switch (demand) {
      case STOP -> Member.Reaction.STOP;
      case STANDBY -> Member.Reaction.STANDBY;
      case BLOCK -> atOwner ? Member.Reaction.BLOCK : Member.Reaction.BAN;
      case RESTART -> Member.Reaction.RECOVER;
      case IGNORE -> Member.Reaction.IGNORE;
    };
  }

  /**
   * Where a service runs that is only watched: nobody but the nodes knows. If it runs on several,
   * the owner of its group counts.
   */
  private List<String> runningOn(Assignment assignment, String service) {
    List<String> nodes =
        record.spec().nodes().stream()
            .map(NodeSpec::name)
            .filter(node -> isRunning(beat(verdicts.get(node)), service))
            .toList();
    String owner = assignment.owner();
    return nodes.size() > 1 && owner != null && nodes.contains(owner) ? List.of(owner) : nodes;
  }

  /**
   * After a reboot nothing runs any more, whatever the record says. A parked group is not to move
   * all the same: it starts again where it was.
   */
  private List<String> activeOn(Assignment assignment, Resource resource) {
    String owner = assignment.owner();
    Verdict verdict = owner == null ? null : verdicts.get(owner);
    Beat beat = beat(verdict);
    boolean rebooted = beat != null && !beat.boot().equals(assignment.ownerBoot());
    boolean there = beat != null || verdict instanceof Verdict.Unreadable;
    if (owner == null || (rebooted && !isParked(assignment)) || !there) {
      return List.of();
    }
    return assignment.stopped().contains(resource.name()) ? List.of() : List.of(owner);
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

  /** By default a follower that is not critical moves nothing. */
  private boolean influence(Constraint.Colocation colocation) {
    Boolean said = colocation.influence();
    return said != null
        ? said
        : record
            .spec()
            .groupOf(colocation.group())
            .map(group -> group.options(colocation.group()).critical())
            .orElse(true);
  }

  private Wish wish(String id, Constraint constraint) {
    return switch (constraint) {
      case Constraint.OnNode on -> new Wish.OnNode(id, on.group(), on.node(), on.score());
      case Constraint.ByRule by ->
          new Wish.ByRule(id, by.group(), ofReadableNodes(by.rule()), by.score());
      case Constraint.Colocation c ->
          new Wish.Colocation(id, c.group(), c.with(), c.score(), influence(c));
      case Constraint.Order o ->
          new Wish.Order(id, o.first(), o.then(), o.mandatory(), o.bothWays());
    };
  }

  /** An attribute that cannot be read is not one that is undefined. */
  private Rule ofReadableNodes(Rule rule) {
    List<Rule> all = new ArrayList<>(List.of(rule));
    for (NodeSpec node : record.spec().nodes()) {
      if (isUnreadable(node.name())) {
        all.add(new Rule.Compare("#uname", Rule.Operator.NE, node.name(), Rule.Type.STRING));
      }
    }
    return all.size() == 1 ? rule : new Rule.All(all);
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
                .allMatch(service -> mayServe(service, state(beat, service.name())));
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

  /** A failure that is to be ignored is none here either. */
  private static boolean mayServe(Service service, Optional<State> state) {
    boolean ignored =
        !service.monitors().isEmpty()
            && service.monitors().stream().allMatch(m -> m.onFail() == OnFail.IGNORE);
    return state
        .filter(s -> s == State.RUNNING || s == State.UNKNOWN || (ignored && s == State.FAILED))
        .isPresent();
  }
}
