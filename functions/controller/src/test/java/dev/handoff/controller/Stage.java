package dev.handoff.controller;

import dev.handoff.controller.answer.Answer;
import dev.handoff.controller.answer.Answers;
import dev.handoff.controller.liveness.Evidence;
import dev.handoff.controller.memory.MemoryAddresses;
import dev.handoff.controller.memory.MemoryClusterStore;
import dev.handoff.controller.memory.MemoryFence;
import dev.handoff.controller.memory.MemoryFleet;
import dev.handoff.controller.memory.MemoryJournal;
import dev.handoff.controller.memory.MemoryNodeChannel;
import dev.handoff.controller.memory.MemoryNotifier;
import dev.handoff.controller.memory.VirtualTime;
import dev.handoff.controller.port.ClusterStore.Reading;
import dev.handoff.controller.port.Time;
import dev.handoff.controller.record.Assignment;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.controller.record.Phase;
import dev.handoff.events.Happening;
import dev.handoff.events.JournalEntry;
import dev.handoff.events.OperatorCommand;
import dev.handoff.events.Orders;
import dev.handoff.events.spec.ClusterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A cluster to play scenes on: ports in memory, virtual time, and an actor for each node. */
final class Stage {

  static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  final ClusterSpec spec;
  final VirtualTime clock = new VirtualTime(NOON);
  final Time time = new PlayingTime();
  final MemoryClusterStore store = new MemoryClusterStore();
  final MemoryNodeChannel channel = new MemoryNodeChannel();
  final MemoryAddresses addresses = new MemoryAddresses();
  final MemoryJournal journal = new MemoryJournal();
  final MemoryNotifier notifier = new MemoryNotifier();
  final MemoryFence fence = new MemoryFence();
  final MemoryFleet fleet = new MemoryFleet(() -> 10);
  final Ports ports = new Ports(store, channel, addresses, journal, notifier, fence, fleet, time);
  final Map<String, Actor> actors = new TreeMap<>();

  Stage(ClusterSpec spec) {
    this.spec = spec;
    spec.nodes().forEach(node -> actors.put(node.name(), new Actor(this, node)));
  }

  /** A two-node cluster that serves: every node heard, the group settled on node-a. */
  static Stage serving(ClusterSpec spec) {
    Stage stage = new Stage(spec);
    stage.apply(spec);
    stage.play(6);
    if (!"node-a".equals(stage.owner()) || !(stage.phase() instanceof Phase.Settled)) {
      throw new IllegalStateException("the scene is not set: " + stage.group());
    }
    return stage;
  }

  Operator.Reply apply(ClusterSpec applied) {
    return operate(new OperatorCommand.Apply(applied));
  }

  Operator.Reply operate(OperatorCommand command) {
    return new Operator(ports).run(spec.cluster(), command);
  }

  /** What an operator who asks why is told. */
  Answer explain(String groupOrResource) {
    Evidence evidence =
        new Evidence(record(), channel.read(spec), Map.of(), Duration.ZERO, time.now());
    return Answers.about(evidence, groupOrResource).orElseThrow();
  }

  Actor node(String name) {
    return java.util.Objects.requireNonNull(actors.get(name));
  }

  /** Lets some beat intervals pass: each living node beats, and urgent beats are evaluated. */
  void play(int beats) {
    for (int i = 0; i < beats; i++) {
      clock.advance(spec.beat().interval());
      boolean urgent = false;
      for (Actor actor : actors.values()) {
        urgent |= actor.beat();
      }
      if (urgent) {
        evaluate();
      }
    }
  }

  Outcome evaluate() {
    return evaluate(Trigger.BEAT);
  }

  Outcome evaluate(Trigger trigger) {
    Outcome outcome = new Evaluation(ports).run(spec.cluster(), trigger);
    if (outcome instanceof Outcome.Evaluated evaluated
        && evaluated.troubles().toString().contains("rounds")) {
      throw new AssertionError(evaluated.troubles());
    }
    return outcome;
  }

  /** The schedule, a minute later; living nodes have gone on beating. */
  Outcome schedule() {
    int beats = (int) (Duration.ofMinutes(1).toMillis() / spec.beat().interval().toMillis());
    play(beats);
    return evaluate(Trigger.SCHEDULE);
  }

  ClusterRecord record() {
    return ((Reading.Found) store.read(spec.cluster())).record();
  }

  Assignment group() {
    return record().group("web");
  }

  @org.jspecify.annotations.Nullable
  String owner() {
    return group().owner();
  }

  Phase phase() {
    return group().phase();
  }

  List<Happening> happenings() {
    return journal.newest(spec.cluster(), 1000).stream().map(JournalEntry::happening).toList();
  }

  <T extends Happening> List<T> happenings(Class<T> type) {
    return happenings().stream().filter(type::isInstance).map(type::cast).toList();
  }

  Orders orders(String node) {
    return channel.orders(spec, spec.node(node).orElseThrow()).orElseThrow();
  }

  /** While an evaluation pauses the nodes go on beating. */
  private final class PlayingTime implements Time {

    private Duration sinceBeat = Duration.ZERO;

    @Override
    public Instant now() {
      return clock.now();
    }

    @Override
    public long nanos() {
      return clock.nanos();
    }

    @Override
    public synchronized void pause(Duration duration) {
      clock.advance(duration);
      sinceBeat = sinceBeat.plus(duration);
      if (sinceBeat.compareTo(spec.beat().interval()) >= 0) {
        sinceBeat = Duration.ZERO;
        actors.values().forEach(Actor::beat);
      }
    }
  }
}
