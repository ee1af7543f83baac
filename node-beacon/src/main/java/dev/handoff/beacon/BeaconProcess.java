package dev.handoff.beacon;

import dev.handoff.beacon.config.BeaconConfig;
import dev.handoff.beacon.host.AddressLifetimes;
import dev.handoff.beacon.host.Host;
import dev.handoff.beacon.host.StateDirectory;
import dev.handoff.beacon.loop.Action;
import dev.handoff.beacon.loop.BeaconLoop;
import dev.handoff.beacon.loop.Event;
import dev.handoff.beacon.loop.FailureRecord;
import dev.handoff.beacon.loop.Identity;
import dev.handoff.beacon.metrics.Meter;
import dev.handoff.beacon.metrics.MetricsSocket;
import dev.handoff.beacon.transport.GuardedTransport;
import dev.handoff.beacon.transport.StoreUnavailable;
import dev.handoff.beacon.transport.Transport;
import dev.handoff.events.Beat;
import dev.handoff.events.Plan;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A running beacon: the thread that calls {@link #run} drives the loop, everything that may block
 * has a virtual thread of its own.
 */
public final class BeaconProcess {

  /** Null where it was not packaged. */
  private static final @Nullable String VERSION =
      BeaconProcess.class.getPackage().getImplementationVersion();

  /**
   * When the heap is collected as a whole and gives back what it does not need: soon after the
   * start, which leaves most of the garbage, and then rarely. It takes some hundredths of a second.
   */
  private static final long FIRST_COLLECTION = Duration.ofMinutes(1).toNanos();

  private static final long NEXT_COLLECTION = Duration.ofHours(1).toNanos();

  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final MachineClock clock = new MachineClock();
  private final BeaconConfig config;
  private final Identity self;
  private final StateDirectory state;
  private final Transport transport;
  private final PrintStream log;
  private final Host host;
  private final AddressLifetimes lifetimes;
  private final Watchdog watchdog;

  /** How far the loop's clock is ahead of Java's. */
  private volatile long ahead;

  /**
   * Creates a beacon that does nothing yet.
   *
   * @param boot id of the machine's boot
   * @param state stays open until the caller closes it
   */
  public BeaconProcess(
      BeaconConfig config,
      String boot,
      StateDirectory state,
      Transport transport,
      PrintStream log) {
    this.config = config;
    this.self = new Identity(config.cluster(), config.node(), boot);
    this.state = state;
    this.transport = new GuardedTransport(transport, fault -> fault.printStackTrace(log));
    this.log = log;
    this.host = new Host(state, config, events::add, fault -> fault.printStackTrace(log));
    this.lifetimes = new AddressLifetimes(() -> System.nanoTime() + ahead, this::log);
    this.watchdog = Watchdog.of(System.getenv(), ProcessHandle.current().pid(), this::log);
    this.ahead = clock.now() - System.nanoTime();
  }

  /**
   * Runs until a shutdown that was {@linkplain #shutdown asked for} is complete.
   *
   * @throws IOException if the state directory cannot be read
   */
  public void run() throws IOException, InterruptedException {
    Map<String, FailureRecord> failures = state.failures(self.boot());
    BeaconLoop loop = new BeaconLoop(self, failures, clock.now());
    Meter meter = new Meter(self, failures, clock.soon());
    state.plan().ifPresent(plan -> events.add(new Event.PlanArrived(plan)));
    Path socket = MetricsSocket.of(config.stateDirectory());
    try (MetricsSocket _ = MetricsSocket.open(socket, () -> metrics(meter), this::log)) {
      run(loop, meter);
    }
  }

  private void run(BeaconLoop loop, Meter meter) throws InterruptedException {
    boolean running = true;
    long collection = clock.now() + FIRST_COLLECTION;
    while (running) {
      List<Event> happened = next(Math.min(loop.nextWake(), watchdog.nextWake()));
      long now = clock.now();
      List<Action> actions = loop.handle(happened, now);
      actions.forEach(this::perform);
      meter.note(happened, actions, now);
      ahead = now - System.nanoTime();
      watchdog.turned(clock.soon());
      if (now > collection) {
        Runtime.getRuntime().gc();
        collection = now + NEXT_COLLECTION;
      }
      running = actions.isEmpty() || !(actions.getLast() instanceof Action.Exit);
    }
  }

  /** On a thread of who asks, for which the loop's clock is not made. */
  private String metrics(Meter meter) {
    return meter.text(VERSION == null ? "unknown" : VERSION, System.nanoTime() + ahead);
  }

  /** Asks the beacon to end, services first unless they are to be kept; from any thread. */
  public void shutdown() {
    boolean keep = false;
    try {
      keep = state.takeKeepServices();
    } catch (IOException e) {
      log("cannot tell whether services are to be kept, so they are stopped: " + e.getMessage());
    }
    watchdog.stopping();
    events.add(new Event.ShutdownAsked(keep));
  }

  /** Waits for something to happen; the result is all that has. */
  private List<Event> next(long wake) throws InterruptedException {
    long wait = wake == Long.MAX_VALUE ? wake : Math.max(0, wake - clock.soon());
    Event first = events.poll(wait, TimeUnit.NANOSECONDS);
    List<Event> happened = new ArrayList<>();
    happened.add(first == null ? new Event.Tick() : first);
    events.drainTo(happened);
    return happened;
  }

  private void perform(Action action) {
    switch (action) {
      case Action.Publish a -> aside(() -> publish(a));
      case Action.ReadPeers a -> aside(() -> readPeers(a));
      case Action.FetchPlan a -> aside(() -> fetchPlan(a));
      case Action.Inspect a -> host.inspect(a);
      case Action.Start a -> host.start(a);
      case Action.Stop a -> host.stop(a);
      case Action.RunMonitor a -> host.monitor(a);
      case Action.RunProbe a -> host.probe(a);
      case Action.Kill a -> host.kill(a.task());
      case Action.Abandon a -> host.kill(a.task());
      case Action.Lend a -> lifetimes.lend(a);
      case Action.Remember a -> remember(a);
      case Action.Reboot a -> aside(() -> reboot(a));
      case Action.Log a -> log(a.text());
      case Action.Exit _ -> log("ended");
    }
  }

  private static void aside(Runnable work) {
    Thread.startVirtualThread(work);
  }

  private void publish(Action.Publish action) {
    long sequence = action.draft().sequence();
    Beat beat = action.draft().sentAt(Instant.now());
    events.add(
        switch (transport.publish(VERSION == null ? beat : beat.sentBy(VERSION))) {
          case Transport.Reply.Acknowledged r -> new Event.BeatAcknowledged(sequence, r.orders());
          case Transport.Reply.Failed r -> new Event.BeatFailed(sequence, r.detail());
        });
  }

  private void readPeers(Action.ReadPeers action) {
    try {
      events.add(new Event.PeersRead(action.reading(), transport.peers(action.peers())));
    } catch (StoreUnavailable e) {
      events.add(new Event.PeersUnreadable(action.reading(), String.valueOf(e.getMessage())));
    }
  }

  private void fetchPlan(Action.FetchPlan action) {
    try {
      Plan plan = transport.plan(action.version());
      keep(plan);
      events.add(new Event.PlanArrived(plan));
    } catch (StoreUnavailable e) {
      events.add(new Event.PlanUnavailable(String.valueOf(e.getMessage())));
    }
  }

  private void keep(Plan plan) {
    try {
      state.keep(plan);
    } catch (IOException e) {
      log("the plan cannot be kept for the next start: " + e.getMessage());
    }
  }

  /**
   * On the loop's own thread, so that the beat that follows cannot overtake it. A failure that
   * cannot be written down is told all the same: better forgotten at a restart than never told.
   */
  private void remember(Action.Remember action) {
    try {
      state.remember(self.boot(), action.failures());
    } catch (IOException e) {
      log("failures cannot be written down: " + e.getMessage());
    }
  }

  private void reboot(Action.Reboot action) {
    if (config.reboot().isEmpty()) {
      log("no 'reboot' command is configured; " + action.why());
      return;
    }
    String failure = host.reboot(config.reboot());
    if (failure != null) {
      log("the reboot failed: " + failure);
    }
  }

  private void log(@Nullable String text) {
    log.println(Instant.now() + " " + text);
  }
}
