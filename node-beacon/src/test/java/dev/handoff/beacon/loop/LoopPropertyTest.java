package dev.handoff.beacon.loop;

import static dev.handoff.beacon.Plans.everywhere;
import static dev.handoff.beacon.Plans.process;

import dev.handoff.beacon.Plans;
import dev.handoff.events.GroupReport.Progress;
import dev.handoff.events.Plan;
import dev.handoff.events.Role;
import dev.handoff.events.spec.Isolation;
import dev.handoff.events.spec.Monitor;
import dev.handoff.events.spec.Monitor.OnFail;
import dev.handoff.events.spec.Resource;
import dev.handoff.events.spec.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Many random lives of a node, with everything that can go wrong, held against what must always be
 * true. A violation names the seed that replays it.
 */
class LoopPropertyTest {

  private static final int LIVES = 100;
  private static final int STEPS = 60;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void holdsItsPromisesInEveryLife(long block) {
    for (long seed = block * 1_000_000; seed < block * 1_000_000 + LIVES; seed++) {
      try {
        new Life(new Random(seed)).live();
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
      }
    }
  }

  /** One life. */
  private static final class Life {
    private final Random random;
    private final Plan plan;
    private final List<String> names;
    private final World world;
    private final Watcher watcher;
    private long epoch = 1;
    private Role role = Role.ACTIVE;

    Life(Random random) {
      this.random = random;
      this.plan = randomPlan(random);
      this.names = plan.groups().getFirst().services().stream().map(Service::name).toList();
      this.world = new World();
      this.watcher = new Watcher(world, plan);
      world.plan = plan;
      world.order(epoch, role);
    }

    void live() {
      for (int i = 0; i < STEPS; i++) {
        something();
        world.run(Duration.ofMillis(random.nextInt(4000)));
      }
      heal();
      world.run(Duration.ofMinutes(1));
      converged();
    }

    private void something() {
      Fake fake = world.service(names.get(random.nextInt(names.size())));
      switch (random.nextInt(18)) {
        case 0, 1 -> {
          epoch++;
          role = random.nextBoolean() ? Role.ACTIVE : Role.STANDBY;
          world.order(epoch, role);
        }
        case 2, 3 -> crash();
        case 4 -> fake.health = new Outcome.Failed("bad");
        case 5 -> fake.health = new Outcome.Unknown("odd");
        case 6 -> fake.health = Outcome.OK;
        case 7 -> fake.start = new Outcome.Failed("no");
        case 8 -> fake.start = Outcome.OK;
        case 9 -> fake.stopDelay = Duration.ofMillis(random.nextInt(5000));
        case 10 -> fake.startDelay = Duration.ofMillis(random.nextInt(12000));
        case 11 -> fake.ignoresStop = random.nextBoolean();
        case 12 -> world.storeAway = random.nextBoolean();
        case 13 -> world.freeze(Duration.ofMillis(random.nextInt(20000)));
        case 14 -> {
          if (random.nextInt(4) == 0) {
            world.restartBeacon();
            watcher.restarted();
            world.feed(new Event.PlanArrived(plan));
          }
        }
        case 15, 16 -> falseAlarm();
        default -> fake.immortal = random.nextInt(6) == 0;
      }
    }

    private void crash() {
      String name = names.get(random.nextInt(names.size()));
      if (world.service(name).runs) {
        world.crash(name);
      }
    }

    /** Seen to go down, which was not so: that is asked, and nothing comes of it. */
    private void falseAlarm() {
      String name = names.get(random.nextInt(names.size()));
      world.feed(new Event.WentDown(world.service(name).instance));
    }

    /** Everything works again, and the failures are forgiven. */
    private void heal() {
      world.storeAway = false;
      for (String name : names) {
        Fake fake = world.service(name);
        fake.health = Outcome.OK;
        fake.start = Outcome.OK;
        fake.startDelay = World.STEP;
        fake.stopDelay = World.STEP;
        fake.ignoresStop = false;
        fake.immortal = false;
      }
      world.run(Duration.ofSeconds(40));
      Map<String, Long> forgiven = new HashMap<>();
      names.forEach(name -> forgiven.put(name, world.remembered(name).failures()));
      world.order(epoch, role, forgiven);
    }

    private void converged() {
      Progress progress = world.lastBeat().groups().getFirst().progress();
      Progress wanted = role == Role.ACTIVE ? Progress.ACTIVE : Progress.STANDBY;
      Watcher.check(progress == wanted, "healed, ordered " + role + " and yet " + world.lastBeat());
      for (Service service : plan.groups().getFirst().services()) {
        boolean shouldRun = role == Role.ACTIVE || service.runs() == Service.Runs.EVERYWHERE;
        Watcher.check(
            world.service(service.name()).runs == shouldRun,
            service.name() + " runs: " + !shouldRun + " as " + role);
      }
    }
  }

  private static Monitor delayed(Random random) {
    Monitor prompt = Plans.http(OnFail.RESTART);
    Duration delay = Duration.ofMillis(1 + random.nextInt(15_000));
    return new Monitor(prompt.check(), prompt.interval(), prompt.timeout(), prompt.onFail(), delay);
  }

  private static Plan randomPlan(Random random) {
    List<Resource> services = new ArrayList<>();
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      Monitor[] monitors =
          switch (random.nextInt(6)) {
            case 0, 1 -> new Monitor[] {Plans.http(OnFail.RESTART)};
            case 2 -> new Monitor[] {delayed(random)};
            default -> new Monitor[0];
          };
      Service service = process("s" + i, List.of("s"), monitors);
      services.add(random.nextInt(4) == 0 ? everywhere(service) : service);
    }
    int[] thresholds = {0, 1, 2, 5, 1_000_000};
    Isolation.Action action =
        random.nextBoolean() ? Isolation.Action.STOP : Isolation.Action.IGNORE;
    return Plans.of(
        "1",
        Plans.BEAT,
        new Isolation(Duration.ofSeconds(2), action),
        List.of(
            Plans.group(
                "front",
                thresholds[random.nextInt(thresholds.length)],
                services.toArray(Resource[]::new))));
  }
}
