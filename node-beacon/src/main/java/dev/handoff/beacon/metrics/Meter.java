package dev.handoff.beacon.metrics;

import dev.handoff.beacon.loop.Action;
import dev.handoff.beacon.loop.Event;
import dev.handoff.beacon.loop.FailureRecord;
import dev.handoff.beacon.loop.Identity;
import dev.handoff.beacon.loop.Outcome;
import dev.handoff.beacon.loop.PeerBeat;
import dev.handoff.beacon.loop.Status;
import dev.handoff.beacon.metrics.ServiceCount.MonitorCount;
import dev.handoff.events.Orders;
import dev.handoff.events.Plan;
import dev.handoff.events.json.Kebab;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts what a beacon learns and does, by looking at the events that its loop takes in and the
 * actions that it gives out. It changes neither, and measures nothing of its own: each turn of the
 * loop costs some additions. What can be found out when somebody asks is found out then.
 *
 * <p>The loop's thread counts, any other may ask. Time is the loop's, in nanoseconds.
 */
public final class Meter {

  final Identity self;
  long sent;
  long acknowledged;
  long failed;

  /** When the newest beat that was acknowledged was sent; before the first, when this began. */
  long heardAt;

  long peersRead;
  long peersUnreadable;

  /** What the newest beat told; null: there was none yet. */
  @Nullable Status status;

  /** What the store told this boot last; null: nothing yet. */
  @Nullable Orders orders;

  /** When they came. */
  private long orderedAt;

  final Map<String, ServiceCount> services = new TreeMap<>();
  final Map<String, String> groups = new HashMap<>();
  final Map<String, PeerSight> peers = new TreeMap<>();

  private Map<String, FailureRecord> failures;
  private final Map<Long, Long> beats = new HashMap<>();
  private final Map<Long, Run> runs = new HashMap<>();
  private final Map<String, String> peerNames = new HashMap<>();

  /** The newest look at the peers: an answer to an earlier one is older than what is known. */
  private long reading;

  /** A monitor that has not answered yet. */
  private record Run(MonitorCount count, long began, long timeout) {}

  /** The newest beat of a peer, and when it was first seen. */
  record PeerSight(String boot, long sequence, long since) {}

  /**
   * Begins to count.
   *
   * @param failures of this boot, from before this beacon
   */
  public Meter(Identity self, Map<String, FailureRecord> failures, long now) {
    this.self = self;
    this.failures = Map.copyOf(failures);
    this.heardAt = now;
  }

  /**
   * Takes note of one turn of the loop.
   *
   * @param events what it took in
   * @param actions what it wants done about them
   */
  public synchronized void note(List<Event> events, List<Action> actions, long now) {
    events.forEach(event -> took(event, now));
    for (Action action : actions) {
      if (action instanceof Action.Remember remember) {
        failures = remember.failures(); // of the failure that a start of the same turn follows
      }
    }
    actions.forEach(action -> gave(action, now));
  }

  /**
   * All figures as OpenMetrics text.
   *
   * @param version of the beacon
   */
  public String text(String version, long now) {
    ProcessUse use = ProcessUse.now(); // reads files, for which the loop must not wait
    synchronized (this) {
      return new Exposition(this, version, use, now).text();
    }
  }

  private void took(Event event, long now) {
    switch (event) {
      case Event.PlanArrived e -> planned(e.plan());
      case Event.BeatAcknowledged e -> {
        acknowledged++;
        Long sentAt = beats.remove(e.sequence());
        heardAt = sentAt == null ? heardAt : Math.max(heardAt, sentAt);
        ordered(e.orders(), sentAt, now);
      }
      case Event.BeatFailed e -> {
        failed++;
        beats.remove(e.sequence());
      }
      case Event.PeersRead e -> {
        peersRead++;
        if (e.reading() == reading) {
          saw(e.beats(), now);
        }
      }
      case Event.PeersUnreadable _ -> peersUnreadable++;
      case Event.Monitored e -> ended(e.task(), e.outcome(), now);
      case Event.Tick _,
          Event.PlanUnavailable _,
          Event.Inspected _,
          Event.StartEnded _,
          Event.StopEnded _,
          Event.ProcessExited _,
          Event.WentDown _,
          Event.Probed _,
          Event.ShutdownAsked _ -> {}
    }
  }

  private void gave(Action action, long now) {
    switch (action) {
      case Action.Publish a -> {
        sent++;
        beats.put(a.draft().sequence(), now);
        status = a.draft().status();
      }
      case Action.ReadPeers a -> {
        reading = a.reading();
        peerNames.clear();
        a.peers().forEach(peer -> peerNames.put(peer.key(), peer.node()));
      }
      case Action.Start a -> {
        String service = a.service().name();
        service(service).started(failuresOf(service));
      }
      case Action.RunMonitor a -> {
        int place = a.service().monitors().indexOf(a.monitor()) + 1;
        String check = Kebab.of(a.monitor().check().getClass());
        MonitorCount count =
            service(a.service().name())
                .monitors
                .computeIfAbsent(place, _ -> new MonitorCount(check));
        runs.put(a.task(), new Run(count, now, a.monitor().timeout().toNanos()));
      }
      case Action.Abandon a -> abandoned(a.task(), now);
      case Action.FetchPlan _,
          Action.Inspect _,
          Action.Stop _,
          Action.Kill _,
          Action.Lend _,
          Action.RunProbe _,
          Action.Remember _,
          Action.Reboot _,
          Action.Log _,
          Action.Exit _ -> {}
    }
  }

  /** What the plan does not name any more is not counted any more. */
  private void planned(Plan plan) {
    groups.clear();
    plan.groups()
        .forEach(
            group -> group.services().forEach(service -> groups.put(service.name(), group.name())));
    services.keySet().retainAll(groups.keySet());
  }

  /** Answers may overtake each other, and what was told to an earlier boot is void. */
  private void ordered(@Nullable Orders found, @Nullable Long sentAt, long now) {
    if (found == null || sentAt == null || !found.boot().equals(self.boot())) {
      return;
    }
    if (orders == null || sentAt >= orderedAt || found.revision() >= orders.revision()) {
      orders = found;
      orderedAt = now;
    }
  }

  private void saw(List<PeerBeat> newest, long now) {
    Map<String, PeerSight> seen = new HashMap<>();
    for (PeerBeat beat : newest) {
      String peer = peerNames.get(beat.key());
      if (peer != null) {
        PeerSight old = peers.get(peer);
        boolean same =
            old != null && old.boot().equals(beat.boot()) && old.sequence() == beat.sequence();
        seen.put(peer, same ? old : new PeerSight(beat.boot(), beat.sequence(), now));
      }
    }
    peers.clear();
    peers.putAll(seen);
  }

  private void ended(long task, Outcome outcome, long now) {
    Run run = runs.remove(task);
    if (run != null) {
      run.count().ended(outcome, now - run.began());
    }
  }

  /** Given up: too late, which is a failure, or because nobody needs the answer any more. */
  private void abandoned(long task, long now) {
    Run run = runs.remove(task);
    if (run != null && now - run.began() >= run.timeout()) {
      run.count().ended(new Outcome.Failed("too late"), now - run.began());
    }
  }

  private ServiceCount service(String name) {
    return services.computeIfAbsent(name, _ -> new ServiceCount(failuresOf(name)));
  }

  private long failuresOf(String service) {
    FailureRecord record = failures.get(service);
    return record == null ? 0 : record.failures();
  }
}
