package dev.handoff.beacon.loop;

import dev.handoff.events.Order;
import dev.handoff.events.Orders;
import dev.handoff.events.Plan;
import dev.handoff.events.Role;
import dev.handoff.events.spec.BeatSpec;
import dev.handoff.events.spec.Isolation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A beacon's whole behaviour. Feed it every event as it happens, and a {@link Event.Tick} at {@link
 * #nextWake()}; carry out what it returns. It is driven by one thread at a time and keeps no hold
 * on the outside world: the same events at the same times give the same actions.
 *
 * <p>Time is monotonic machine uptime in nanoseconds, as large as zero and never smaller than
 * before.
 */
public final class BeaconLoop {

  /**
   * How long the first beat waits for the inspection of the services and the first round of the
   * probes, so that a restarted beacon does not tell of a state that it has not looked at yet.
   */
  static final Duration FIRST_BEAT_WITHIN = Duration.ofMillis(400);

  private final Identity self;
  private final long began;
  private final Outbox out = new Outbox();
  private final PlanKeeper plans = new PlanKeeper();
  private final StandingOrders orders;
  private final Roster roster;
  private final PeerWatch peers = new PeerWatch();
  private final IsolationGuard isolation;
  private final AddressLoans loans = new AddressLoans();
  private final FreezeWatch freeze;
  private final BeatRhythm rhythm;
  private final Departure departure = new Departure();
  private final ProbeSet probes = new ProbeSet();
  private Map<String, FailureRecord> remembered;

  /** The beacon was frozen at this moment and has not yet learned what is true; never: it has. */
  private long unsureSince = Nanos.NEVER;

  private long wake;

  /** When something is due unless an event comes first; the freeze watch may wake it earlier. */
  private long due;

  private Status status = new Status("", List.of(), List.of(), Map.of(), List.of());
  private Significance significance = Significance.NOTHING;

  /** Whether the status holds something that the controller may have to decide on. */
  private boolean news;

  /**
   * Creates a loop whose first wake-up is now.
   *
   * @param remembered what the last {@link Action.Remember} of this boot said; empty after a reboot
   */
  public BeaconLoop(Identity self, Map<String, FailureRecord> remembered, long nowNanos) {
    this.self = self;
    this.began = nowNanos;
    this.remembered = Map.copyOf(remembered);
    orders = new StandingOrders(self.boot());
    roster = new Roster(remembered);
    isolation = new IsolationGuard(nowNanos);
    freeze = new FreezeWatch(nowNanos);
    rhythm = new BeatRhythm(nowNanos);
    wake = nowNanos;
    due = nowNanos;
  }

  /**
   * Takes in one event.
   *
   * @return what is to be done about it, in this order
   */
  public List<Action> handle(Event event, long nowNanos) {
    return handle(List.of(event), nowNanos);
  }

  /**
   * Takes in all that has happened by now, so that nothing that came in time is judged too late for
   * having waited behind something else.
   *
   * @param events in the order in which they happened
   * @return what is to be done about them, in this order
   */
  public List<Action> handle(List<Event> events, long nowNanos) {
    Standstill standstill = freeze.wake(nowNanos);
    roster.everyMachine(machine -> machine.stoodStill(standstill));
    if (freeze.isFreeze(standstill)) {
      thaw(standstill, nowNanos);
    } else if (isOnlyATick(events) && nowNanos < due) {
      sleep(nowNanos);
      return List.of();
    }
    for (Event event : events) {
      if (departure.stage() != Departure.Stage.GONE) {
        take(event, nowNanos);
      }
    }
    if (departure.stage() != Departure.Stage.GONE) {
      advance(nowNanos);
    }
    if (departure.stage() == Departure.Stage.GONE) {
      out.add(new Action.Exit());
    }
    sleep(nowNanos);
    return out.take();
  }

  private void sleep(long now) {
    due = nextDue(now);
    wake = freeze.expect(due, now);
  }

  /** When the loop wants to be woken with a {@link Event.Tick} if nothing happens before. */
  public long nextWake() {
    return wake;
  }

  private static boolean isOnlyATick(List<Event> events) {
    return events.size() == 1 && events.getFirst() instanceof Event.Tick;
  }

