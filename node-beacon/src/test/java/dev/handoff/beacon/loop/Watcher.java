package dev.handoff.beacon.loop;

import dev.handoff.events.Beat;
import dev.handoff.events.Plan;
import dev.handoff.events.ResourceReport;
import dev.handoff.events.spec.Isolation;
import dev.handoff.events.spec.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks, event by event and action by action, what must hold in every life of a node. */
final class Watcher {

  private final World world;
  private final Isolation isolation;
  private final List<Service> services;
  private final List<String> names;
  private final Map<String, Long> told = new HashMap<>();
  private final Map<Long, Long> sent = new HashMap<>();

  /** Starts and stops that have neither ended nor been killed, by service. */
  private final Map<String, Long> open = new HashMap<>();

  /** Services that once did not stop when killed: from then on, order cannot be kept. */
  private final Set<String> stuck = new HashSet<>();

  private Map<String, FailureRecord> disk = Map.of();
  private long sequence;
  private long heard = Long.MIN_VALUE / 2;

  Watcher(World world, Plan plan) {
    this.world = world;
    this.isolation = plan.isolation();
    this.services = plan.groups().getFirst().services();
    this.names = services.stream().map(Service::name).toList();
    world.onEvent = this::event;
    world.onAction = this::action;
  }

  /** A new beacon knows of no open task. */
  void restarted() {
    open.clear();
  }

  private void event(Event event) {
    switch (event) {
      case Event.StartEnded e -> open.values().remove(e.task());
      case Event.StopEnded e -> open.values().remove(e.task());
      case Event.ProcessExited e -> open.values().remove(e.task());
      case Event.BeatAcknowledged e ->
          heard = Math.max(heard, sent.getOrDefault(e.sequence(), heard));
      default -> {}
    }
  }

  private void action(Action action) {
    switch (action) {
      case Action.Publish a -> beat(a.draft().sentAt(Instant.EPOCH));
      case Action.Remember a -> remembered(a.failures());
      case Action.Start a -> start(a);
      case Action.Stop a -> stop(a);
      case Action.Kill a -> {
        open.remove(a.service().name());
        if (world.service(a.service().name()).immortal) {
          stuck.add(a.service().name());
        }
      }
      default -> {}
    }
  }

  private void start(Action.Start start) {
    String name = start.service().name();
    check(open.put(name, start.task()) == null, name + " is started while a task is open");
    check(!world.service(name).runs || stuck.contains(name), name + " runs already");
    for (int i = 0; i < names.indexOf(name); i++) {
      Service earlier = services.get(i);
      if (dependsOn(start.service(), earlier)) {
        check(world.service(earlier.name()).runs, name + " starts without " + earlier.name());
      }
    }
    if (isExclusive(start.service()) && isolation.action() == Isolation.Action.STOP) {
      Duration silence = Duration.ofNanos(world.now() - heard);
      check(silence.compareTo(isolation.after()) < 0, name + " starts after silence of " + silence);
    }
  }

  private void stop(Action.Stop stop) {
    String name = stop.service().name();
    check(open.put(name, stop.task()) == null, name + " is stopped while a task is open");
    for (int i = names.indexOf(name) + 1; i < services.size(); i++) {
      String later = services.get(i).name();
      if (dependsOn(services.get(i), stop.service()) && !stuck.contains(later)) {
        check(!world.service(later).runs, name + " is stopped before " + later);
      }
    }
  }

  private void beat(Beat beat) {
    check(beat.sequence() > sequence, "sequence " + beat.sequence() + " after " + sequence);
    sequence = beat.sequence();
    sent.put(sequence, world.now());
    for (ResourceReport report : beat.resources()) {
      long before = told.getOrDefault(report.resource(), 0L);
      check(report.failures() >= before, report + " after " + before);
      told.put(report.resource(), report.failures());
      long kept = disk.getOrDefault(report.resource(), FailureRecord.NONE).failures();
      check(report.failures() <= kept, report + " is told before it is remembered");
    }
  }

  private void remembered(Map<String, FailureRecord> now) {
    disk.forEach((name, old) ->
        check(
            now.getOrDefault(name, FailureRecord.NONE).failures() >= old.failures(),
            name + " forgot failures"));
    disk = now;
  }

  private static boolean isExclusive(Service service) {
    return service.runs() == Service.Runs.ACTIVE;
  }

  private static boolean dependsOn(Service later, Service earlier) {
    return isExclusive(later) || !isExclusive(earlier);
  }

  static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }
}
