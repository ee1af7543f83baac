package dev.handoff.simulation.node;

import dev.handoff.beacon.loop.Action;
import dev.handoff.beacon.loop.Event;
import dev.handoff.beacon.loop.Finding;
import dev.handoff.beacon.loop.Measurement;
import dev.handoff.beacon.loop.Outcome;
import dev.handoff.events.spec.Kind;
import dev.handoff.events.spec.Service;
import dev.handoff.simulation.node.SimulatedService.Health;
import dev.handoff.simulation.world.Dice;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** A machine's services, and what the beacon does to them. */
final class Host {

  private static final Duration STEP = Duration.ofMillis(5);
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Duration FLAPS_AFTER = Duration.ofSeconds(20);

  private final Machine machine;
  private final Dice dice;
  private final Map<String, SimulatedService> services = new TreeMap<>();

  // Faults of what probes ask for; numbers, because they may overlap.
  int gatewaysLost;
  int probesBlind;

  /** Tasks under way, and what killing each does. */
  private final Map<Long, Runnable> tasks = new HashMap<>();

  Host(Machine machine, Dice dice) {
    this.machine = machine;
    this.dice = dice;
  }

  SimulatedService service(String name) {
    return services.computeIfAbsent(name, SimulatedService::new);
  }

  /** Everything ends at once. */
  void powerOff() {
    orphan();
    services.values().forEach(service -> runs(service, false));
  }

  /** The beacon is gone: what it had begun ends somehow, and nobody hears of it. */
  void orphan() {
    tasks.clear();
    services.values().forEach(service -> service.starts = false);
  }

  private void runs(SimulatedService service, boolean now) {
    if (service.runs != now) {
      service.runs = now;
      service.generation++;
      if (now) {
        service.health = Health.GOOD;
      }
      machine.serviceChanged(service.name, now);
    }
  }

  void inspect(Action.Inspect action) {
    SimulatedService service = service(action.service().name());
    begin(
        action.task(),
        STEP.toNanos(),
        () -> {
          if (service.runs) {
            service.instance = action.task();
          }
          Finding seen = service.runs ? new Finding.Runs() : new Finding.IsStopped();
          Finding found =
              service.unknown > 0 ? new Finding.Unclear("simulated: cannot be told") : seen;
          machine.feed(new Event.Inspected(action.task(), found));
        },
        () -> {});
  }

  void start(Action.Start action) {
    SimulatedService service = service(action.service().name());
    long task = action.task();
    runs(service, true);
    service.instance = task;
    service.starts = true;
    Runnable killed =
        () -> {
          service.starts = false;
          runs(service, false);
          machine.feed(new Event.StartEnded(task, new Outcome.Failed("killed by SIGKILL")));
        };
    if (service.startHangs > 0) {
      machine.truth().spoiled(service.name);
      tasks.put(task, killed);
      return;
    }
    begin(
        task,
        dice.between(STEP, share(action.service().startTimeout())).toNanos(),
        () -> {
          service.starts = false;
          if (service.startFails > 0) {
            machine.truth().spoiled(service.name);
            runs(service, dice.chance(0.3));
            machine.feed(new Event.StartEnded(task, new Outcome.Failed("simulated: no start")));
          } else {
            machine.feed(new Event.StartEnded(task, Outcome.OK));
            flapLater(action.service(), service);
          }
        },
        killed);
  }

  private static Duration share(Duration timeout) {
    Duration third = timeout.dividedBy(3);
    return third.compareTo(STEP) < 0 ? STEP : third;
  }

  private void flapLater(Service spec, SimulatedService service) {
    if (service.flaps > 0) {
      long generation = service.generation;
      machine.later(
          dice.between(STEP, FLAPS_AFTER).toNanos(),
          () -> {
            if (service.generation == generation && service.flaps > 0) {
              crash(spec);
            }
          });
    }
  }

  void stop(Action.Stop action) {
    SimulatedService service = service(action.service().name());
    long task = action.task();
    Runnable gone =
        () -> {
          runs(service, false);
          machine.feed(new Event.StopEnded(task, Outcome.OK));
        };
    Runnable forced =
        () -> {
          if (service.stopFails == 0) {
            gone.run();
          }
        };
    if (service.stopFails > 0 || service.stopHangs > 0) {
      tasks.put(task, forced);
    } else {
      begin(
          task, dice.between(STEP, share(action.service().stopTimeout())).toNanos(), gone, forced);
    }
  }

  void monitor(Action.RunMonitor action) {
    SimulatedService service = service(action.service().name());
    long task = action.task();
    if (service.runs && service.health == Health.MUTE) {
      tasks.put(task, () -> {});
      return;
    }
    Duration timeout = action.monitor().timeout();
    Duration most = SHORT.compareTo(timeout.dividedBy(2)) < 0 ? SHORT : timeout.dividedBy(2);
    begin(
        task,
        dice.between(1_000_000, most.toNanos()),
        () -> machine.feed(new Event.Monitored(task, outcome(service))),
        () -> {});
  }

  void probe(Action.RunProbe action) {
    long task = action.task();
    begin(
        task,
        dice.between(1_000_000, action.probe().timing().timeout().dividedBy(2).toNanos()),
        () -> {
          Measurement measured =
              probesBlind > 0
                  ? new Measurement.Unknown("simulated: no permission")
                  : new Measurement.Value(gatewaysLost > 0 ? "0" : "1000");
          machine.feed(new Event.Probed(task, measured));
        },
        () -> {});
  }

  private static Outcome outcome(SimulatedService service) {
    if (service.unknown > 0) {
      return new Outcome.Unknown("simulated: no permission");
    }
    if (!service.runs) {
      return new Outcome.Failed("connection refused");
    }
    return service.health == Health.GOOD ? Outcome.OK : new Outcome.Failed("answered 503");
  }

  void kill(long task) {
    Runnable how = tasks.remove(task);
    if (how != null) {
      machine.later(STEP.toNanos(), how);
    }
  }

  void abandon(long task) {
    tasks.remove(task);
  }

  private void begin(long task, long nanos, Runnable end, Runnable killed) {
    tasks.put(task, killed);
    machine.later(
        nanos,
        () -> {
          if (tasks.remove(task) != null) {
            end.run();
          }
        });
  }

  // What the plan does to them.

  void crash(Service spec) {
    SimulatedService service = service(spec.name());
    if (service.runs) {
      machine.truth().spoiled(spec.name());
      long instance = service.instance;
      runs(service, false);
      if (spec.kind() instanceof Kind.Supervised) {
        machine.feed(new Event.ProcessExited(instance, "exited with 137"));
      }
    }
  }

  void spoil(Service spec, Health health) {
    SimulatedService service = service(spec.name());
    if (service.runs) {
      machine.truth().spoiled(spec.name());
      service.health = health;
    }
  }
}
