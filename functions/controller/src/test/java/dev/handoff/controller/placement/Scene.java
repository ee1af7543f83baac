package dev.handoff.controller.placement;

import dev.handoff.controller.placement.Candidate.Availability;
import dev.handoff.controller.placement.Member.FailCount;
import dev.handoff.controller.placement.Member.Failure;
import dev.handoff.controller.placement.Member.Observed;
import dev.handoff.controller.placement.Member.Reaction;
import dev.handoff.controller.placement.Member.Settings;
import dev.handoff.controller.placement.Member.Stay;
import dev.handoff.events.spec.GroupSpec.TargetRole;
import dev.handoff.events.spec.Meta;
import dev.handoff.events.spec.Rule;
import dev.handoff.events.spec.Score;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Builds problems in the words of the tests. Nodes are n1, n2, … unless they are named. */
final class Scene {

  static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private Instant now = NOON;
  private Policy policy = Policy.NORMAL;
  private final Map<String, Candidate> nodes = new LinkedHashMap<>();
  private final Map<String, Member> members = new HashMap<>();
  private final List<Shape> units = new ArrayList<>();
  private final List<Wish> wishes = new ArrayList<>();

  private record Shape(String name, int priority, List<String> members, boolean group) {}

  static Scene with(String... nodes) {
    Scene scene = new Scene();
    for (String node : nodes) {
      scene.nodes.put(node, Candidate.online(node));
    }
    return scene;
  }

  Scene resource(String name) {
    return resource(name, 0);
  }

  Scene resource(String name, int priority) {
    units.add(new Shape(name, priority, List.of(name), false));
    members.put(name, new Member(name, Settings.DEFAULT, Observed.STOPPED));
    return meta(name, m -> meta(priority, m.resourceStickiness(), m.migrationThreshold(), m));
  }

  Scene group(String name, String... names) {
    units.add(new Shape(name, 0, List.of(names), true));
    for (String member : names) {
      members.put(member, new Member(member, Settings.DEFAULT, Observed.STOPPED));
    }
    return this;
  }

  Scene on(String node, String... names) {
    for (String name : names) {
      Observed seen = member(name).observed();
      List<String> active = new ArrayList<>(seen.activeOn());
      active.add(node);
      observe(name, new Observed(active, seen.failCounts(), seen.failures()));
    }
    return this;
  }

  Scene sticky(int stickiness, String... names) {
    for (String name : names) {
      meta(name, m -> meta(m.priority(), Score.of(stickiness), m.migrationThreshold(), m));
    }
    return this;
  }

  Scene threshold(int threshold, String... names) {
    for (String name : names) {
      meta(name, m -> meta(m.priority(), m.resourceStickiness(), Score.of(threshold), m));
    }
    return this;
  }

  Scene failureTimeout(Duration timeout, String name) {
    return meta(
        name, m -> new Meta(m.priority(), m.resourceStickiness(), m.migrationThreshold(), timeout));
  }

  private static Meta meta(int priority, Score stickiness, Score threshold, Meta rest) {
    return new Meta(priority, stickiness, threshold, rest.failureTimeout());
  }

  private Scene meta(String name, UnaryOperator<Meta> change) {
    Member m = member(name);
    Settings settings = m.settings().with(change.apply(m.settings().meta()));
    members.put(name, new Member(name, settings, m.observed()));
    return this;
  }

  Scene stopped(String... names) {
    for (String name : names) {
      Settings s = member(name).settings();
      settings(name, new Settings(s.meta(), s.managed(), TargetRole.STOPPED, s.critical()));
    }
    return this;
  }

  Scene unmanaged(String... names) {
    for (String name : names) {
      Settings s = member(name).settings();
      settings(name, new Settings(s.meta(), false, s.targetRole(), s.critical()));
    }
    return this;
  }

  /** They are not to leave the node that they are on. */
  Scene staying(String... names) {
    for (String name : names) {
      Settings s = member(name).settings();
      settings(
          name,
          new Settings(s.meta(), s.managed(), s.targetRole(), s.critical(), Stay.HANDED_OVER));
    }
    return this;
  }

  private Member member(String name) {
    return Objects.requireNonNull(members.get(name), () -> "no member " + name);
  }

  private void settings(String name, Settings settings) {
    members.put(name, new Member(name, settings, member(name).observed()));
  }

  Scene failed(String name, String node, int count) {
    return failed(name, node, count, null);
  }

  Scene failed(String name, String node, int count, @Nullable Instant last) {
    Observed seen = member(name).observed();
    List<FailCount> counts = new ArrayList<>(seen.failCounts());
    counts.add(new FailCount(node, count, last));
    return observe(name, new Observed(seen.activeOn(), counts, seen.failures()));
  }

  Scene failure(String name, String node, Reaction reaction) {
    Observed seen = member(name).observed();
    List<Failure> failures = new ArrayList<>(seen.failures());
    failures.add(new Failure(node, reaction));
    return observe(name, new Observed(seen.activeOn(), seen.failCounts(), failures));
  }

  private Scene observe(String name, Observed observed) {
    members.put(name, new Member(name, member(name).settings(), observed));
    return this;
  }

  Scene node(String name, Availability availability) {
    nodes.computeIfPresent(name, (n, candidate) -> candidate.in(availability));
    return this;
  }

  Scene attribute(String node, String attribute, String value) {
    nodes.computeIfPresent(
        node,
        (n, candidate) -> {
          Map<String, String> attributes = new HashMap<>(candidate.attributes());
          attributes.put(attribute, value);
          return new Candidate(n, candidate.availability(), attributes);
        });
    return this;
  }

  Scene location(String subject, String node, int score) {
    return wish(new Wish.OnNode("location-" + wishes.size(), subject, node, Score.of(score)));
  }

  Scene rule(String subject, Rule rule, int score) {
    return wish(new Wish.ByRule("rule-" + wishes.size(), subject, rule, Score.of(score)));
  }

  Scene colocation(String dependent, String primary, int score) {
    return wish(
        new Wish.Colocation("colocation-" + wishes.size(), dependent, primary, Score.of(score)));
  }

  Scene order(String first, String then) {
    return wish(new Wish.Order("order-" + wishes.size(), first, then));
  }

  Scene wish(Wish wish) {
    wishes.add(wish);
    return this;
  }

  Scene policy(Policy other) {
    policy = other;
    return this;
  }

  Scene at(Instant other) {
    now = other;
    return this;
  }

  PlacementProblem problem() {
    List<Unit> placed = new ArrayList<>();
    for (Shape shape : units) {
      List<Member> own = shape.members().stream().map(this::member).toList();
      placed.add(new Unit(shape.name(), shape.priority(), own, shape.group()));
    }
    return new PlacementProblem(now, policy, List.copyOf(nodes.values()), placed, wishes);
  }

  /** The node of a member, "-" when it is stopped. */
  String placed(String member) {
    return Placement.place(problem()).node(member).orElse("-");
  }

  /** The nodes of all members in order, as in {@code n1 n1 -}. */
  String placed() {
    StringBuilder all = new StringBuilder();
    for (PlacementResult.UnitPlacement unit : Placement.place(problem()).units()) {
      for (PlacementResult.MemberPlacement member : unit.members()) {
        all.append(all.isEmpty() ? "" : " ").append(member.node() == null ? "-" : member.node());
      }
    }
    return all.toString();
  }
}
