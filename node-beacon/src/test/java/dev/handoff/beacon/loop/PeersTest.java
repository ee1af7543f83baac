package dev.handoff.beacon.loop;

import static dev.handoff.beacon.Plans.process;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.beacon.Plans;
import dev.handoff.events.Beat;
import dev.handoff.events.MissedBeat;
import dev.handoff.events.Plan;
import dev.handoff.events.Role;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Watching peers: beats every second, lost after four. */
class PeersTest {

  private static final Plan PLAN = watching(new Plan.Peer("b", "key-b"));

  @Test
  void readsThePeersOnceAnInterval() {
    World world = World.standby(PLAN);
    hear(world, 1);
    world.done.clear();

    for (int i = 0; i < 20; i++) {
      hear(world, 2 + i);
      world.run(Duration.ofSeconds(1));
    }

    assertEquals(20, world.actions(Action.ReadPeers.class).size());
  }

  @Test
  void saysNothingOfAPeerWhoseBeatsMove() {
    World world = World.standby(PLAN);

    for (int i = 0; i < 20; i++) {
      hear(world, i);
      world.run(Duration.ofMillis(3900));
    }

    assertTrue(world.beats().stream().allMatch(beat -> beat.missed().isEmpty()));
  }

  @Test
  void reportsASilentPeerUrgentlyAfterTheTimeout() {
    World world = World.standby(PLAN);
    hear(world, 1);
    world.run(Duration.ofSeconds(2));
    hear(world, 2);
    world.run(Duration.ofSeconds(1));
    world.done.clear();
    long heard = world.now();

    world.run(Duration.ofSeconds(5));

    Beat first = firstAccusation(world);
    assertTrue(first.urgent());
    MissedBeat missed = first.missed().getFirst();
    assertEquals("b", missed.node());
    assertEquals("boot-b", missed.boot());
    assertEquals(2, missed.sequence());
    assertTrue(missed.silentFor().compareTo(Plans.BEAT.timeout()) >= 0);
    Duration took = first.uptime().minusNanos(heard);
    assertTrue(took.compareTo(Duration.ofMillis(4050)) < 0, () -> "took " + took);
  }

  @Test
  void takesAnotherBootForASignOfLife() {
    World world = World.standby(PLAN);
    hear(world, 7);
    world.run(Duration.ofMillis(3500));
    world.peers.set(0, new PeerBeat("key-b", "boot-c", 7));

    world.run(Duration.ofSeconds(3));

    assertTrue(world.beats().stream().allMatch(beat -> beat.missed().isEmpty()));
  }

  @Test
  void repeatsTheReportInEachBeatAndUrgentlyOnceATimeout() {
    World world = World.standby(PLAN);
    hear(world, 1);
    world.run(Duration.ofSeconds(60));
    world.done.clear();

    world.run(Duration.ofSeconds(60));

    assertTrue(world.beats().stream().noneMatch(beat -> beat.missed().isEmpty()));
    assertEquals(15, world.beats().stream().filter(Beat::urgent).count(), "urgent beats");
    assertTrue(world.beats().size() <= 75, () -> world.beats().size() + " beats");
  }

  @Test
  void takesTheReportBackWhenThePeerIsHeardAgain() {
    World world = World.standby(PLAN);
    hear(world, 1);
    world.run(Duration.ofSeconds(6));
    assertEquals(1, world.lastBeat().missed().size());

    hear(world, 2);
    world.run(Duration.ofSeconds(3));

    assertTrue(world.lastBeat().missed().isEmpty());
  }

  @Test
  void saysNothingOfAPeerThatWasNeverHeard() {
    World world = World.standby(PLAN);

    world.run(Duration.ofSeconds(60));

    assertTrue(world.beats().stream().allMatch(beat -> beat.missed().isEmpty()));
  }

  @Test
  void saysNothingWhileItCannotReadThePeers() {
    World world = World.standby(PLAN);
    hear(world, 1);
    world.run(Duration.ofSeconds(3));
    world.peersAway = true;

    world.run(Duration.ofSeconds(60));

    assertTrue(world.beats().stream().allMatch(beat -> beat.missed().isEmpty()));
  }

  @Test
  void measuresFromTheArrivalOfOneReadingToTheAskingOfAnother() {
    World world = World.standby(PLAN);
    world.storeDelay = Duration.ofMillis(900);
    hear(world, 1);
    world.run(Duration.ofSeconds(2));
    hear(world, 2);

    world.run(Duration.ofSeconds(8));

    MissedBeat missed = firstAccusation(world).missed().getFirst();
    assertTrue(missed.silentFor().compareTo(Duration.ofMillis(4900)) < 0, missed::toString);
  }

  @Test
  void asksAgainWhenAReadingHasNoAnswer() {
    PeerWatch watch = new PeerWatch();
    Outbox out = new Outbox();
    watch.follow(PLAN.watch(), Plans.BEAT);
    watch.advance(5, out);
    assertEquals(1, out.take().size());

    long patience = 5 + Plans.BEAT.interval().toNanos();
    watch.advance(patience - 1, out);
    assertEquals(List.of(), out.take());
    watch.advance(patience, out);

    assertEquals(List.of(new Action.ReadPeers(2, PLAN.watch())), out.take());
  }

  @Test
  void ignoresTheAnswerToAReadingThatWasGivenUp() {
    PeerWatch watch = new PeerWatch();
    watch.follow(PLAN.watch(), Plans.BEAT);
    watch.advance(0, new Outbox());
    watch.read(77, List.of(new PeerBeat("key-b", "boot-b", 1)), 1);

    assertEquals(Plans.BEAT.interval().toNanos(), watch.nextWake());
  }

  @Test
  void forgetsAPeerThatItNoLongerWatches() {
    World world = World.standby(PLAN);
    hear(world, 1);
    world.run(Duration.ofSeconds(6));
    assertEquals(1, world.lastBeat().missed().size());
    world.plan = watching("2");
    world.order(0, Role.STANDBY);

    world.run(Duration.ofSeconds(5));
    world.done.clear();
    world.run(Duration.ofSeconds(5));

    assertTrue(world.lastBeat().missed().isEmpty());
    assertEquals(List.of(), world.actions(Action.ReadPeers.class));
  }

  @Test
  void hurriesForOrdersAfterItHasAccusedAPeer() {
    World world = World.standby(PLAN);
    hear(world, 1);
    world.run(Duration.ofSeconds(5));
    world.done.clear();

    world.run(Duration.ofSeconds(2));

    assertEquals(10, world.beats().size());
  }

  private static Beat firstAccusation(World world) {
    return world.beats().stream().filter(b -> !b.missed().isEmpty()).findFirst().orElseThrow();
  }

  private static void hear(World world, long sequence) {
    world.peers.clear();
    world.peers.add(new PeerBeat("key-b", "boot-b", sequence));
  }

  private static Plan watching(Plan.Peer... peers) {
    return watching("1", peers);
  }

  private static Plan watching(String version, Plan.Peer... peers) {
    Plan plan = Plans.of(version, process("web", List.of("web")));
    return new Plan(
        plan.version(),
        plan.cluster(),
        plan.node(),
        plan.beat(),
        plan.isolation(),
        plan.groups(),
        plan.probes(),
        List.of(peers));
  }
}
