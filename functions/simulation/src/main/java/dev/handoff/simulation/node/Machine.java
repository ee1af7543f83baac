package dev.handoff.simulation.node;

import dev.handoff.beacon.loop.Action;
import dev.handoff.beacon.loop.BeaconLoop;
import dev.handoff.beacon.loop.Event;
import dev.handoff.beacon.loop.FailureRecord;
import dev.handoff.beacon.loop.Identity;
import dev.handoff.events.Beat;
import dev.handoff.events.Plan;
import dev.handoff.events.spec.GroupSpec;
import dev.handoff.events.spec.Service;
import dev.handoff.simulation.port.Cloud;
import dev.handoff.simulation.promise.Fact;
import dev.handoff.simulation.promise.NodeTruth;
import dev.handoff.simulation.world.Agenda;
import dev.handoff.simulation.world.Dice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A machine with a beacon: the production loop, driven in virtual time. */
public final class Machine {

  /** What calls the functions on behalf of nodes. */
  public interface Controller {

    /** A beat has news for the controller. */
    void urgent(Beat beat);

    /** A node calls because it is time to look, as beacons do where nothing else comes often. */
    void tick(Beat beat);
  }

  /** How late a timer fires at most. */
  private static final long TIMER_SLACK = Duration.ofMillis(2).toNanos();

  private final Cloud cloud;
  private final Agenda agenda;
  private final String cluster;
  private final String name;
  private final NodeTruth truth;
  private final Dice dice;
  private final MachineClock clock = new MachineClock();
  private final Uplink uplink;
  private final StoreLink link;
  private final Host host;
  private final List<Runnable> frozenWork = new ArrayList<>();

  private boolean lost;
  private boolean on;
  private boolean frozen;
  private int boots;

  /** Counts boots and beacons: work that was begun under another number is void. */
  private long life;

  private long beaconLife;
  private String boot = "";
  private @Nullable BeaconLoop loop;
  private Map<String, FailureRecord> disk = Map.of();
  private @Nullable Plan keptPlan;
  private long alarm = Long.MAX_VALUE;

  /**
   * Creates a machine that is off.
   *
   * @param controller hears of beats as the cloud lets it
   */
  public Machine(Cloud cloud, String cluster, String name, Dice dice, Controller controller) {
    this.cloud = cloud;
    this.agenda = cloud.agenda();
    this.cluster = cluster;
    this.name = name;
    this.truth = cloud.history().truth(cluster).node(name);
    this.dice = dice;
    this.uplink = new Uplink(dice);
    this.link = new StoreLink(this, cloud, controller, dice);
    this.host = new Host(this, dice);
  }

  public String name() {
    return name;
  }

  public boolean isOn() {
    return on;
  }

  public boolean isFrozen() {
    return frozen;
  }

  NodeTruth truth() {
    return truth;
  }

  MachineClock clock() {
    return clock;
  }

  Uplink uplink() {
    return uplink;
  }

  Host host() {
    return host;
  }

  /** Whether the service of this name runs here. */
  public boolean runs(String service) {
    return on && host.service(service).runs;
  }

  /** Whether it runs here, and no start of it is still under way. */
  public boolean hasStarted(String service) {
    return runs(service) && !host.service(service).starts;
  }

  String key() {
    return cluster + "/" + name;
  }

  // Life and death.

  /** Powers it on; a while later its beacon starts. */
  public void powerOn() {
    if (on || lost) {
      return;
    }
    on = true;
    life++;
    boot = name + "-boot-" + ++boots;
    truth.booted(boot);
    disk = Map.of();
    clock.boot(agenda.now(), dice.between(1_000_000_000L, 20_000_000_000L));
    say("boots as " + boot);
    later(dice.between(100_000_000L, 5_000_000_000L), this::startBeacon);
  }

  /** Power is gone, and never comes back, whatever was about to switch it on. */
  public void lose() {
    lost = true;
    powerOff("is lost for good");
  }

  /** Power is gone. */
  public void powerOff(String why) {
    if (on) {
      on = false;
      thawWithoutWork();
      life++;
      say(why);
      endBeacon();
      host.powerOff();
    }
  }

  private void thawWithoutWork() {
    frozenWork.clear();
    if (frozen) {
      frozen = false;
      truth.endUnruly(agenda.now());
    }
  }

  void startBeacon() {
    if (on && loop == null) {
      beaconLife++;
      loop = new BeaconLoop(new Identity(cluster, name, boot), disk, clock.uptime(agenda.now()));
      Plan plan = keptPlan;
      feed(plan == null ? new Event.Tick() : new Event.PlanArrived(plan));
    }
  }

  /** The beacon is gone, its services are not. */
  void endBeacon() {
    loop = null;
    beaconLife++;
    alarm = Long.MAX_VALUE;
    host.orphan();
  }

  boolean hasBeacon() {
    return loop != null;
  }

  void freeze(boolean clockToo) {
    if (on && !frozen) {
      frozen = true;
      truth.beginUnruly();
      if (clockToo) {
        clock.stop(agenda.now());
      }
      say("stands still");
    }
  }