  private void take(Event event, long now) {
    switch (event) {
      case Event.Tick _ -> {}
      case Event.PlanArrived e -> planArrived(e.plan(), now);
      case Event.PlanUnavailable e -> {
        plans.ended(now);
        out.log("the plan could not be fetched: " + e.detail());
      }
      case Event.BeatAcknowledged e -> acknowledged(e.sequence(), e.orders(), now);
      case Event.BeatFailed e -> {
        rhythm.failed(e.sequence());
        out.log("beat " + e.sequence() + " failed: " + e.detail());
      }
      case Event.PeersRead e -> peers.read(e.reading(), e.beats(), now);
      case Event.PeersUnreadable e -> peers.unreadable(e.reading());
      case Event.Inspected e -> roster.everyMachine(m -> m.inspected(e.task(), e.finding(), now));
      case Event.StartEnded e ->
          roster.everyMachine(m -> m.startEnded(e.task(), e.outcome(), now, out));
      case Event.StopEnded e ->
          roster.everyMachine(m -> m.stopEnded(e.task(), e.outcome(), now, out));
      case Event.Monitored e ->
          roster.everyMachine(m -> m.monitored(e.task(), e.outcome(), now, out));
      case Event.ProcessExited e ->
          roster.everyMachine(m -> m.processExited(e.task(), e.detail(), now, out));
      case Event.WentDown e -> roster.everyMachine(m -> m.wentDown(e.task(), now));
      case Event.Probed e -> probes.measured(e.task(), e.measurement(), now, out);
      case Event.ShutdownAsked e -> {
        if (e.keepServices()) {
          departure.atOnce();
        } else {
          departure.begin();
        }
      }
    }
  }

  private void planArrived(Plan plan, long now) {
    if (!plans.arrived(plan, self, now, out)) {
      return;
    }
    orders.holds(plan.version());
    roster.adopt(plan, now, out);
    roster.forgive(orders);
    probes.adopt(plan.probes(), now, out);
    peers.follow(plan.watch(), plan.beat());
    isolation.follow(plan.isolation(), plan.beat().timeout());
    loans.follow(roster.groups(), plan.isolation(), plan.beat().timeout());
    freeze.follow(plan);
    rhythm.follow(plan.beat());
  }

  private void acknowledged(long sequence, @Nullable Orders found, long now) {
    long sentAt = rhythm.acknowledged(sequence);
    if (sentAt == Nanos.NEVER) {
      return;
    }
    departure.acknowledged(sequence);
    isolation.acknowledged(sentAt);
    loans.acknowledged(sentAt);
    if (unsureSince <= sentAt) {
      unsureSince = Nanos.NEVER;
    }
    if (orders.haveOvertaken(found, sentAt)) {
      return;
    }
    if (found == null) {
      if (orders.forgotten(now, out)) {
        isolation.suspend();
      }
      return;
    }
    long before = orders.revision();
    if (orders.take(found, plans.version(), now, out)) {
      plans.want(found.planVersion());
      roster.forgive(orders);
      if (orders.revision() != before) {
        rhythm.calmDown();
      }
      isolation.consider(orders, sentAt);
    }
  }

  /** Nothing that was being measured means anything; what is true has to be learned first. */
  private void thaw(Standstill standstill, long now) {
    Duration length = Duration.ofNanos(standstill.surely());
    out.log("this beacon was frozen for " + Nanos.inWords(length));
    roster.everyMachine(machine -> machine.thaw(now, out));
    probes.beginAnew(now, out);
    peers.beginAnew(now);
    rhythm.beginAnew();
    unsureSince = now;
  }

  private void advance(long now) {
    rhythm.advance(now);
    if (rhythm.isFailing() && !rhythm.isInFlight()) {
      departure.failed();
      unsureSince = Nanos.NEVER;
    }
    if (unsureSince == Nanos.NEVER) {
      isolate(now);
    }
    roster.advance(this::steering, now, out);
    loans.advance(isolation, out);
    probes.advance(now, out);
    peers.advance(now, out);
    plans.advance(now, out);
    remember();
    if (departure.isUnderWay() && roster.isQuiet()) {
      departure.quiet();
    }
    look();
    beat(now);
  }

