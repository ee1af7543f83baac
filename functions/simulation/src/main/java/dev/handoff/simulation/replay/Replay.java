package dev.handoff.simulation.replay;

import dev.handoff.controller.Operator.Reply;
import dev.handoff.events.Happening;
import dev.handoff.events.Hold;
import dev.handoff.events.JournalEntry;
import dev.handoff.events.OperatorCommand;
import dev.handoff.events.spec.Address;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.GroupSpec;
import dev.handoff.events.spec.Service;
import dev.handoff.simulation.fault.Fault;
import dev.handoff.simulation.fault.FaultKind;
import dev.handoff.simulation.node.Machine;
import dev.handoff.simulation.node.Mischief;
import dev.handoff.simulation.promise.Bounds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Plays a recorded past under a spec: the production controller and the production loops of the
 * beacons, in virtual time, with what befell the cluster and nothing else. The same past and the
 * same spec give the same replay.
 */
public final class Replay {

  /** What a machine takes from power to its first beat, on average. */
  private static final Duration BOOT = Duration.ofMillis(2_500);

  /** Before its first entry a journal tells nothing; the world needs a moment to be built. */
  private static final Duration BEFORE_CREATION = Duration.ofMinutes(1);

  private final Past past;
  private final PlayedSpec played;
  private final Stage stage;
  private final Director director;
  private final Duration lead;
  private final Calendar calendar;
  private final Map<Occurrence, String> refusals = new HashMap<>();
  private final Map<String, Mischief> mischief = new TreeMap<>();
  private final List<String> gaps;
  private final Map<String, String> owners = new TreeMap<>();

  /** Silences that were played as such, which only these can take back. */
  private final Map<Occurrence.NodeGoes, Fault> absences = new HashMap<>();

  private final Map<Occurrence.StartFails, Fault> failing = new HashMap<>();

  private Replay(Past past, ClusterSpec spec, Consumer<Instant> audience) {
    this.past = past;
    this.lead = past.created() ? BEFORE_CREATION : settles(spec).multipliedBy(3);
    this.calendar = new Calendar(past.from().minus(lead));
    this.played = PlayedSpec.of(spec, calendar.shift());
    this.gaps = new ArrayList<>(played.gaps());
    this.stage = new Stage(played.spec());
    this.director =
        new Director(past, stage, calendar, settles(spec).plus(Patience.of(past, spec)), audience);
    for (var node : played.spec().nodes()) {
      Machine machine = stage.machine(node.name());
      mischief.put(node.name(), new Mischief(machine, stage.cloud(), played.spec()));
    }
  }

  /**
   * Plays a past under a spec.
   *
   * @param spec with every node and group of the past
   * @throws IllegalStateException if the replay itself fails
   */
  public static Replayed play(Past past, ClusterSpec spec) {
    return result(begin(past, spec, at -> {}));
  }