  void thaw() {
    if (frozen) {
      frozen = false;
      truth.endUnruly(agenda.now());
      clock.goOn(agenda.now());
      say("goes on");
      List<Runnable> work = List.copyOf(frozenWork);
      frozenWork.clear();
      work.forEach(Runnable::run);
      feed(new Event.Tick());
    }
  }

  /** A clean shutdown begins. */
  void leave() {
    feed(new Event.ShutdownAsked(false));
  }

  // Time and work.

  /** Does something later, unless the machine loses power; while it stands still it waits. */
  void later(long nanos, Runnable what) {
    long bornIn = life;
    agenda.after(nanos, () -> arrive(bornIn, what));
  }

  private void arrive(long bornIn, Runnable what) {
    if (life != bornIn) {
      return;
    }
    if (frozen) {
      frozenWork.add(() -> arrive(bornIn, what));
    } else {
      what.run();
    }
  }

  /** Lets the loop have an event and does what it wants. */
  void feed(Event event) {
    BeaconLoop now = loop;
    if (now == null) {
      return;
    }
    if (frozen) {
      long bornIn = beaconLife;
      frozenWork.add(() -> {
        if (beaconLife == bornIn) {
          feed(event);
        }
      });
      return;
    }
    List<Action> actions = now.handle(event, clock.uptime(agenda.now()));
    agenda.note(actions.size());
    for (Action action : actions) {
      perform(action);
    }
    if (loop == now) {
      setAlarm(now.nextWake());
    }
  }

  private void setAlarm(long wake) {
    if (wake == Long.MAX_VALUE) {
      return;
    }
    long due = Math.max(clock.worldTime(wake), agenda.now());
    if (due < alarm) {
      alarm = due;
      long bornIn = beaconLife;
      long bornAt = due;
      agenda.at(due + dice.between(0, TIMER_SLACK), () -> ring(bornIn, bornAt));
    }
  }

  private void ring(long bornIn, long set) {
    if (beaconLife != bornIn || alarm != set) {
      return;
    }
    alarm = Long.MAX_VALUE;
    if (frozen) {
      return; // The thaw wakes the loop.
    }
    BeaconLoop now = loop;
    if (now != null && clock.uptime(agenda.now()) >= now.nextWake()) {
      feed(new Event.Tick());
    } else if (now != null) {
      setAlarm(now.nextWake());
    }
  }

  private void perform(Action action) {
    switch (action) {
      case Action.Publish a -> link.publish(a);
      case Action.ReadPeers a -> link.readPeers(a);
      case Action.FetchPlan _ -> link.fetchPlan();
      case Action.Inspect a -> host.inspect(a);
      case Action.Start a -> host.start(a);
      case Action.Stop a -> host.stop(a);
      case Action.Kill a -> host.kill(a.task());
      case Action.Abandon a -> host.abandon(a.task());
      case Action.RunMonitor a -> host.monitor(a);
      case Action.RunProbe a -> host.probe(a);
      case Action.Remember a -> disk = a.failures();
      case Action.Reboot a -> {
        say("reboots by itself: " + a.why());
        later(
            dice.between(0, 500_000_000L),
            () -> {
              powerOff("goes down");
              agenda.after(dice.between(5_000_000_000L, 60_000_000_000L), this::powerOn);
            });
      }
      // Promises are about services, which the kernel stops for no one; this world has no
      // interfaces.
      case Action.Lend _ -> {}
      case Action.Log a -> say(a.text());
      case Action.Exit _ -> {
        say("its beacon ends");
        endBeacon();
      }
    }
  }

  /** Whether that beacon still runs. */
  boolean isBeacon(long number) {
    return beaconLife == number;
  }

  /** Which of the beacons that ran here one after the other: work of an earlier one is void. */
  long beacon() {
    return beaconLife;
  }

  /** For how long the store has not taken a beat of this machine. */
  public long quietFor() {
    return link.quietFor();
  }

  /** What the beacon was told to run and watch survives it. */
  void keep(Plan plan) {
    Plan former = keptPlan;
    if (former != null) {
      former.groups().forEach(group -> dropped(group, plan));
    }
    named(plan).forEach(truth::owned);
    keptPlan = plan;
  }

  /** What was left alone so far stays as it is when a plan names it no more. */
  private void dropped(GroupSpec group, Plan plan) {
    Set<String> named = named(plan).collect(Collectors.toSet());
    group.services().stream()
        .map(Service::name)
        .filter(service -> !group.options(service).managed() && !named.contains(service))
        .filter(this::runs)
        .forEach(truth::disowned);
  }

  private static Stream<String> named(Plan plan) {
    return plan.groups().stream().flatMap(group -> group.services().stream()).map(Service::name);
  }

  void serviceChanged(String service, boolean runs) {
    truth.runs(service, runs);
    cloud.history().tell(new Fact.ServiceChanged(cluster, name, service, runs));
  }

  void say(String words) {
    cloud.history().tell(new Fact.MachineSaid(cluster, name, words));
  }
}
