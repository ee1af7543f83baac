package dev.handoff.beacon.loop;

import dev.handoff.beacon.metrics.Exposed;
import dev.handoff.beacon.metrics.Meter;
import dev.handoff.events.Beat;
import dev.handoff.events.GroupReport;
import dev.handoff.events.Order;
import dev.handoff.events.Orders;
import dev.handoff.events.Plan;
import dev.handoff.events.ResourceReport;
import dev.handoff.events.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A node and its store in virtual time: carries out what a loop wants done on services that do as a
 * test tells them, and keeps a record of everything.
 */
final class World {

  static final String BOOT = "boot-1";

  private static final Identity SELF = new Identity("web", "a", BOOT);

  /** The machine has been up for a while when the beacon starts. */
  static final long START = Duration.ofSeconds(1000).toNanos();

  static final Duration STEP = Duration.ofMillis(10);

  final List<Done> done = new ArrayList<>();
  final Map<String, Fake> services = new LinkedHashMap<>();
  final Map<String, Measurement> measurements = new HashMap<>();
  final List<PeerBeat> peers = new ArrayList<>();
  Map<String, FailureRecord> disk = Map.of();
  boolean storeAway;
  boolean peersAway;
  Duration storeDelay = STEP;
  @Nullable Orders orders;
  @Nullable Plan plan;
  boolean exited;

  /** See every event before the loop does, and every action before it is carried out. */
  Consumer<Event> onEvent = event -> {};

  Consumer<Action> onAction = action -> {};

