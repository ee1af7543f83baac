package dev.handoff.console.scenario;

import dev.handoff.console.lab.net.Gaps;
import dev.handoff.console.status.ClusterView;
import dev.handoff.controller.memory.VirtualTime;
import dev.handoff.controller.port.Addresses.Place;
import dev.handoff.controller.port.Samples;
import dev.handoff.controller.record.Assignment;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.controller.record.Failures;
import dev.handoff.controller.record.NodeRecord;
import dev.handoff.controller.record.Phase;
import dev.handoff.events.Alert;
import dev.handoff.events.Hold;
import dev.handoff.events.spec.ClusterSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A world in virtual time: things happen at the moments that a test has planned. */
final class FakeStage implements Stage {

  final ClusterSpec spec = Samples.spec("web", 2);
  final VirtualTime time = new VirtualTime(Samples.NOON);
  final List<Step.Deed> deeds = new ArrayList<>();

  private final Gaps gaps = new Gaps(0);
  private final NavigableMap<Long, List<Runnable>> plan = new TreeMap<>();
  private final List<Alert> alerts = new ArrayList<>();
  private final Map<String, NodeRecord> nodes = new HashMap<>();
  private Assignment assignment = Assignment.NONE;
  private Place place = new Place.Nowhere();
  private boolean readable = true;
  private long answered;
  private boolean serving = true;
  private Headcount headcount = new Headcount(0, 0, 0);

  /** Plans something, so long from the beginning. */
  FakeStage at(Duration moment, Runnable what) {
    plan.computeIfAbsent(moment.toNanos(), at -> new ArrayList<>()).add(what);
    return this;
  }

  void owned(long epoch, @Nullable String owner, Phase phase, @Nullable Hold hold) {
    assignment = new Assignment(epoch, owner, "boot", phase, null, List.of(), hold);
  }

  void settled(long epoch, String owner) {
    owned(epoch, owner, new Phase.Settled(), null);
    place = new Place.AtNode(owner);
  }

  void failed(String node, int count) {
    nodes.put(
        node,
        NodeRecord.UNSEEN.withFailures(Map.of("httpd", new Failures(count, 0, Samples.NOON))));
  }

  void alert(String subject) {
    alerts.add(new Alert("web-1", "web", subject, subject + "\n", "{}", Map.of()));
  }

  void serving(boolean on) {
    live();
    serving = on;
  }

  void unreadable() {
    readable = false;
  }

  /** Lets everything happen that was planned for until now, and the client ask every 10 ms. */
  private void live() {
    long now = time.nanos();
    for (var due = plan.pollFirstEntry(); due != null; due = plan.pollFirstEntry()) {
      if (due.getKey() > now) {
        plan.put(due.getKey(), due.getValue());
        break;
      }
      answer(due.getKey());
      due.getValue().forEach(Runnable::run);
    }
    answer(now);
  }

  private void answer(long until) {
    while (answered + 10_000_000 <= until) {
      answered += 10_000_000;
      if (serving) {
        gaps.good(answered);
      }
    }
  }

  @Override
  public void perform(Step.Deed deed) throws DeedFailed {
    live();
    if (deed instanceof Step.Mend) {
      throw new DeedFailed("it cannot be mended");
    }
    deeds.add(deed);
  }

  @Override
  public Optional<ClusterRecord> record() {
    live();
    ClusterRecord sample = Samples.record("web", 1);
    return readable
        ? Optional.of(
            new ClusterRecord(
                sample.spec(),
                nodes,
                Map.of("front", assignment),
                List.of(),
                false,
                null,
                null,
                1,
                List.of()))
        : Optional.empty();
  }

  @Override
  public Optional<ClusterView> view() {
    return record()
        .map(found -> ClusterView.of(found, Map.of(), List.of(), Map.of(), Samples.NOON));
  }

  @Override
  public List<String> explain(String group) {
    return List.of("because of " + group);
  }

  @Override
  public void count(String service) {
    headcount = new Headcount(1, 1, 1);
  }

  @Override
  public Headcount headcount(String service) {
    live();
    return headcount;
  }

  void runsOn(int nodes) {
    headcount = new Headcount(Math.max(headcount.most(), nodes), nodes, headcount.looks() + 1);
  }

  @Override
  public Place place(String address) {
    live();
    return place;
  }

  @Override
  public Optional<Gaps> gaps(String address) {
    live();
    return address.equals("eip") ? Optional.of(gaps) : Optional.empty();
  }

  @Override
  public List<Alert> alerts() {
    live();
    return List.copyOf(alerts);
  }
}