  private void isolate(long now) {
    Iterable<String> names = () -> roster.groups().stream().map(g -> g.spec().name()).iterator();
    Isolation.Action action = isolation.advance(names, orders, now);
    if (action == null) {
      return;
    }
    String why = "no beat was acknowledged for too long: this node is cut off";
    switch (action) {
      case IGNORE -> {}
      case STOP -> out.log(why + ", and stops its active groups");
      case REBOOT -> {
        out.log(why + ", and reboots");
        out.add(new Action.Reboot(why));
      }
    }
  }

  private Group.Steering steering(String group) {
    boolean everywhereDown = departure.stage() == Departure.Stage.CLEARING;
    Order order = orders.of(group);
    return new Group.Steering(
        drive(group),
        everywhereDown,
        unsureSince != Nanos.NEVER,
        order == null ? List.of() : order.stopped());
  }

  private Drive drive(String group) {
    if (departure.isUnderWay() || isolation.holdsDown(group)) {
      return Drive.FORCED_DOWN;
    }
    if (!orders.isKnown()) {
      return Drive.LEFT_ALONE;
    }
    Order order = orders.of(group);
    return order != null && order.role() == Role.ACTIVE ? Drive.UP : Drive.DOWN;
  }

  private void remember() {
    Map<String, FailureRecord> records = roster.records();
    if (!records.equals(remembered)) {
      new TreeMap<>(records).forEach(this::logIfNew);
      remembered = records;
      out.add(new Action.Remember(records));
    }
  }

  private void logIfNew(String service, FailureRecord record) {
    if (!record.equals(remembered.get(service))) {
      out.log("%s failed: %s".formatted(service, record.last()));
    }
  }

  private void beat(long now) {
    switch (departure.stage()) {
      case STAYING, STOPPING -> {
        if (now >= firstBeat(now)) {
          publishIfDue(now);
        }
      }
      case TELLING -> {
        if (rhythm.isDue(true, now)) {
          departure.attempted(publish(true, true, now));
        }
      }
      case CLEARING, GONE -> {}
    }
  }

  private void publishIfDue(long now) {
    if (rhythm.isDue(news, now)) {
      publish(news, false, now);
    }
  }

  private long publish(boolean urgent, boolean leaving, long now) {
    long sequence = rhythm.send(significance, now);
    Duration uptime = Duration.ofNanos(now);
    out.add(new Action.Publish(new BeatDraft(self, sequence, uptime, urgent, leaving, status)));
    return sequence;
  }

  /** Looks at what there is to tell. */
  private void look() {
    Status seen =
        new Status(
            plans.version(),
            roster.groupReports(orders),
            roster.resourceReports(),
            probes.attributes(),
            peers.missed());
    if (!seen.equals(status)) {
      status = seen;
      Plan plan = plans.held();
      BeatSpec beat = plan == null ? BeatSpec.DEFAULT : plan.beat();
      significance = Significance.of(status, roster.serving(), beat.timeout());
    }
    news = rhythm.isNews(significance);
  }

  /** The moment from which the first beat may go out. */
  private long firstBeat(long now) {
    long latest = Nanos.after(began, FIRST_BEAT_WITHIN);
    return now >= latest || (roster.isLearned() && probes.isLearned()) ? began : latest;
  }

  private long nextBeat(long now) {
    return switch (departure.stage()) {
      case STAYING, STOPPING -> Math.max(rhythm.nextWake(news), firstBeat(now));
      case TELLING -> rhythm.nextWake(true);
      case CLEARING, GONE -> Nanos.NEVER;
    };
  }

  private long nextDue(long now) {
    if (departure.stage() == Departure.Stage.GONE) {
      return Nanos.NEVER;
    }
    long beat = nextBeat(now);
    long silence = unsureSince == Nanos.NEVER ? isolation.nextWake() : Nanos.NEVER;
    long watching = Math.min(Math.min(peers.nextWake(), probes.nextWake()), plans.nextWake());
    return Math.min(Math.min(beat, silence), Math.min(watching, roster.nextWake(now)));
  }
}