  private final PriorityQueue<Due> queue =
      new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingLong(Due::order));
  private final Map<Long, Runnable> killable = new HashMap<>();
  private BeaconLoop loop;
  private Meter meter;
  private final Map<String, Long> openProbes = new HashMap<>();
  private long now = START;
  private long order;
  private long revision;

  /** An action, and when it was wanted. */
  record Done(long at, Action action) {}

  private record Due(long at, long order, Consumer<World> what) {}

  World() {
    loop = new BeaconLoop(SELF, disk, now);
    meter = new Meter(SELF, disk, now);
  }

  /** A world with a plan and active orders of epoch 1, in which everything has settled. */
  static World active(Plan plan) {
    World world = standby(plan);
    world.order(1, Role.ACTIVE);
    world.run(Duration.ofSeconds(3));
    return world;
  }

  /** A world with a plan and standby orders of epoch 0. */
  static World standby(Plan plan) {
    World world = new World();
    world.plan = plan;
    world.order(0, Role.STANDBY);
    world.run(Duration.ofSeconds(3));
    world.done.clear();
    return world;
  }

  Fake service(String name) {
    return services.computeIfAbsent(name, key -> new Fake());
  }

  /** Gives the same order to every group. */
  void order(long epoch, Role role) {
    order(epoch, role, Map.of());
  }

  void order(long epoch, Role role, Map<String, Long> forgiven) {
    order(epoch, role, forgiven, List.of());
  }

  void order(long epoch, Role role, Map<String, Long> forgiven, List<String> stopped) {
    if (plan == null) {
      throw new IllegalStateException("orders need a plan");
    }
    List<Order> all =
        plan.groups().stream()
            .map(g -> new Order(g.name(), epoch, role, forgiven, stopped))
            .toList();
    orders = new Orders(BOOT, ++revision, plan.version(), all);
  }

  /** Takes the beacon away and puts a new one in its place; services stay as they are. */
  void restartBeacon() {
    loseEverything();
    loop = new BeaconLoop(SELF, disk, now);
    meter = new Meter(SELF, disk, now);
  }

  /** A supervised process of the service ends by itself. */
  void crash(String name) {
    Fake fake = service(name);
    fake.runs = false;
    feed(new Event.ProcessExited(fake.instance, "exited with 1"));
  }

  /** Lets time pass. */
  void run(Duration duration) {
    long end = now + duration.toNanos();
    while (!exited && next() <= end) {
      long at = Math.max(now, next());
      now = at;
      Due due = queue.peek();
      if (due != null && due.at <= at) {
        queue.remove();
        due.what.accept(this);
      } else {
        feed(new Event.Tick());
      }
    }
    now = Math.max(now, end);
  }

  /** The beacon does not run for so long; the world does. */
  void freeze(Duration duration) {
    now += duration.toNanos();
  }

  /** Everything that is under way is lost. */
  void loseEverything() {
    queue.clear();
    killable.clear();
  }

  /** Lets the time pass until the loop wants to be woken, and wakes it. */
  void wake() {
    now = Math.max(now, loop.nextWake());
    feed(new Event.Tick());
  }

  void feed(Event event) {
    feed(List.of(event));
  }

  /** All of these have happened when the loop next looks. */
  void feed(List<Event> events) {
    events.forEach(onEvent);
    List<Action> actions = loop.handle(events, now);
    meter.note(events, actions, now);
    if (!exited && loop.nextWake() < now) {
      throw new AssertionError("wants to be woken in the past");
    }
    for (Action action : actions) {
      done.add(new Done(now, action));
      onAction.accept(action);
      perform(action);
    }
  }

  long now() {
    return now;
  }

  /** What the beacon tells of itself when it is asked now. */
  Exposed metrics() {
    return Exposed.read(meter.text("1.0", now));
  }

  long nextWake() {
    return loop.nextWake();
  }

  private long next() {
    Due due = queue.peek();
    return due == null ? loop.nextWake() : Math.min(due.at, loop.nextWake());
  }

  private void after(Duration delay, Consumer<World> what) {
    queue.add(new Due(now + delay.toNanos(), order++, what));
  }

  private void answer(Duration delay, Event event) {
    after(delay, world -> world.feed(event));
  }

  private void perform(Action action) {
    switch (action) {
      case Action.Publish a -> publish(a);
      case Action.ReadPeers a ->
          answer(
              storeDelay,
              peersAway || storeAway
                  ? new Event.PeersUnreadable(a.reading(), "cut")
                  : new Event.PeersRead(a.reading(), List.copyOf(peers)));
      case Action.FetchPlan _ ->
          answer(
              storeDelay,
              plan == null || storeAway
                  ? new Event.PlanUnavailable("cut")
                  : new Event.PlanArrived(plan));
      case Action.Inspect a -> inspect(a);
      case Action.Start a -> start(a);
      case Action.Stop a -> stop(a);
      case Action.Kill a -> kill(a.task());
      case Action.RunMonitor a -> monitor(a);
      case Action.Abandon a -> killable.remove(a.task());
      case Action.RunProbe a -> probe(a);
      case Action.Remember a -> disk = a.failures();
      case Action.Exit _ -> exited = true;
      case Action.Lend _, Action.Reboot _, Action.Log _ -> {}
    }
  }

  private void publish(Action.Publish action) {
    long sequence = action.draft().sequence();
    if (storeAway) {
      answer(storeDelay, new Event.BeatFailed(sequence, "cut"));
    } else {
      Duration there = storeDelay.dividedBy(2);
      after(
          there,
          world ->
              world.answer(
                  storeDelay.minus(there), new Event.BeatAcknowledged(sequence, world.orders)));
    }
  }

  private void inspect(Action.Inspect action) {
    Fake fake = service(action.service().name());
    if (fake.finding == null && fake.runs) {
      fake.instance = action.task();
    }
    Finding seen = fake.runs ? new Finding.Runs() : new Finding.IsStopped();
    answer(STEP, new Event.Inspected(action.task(), fake.finding == null ? seen : fake.finding));
  }

  private void start(Action.Start action) {
    Fake fake = service(action.service().name());
    long task = action.task();
    fake.instance = task;
    fake.runs = true;
    Runnable end =
        () -> {
          if (!(fake.start instanceof Outcome.Ok)) {
            fake.runs = false;
          }
          feed(new Event.StartEnded(task, fake.start));
        };
    killableAfter(fake.startDelay, task, end, () -> feed(new Event.StartEnded(task, killed())));
  }

  private void stop(Action.Stop action) {
    Fake fake = service(action.service().name());
    long task = action.task();
    Runnable gone =
        () -> {
          fake.runs = false;
          feed(new Event.StopEnded(task, Outcome.OK));
        };
    Runnable forced = fake.immortal ? () -> {} : gone;
    if (fake.ignoresStop || fake.immortal) {
      killable.put(task, forced);
    } else {
      killableAfter(fake.stopDelay, task, gone, forced);
    }
  }

  private void monitor(Action.RunMonitor action) {
    Fake fake = service(action.service().name());
    long task = action.task();
    Outcome down = new Outcome.Failed("connection refused");
    killableAfter(
        fake.monitorDelay,
        task,
        () -> feed(new Event.Monitored(task, fake.runs ? fake.health : down)),
        () -> {});
  }

  /** One that was told nothing does not end by itself. */
  private void probe(Action.RunProbe action) {
    String name = action.probe().name();
    long task = action.task();
    openProbes.put(name, task);
    Measurement measurement = measurements.get(name);
    if (measurement != null) {
      killableAfter(STEP, task, () -> feed(new Event.Probed(task, measurement)), () -> {});
    }
  }

  /** The open round of a probe ends with this value. */
  void measure(String probe, String value) {
    long task = openProbes.getOrDefault(probe, 0L);
    feed(new Event.Probed(task, new Measurement.Value(value)));
  }

  private void killableAfter(Duration delay, long task, Runnable end, Runnable ifKilled) {
    killable.put(task, ifKilled);
    after(
        delay,
        world -> {
          if (world.killable.remove(task) != null) {
            end.run();
          }
        });
  }

  private void kill(long task) {
    Runnable how = killable.remove(task);
    if (how != null) {
      after(STEP, world -> how.run());
    }
  }

  private static Outcome killed() {
    return new Outcome.Failed("killed by SIGKILL");
  }

  // What tests ask.

  <A extends Action> List<A> actions(Class<A> type) {
    return done.stream().map(Done::action).filter(type::isInstance).map(type::cast).toList();
  }

  /** Starts, stops and kills in order, for example {@code "start db, start web, stop web"}. */
  String steps() {
    return done.stream()
        .map(d -> step(d.action))
        .filter(step -> !step.isEmpty())
        .collect(Collectors.joining(", "));
  }

  private static String step(Action action) {
    return switch (action) {
      case Action.Start a -> "start " + a.service().name();
      case Action.Stop a -> "stop " + a.service().name();
      case Action.Kill a -> "kill " + a.service().name();
      default -> "";
    };
  }

  List<Beat> beats() {
    return actions(Action.Publish.class).stream()
        .map(publish -> publish.draft().sentAt(Instant.EPOCH))
        .toList();
  }

  Beat lastBeat() {
    return beats().getLast();
  }

  /** Progress and epoch as the newest beat tells, for example {@code "ACTIVE 1"}. */
  String progress() {
    GroupReport report = lastBeat().groups().getFirst();
    return report.progress() + " " + report.epoch();
  }

  ResourceReport report(String resource) {
    return lastBeat().resource(resource).orElseThrow();
  }

  FailureRecord remembered(String resource) {
    return disk.getOrDefault(resource, FailureRecord.NONE);
  }

  /** When actions of a kind were wanted, since the beacon started. */
  List<Duration> times(Class<? extends Action> type) {
    return done.stream()
        .filter(d -> type.isInstance(d.action))
        .map(d -> Duration.ofNanos(d.at - START))
        .toList();
  }
}