  /**
   * Begins to play; several may be played at the same time.
   *
   * @param audience hears how far into the journal it is
   */
  static CompletableFuture<Replayed> begin(
      Past past, ClusterSpec spec, Consumer<Instant> audience) {
    // Worlds are made of virtual threads, and hand over fastest when they are driven by one too.
    CompletableFuture<Replayed> result = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            result.complete(new Replay(past, spec, audience).play());
          } catch (RuntimeException | Error e) {
            result.completeExceptionally(e);
          }
        });
    return result;
  }

  /**
   * Waits for the end of a replay.
   *
   * @throws IllegalStateException if it fails
   */
  static Replayed result(CompletableFuture<Replayed> begun) {
    try {
      return begun.join();
    } catch (CompletionException e) {
      throw new IllegalStateException("the replay failed: " + e.getCause(), e.getCause());
    }
  }

  private Replayed play() {
    if (past.created()) {
      director.cue(past.from(), false, this::apply);
    } else {
      prepare();
    }
    past.occurrences().forEach(this::arrange);
    director.play(settles(played.spec()));
    List<JournalEntry> entries =
        stage.end().stream()
            .map(this::asRecorded)
            .filter(entry -> !entry.at().isBefore(past.from()))
            .toList();
    return new Replayed(entries, owners, refusals, gaps);
  }

  private static Duration settles(ClusterSpec spec) {
    return Bounds.convergence(spec).plus(Bounds.SCHEDULE);
  }

  private void apply() {
    stage.operate(new OperatorCommand.Apply(played.spec()), reply -> {});
  }

  // How the cluster stood when the journal begins.

  /** Lets the cluster come up, then has its groups moved to where they were. */
  private void prepare() {
    for (var node : played.spec().nodes()) {
      if (!past.absent().contains(node.name())) {
        stage.machine(node.name()).powerOn();
      }
    }
    apply();
    long settled = lead.toNanos() / 3;
    stage.agenda().runUntil(settled);
    Deque<OperatorCommand> moves = new ArrayDeque<>();
    Deque<OperatorCommand> clears = new ArrayDeque<>();
    for (GroupSpec group : played.spec().groups()) {
      String owner = past.owner(group);
      if (owner != null && !owner.equals(stage.owner(group.name()))) {
        moves.add(new OperatorCommand.Move(group.name(), owner, null));
        clears.add(new OperatorCommand.Clear(group.name(), null));
      }
    }
    inTurn(moves);
    stage.agenda().runUntil(settled * 2);
    inTurn(clears);
    stage.agenda().runUntil(lead.toNanos() - 1);
    for (GroupSpec group : played.spec().groups()) {
      String was = past.owner(group);
      String is = stage.owner(group.name());
      if (is != null) {
        owners.put(group.name(), is);
      }
      if (was != null && !was.equals(is)) {
        gaps.add(
            "%s was on %s when the journal begins; under this spec it begins %s"
                .formatted(group.name(), was, is == null ? "stopped" : "on " + is));
      }
    }
  }

  private void inTurn(Deque<OperatorCommand> commands) {
    OperatorCommand command = commands.poll();
    if (command != null) {
      stage.operate(command, reply -> inTurn(commands));
    }
  }

  // What befell it.

  private void arrange(Occurrence occurrence) {
    Instant at =
        switch (occurrence) {
          case Occurrence.NodeComes comes when isBoot(comes) -> booting(comes);
          case Occurrence.NodeReboots reboots -> reboots.at().minus(BOOT);
          default -> occurrence.at();
        };
    director.cue(at, waits(occurrence), () -> befall(occurrence));
    if (occurrence instanceof Occurrence.StartFails fails && fails.until() != null) {
      director.cue(fails.until(), false, () -> canStart(fails));
    }
  }

  /** Nodes come by themselves, and what is told of starts belongs to a handover. */
  private static boolean waits(Occurrence occurrence) {
    return switch (occurrence) {
      case Occurrence.ServiceFails _,
          Occurrence.NodeGoes _,
          Occurrence.Commanded _,
          Occurrence.AddressStrays _ ->
          true;
      case Occurrence.StartFails _, Occurrence.NodeComes _, Occurrence.NodeReboots _ -> false;
    };
  }

  private static boolean isBoot(Occurrence.NodeComes comes) {
    return comes.gone() == null || comes.gone().absence() != Occurrence.Absence.CUT;
  }

  /** It got power a while before it was heard, but not before it had lost it. */
  private static Instant booting(Occurrence.NodeComes comes) {
    Instant usual = comes.at().minus(BOOT);
    Occurrence.NodeGoes gone = comes.gone();
    return gone == null || usual.isAfter(gone.at()) ? usual : gone.at().plusMillis(1);
  }

  private void befall(Occurrence occurrence) {
    switch (occurrence) {
      case Occurrence.ServiceFails o -> begin(o.node(), FaultKind.SERVICE_CRASH, o.resource());
      case Occurrence.StartFails o -> failStarts(o);
      case Occurrence.NodeGoes o -> absences.put(o, begin(o.node(), kind(o.absence()), null));
      case Occurrence.NodeComes o -> comes(o);
      case Occurrence.NodeReboots o -> begin(o.node(), FaultKind.NODE_REBOOT, null);
      case Occurrence.Commanded o ->
          stage.operate(
              o.command(),
              reply -> {
                if (reply instanceof Reply.Refused(String why)) {
                  refusals.put(o, why);
                }
              });
      case Occurrence.AddressStrays o ->
          played
              .spec()
              .addresses()
              .filter(address -> address.name().equals(o.address()))
              .findFirst()
              .ifPresent(this::stray);
    }
  }

  private static FaultKind kind(Occurrence.Absence absence) {
    return switch (absence) {
      case OFF -> FaultKind.NODE_CRASH;
      case CUT -> FaultKind.CUT;
      case LEFT -> FaultKind.NODE_LEAVE;
    };
  }

  private void comes(Occurrence.NodeComes comes) {
    Fault absence = comes.gone() == null ? null : absences.remove(comes.gone());
    if (absence != null) {
      spoiler(comes.node()).end(absence);
    }
    stage.machine(comes.node()).powerOn();
  }

  /** A service that failed to start dies where it runs, and starts there no more for a while. */
  private void failStarts(Occurrence.StartFails fails) {
    Fault fault = begin(fails.node(), FaultKind.START_FAILS, fails.target());
    if (fault != null) {
      failing.put(fails, fault);
      begin(fails.node(), FaultKind.SERVICE_CRASH, fails.target());
    }
  }

  private void canStart(Occurrence.StartFails fails) {
    Fault fault = failing.remove(fails);
    if (fault != null) {
      spoiler(fails.node()).end(fault);
    }
  }

  private void stray(Address address) {
    stage.cloud().addresses().lead(played.spec().cluster(), address, "");
  }

  /**
   * Lets a fault befall a node.
   *
   * @param target a service, or the group whose first service is meant; null: the node itself
   * @return null: the spec has no such service
   */
  private @Nullable Fault begin(String node, FaultKind kind, @Nullable String target) {
    int choice = target == null ? 0 : service(target);
    if (choice < 0) {
      return null;
    }
    Fault fault = new Fault(kind, stage.agenda().now(), 0, 0, 0, 1, choice);
    spoiler(node).begin(fault);
    return fault;
  }

  /** Which of all services of the spec it is, as faults count them; negative: none. */
  private int service(String target) {
    List<Service> all =
        played.spec().groups().stream().flatMap(group -> group.services().stream()).toList();
    String name =
        played
            .spec()
            .group(target)
            .flatMap(group -> group.services().stream().findFirst())
            .map(Service::name)
            .orElse(target);
    return all.stream().map(Service::name).toList().indexOf(name);
  }

  private Mischief spoiler(String node) {
    return Objects.requireNonNull(mischief.get(node), node);
  }

  /** An entry of the world by the clock of the journal. */
  private JournalEntry asRecorded(JournalEntry entry) {
    Instant at = calendar.recorded(entry.at());
    Duration shift = Duration.between(entry.at(), at);
    Happening happening =
        switch (entry.happening()) {
          case Happening.Held(String group, Hold hold) ->
              new Happening.Held(group, later(hold, shift));
          case Happening.HoldEnded(String group, Hold hold) ->
              new Happening.HoldEnded(group, later(hold, shift));
          default -> entry.happening();
        };
    return new JournalEntry(entry.cluster(), entry.number(), at, happening);
  }

  private static Hold later(Hold hold, Duration shift) {
    return hold instanceof Hold.Parked(int moves, Instant until)
        ? new Hold.Parked(moves, until.plus(shift))
        : hold;
  }
}
