package dev.handoff.beacon.loop;

import static dev.handoff.beacon.Plans.process;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.beacon.Plans;
import dev.handoff.events.Order;
import dev.handoff.events.Orders;
import dev.handoff.events.Plan;
import dev.handoff.events.Role;
import dev.handoff.events.spec.GroupSpec;
import dev.handoff.events.spec.Isolation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which orders are taken on. */
class OrdersTest {

  private static final Plan PLAN = Plans.of("1", process("web", List.of("web")));

  private final StandingOrders standing = new StandingOrders(World.BOOT);
  private final Outbox out = new Outbox();

  @Test
  void takesOrdersOfItsOwnBoot() {
    assertTrue(standing.take(orders(World.BOOT, 1, order(1, Role.ACTIVE)), "1", 1, out));

    assertTrue(standing.isKnown());
    assertEquals(order(1, Role.ACTIVE), standing.of("front"));
  }

  @Test
  void isOnStandbyAfterAReboot() {
    assertTrue(standing.take(orders("boot-0", 9, order(7, Role.ACTIVE)), "1", 1, out));

    assertTrue(standing.isKnown());
    assertNull(standing.of("front"));
  }

  @Test
  void keepsItsOrdersWhenVoidOnesFollow() {
    standing.take(orders(World.BOOT, 1, order(1, Role.ACTIVE)), "1", 1, out);

    assertTrue(!standing.take(orders("boot-0", 9, order(7, Role.STANDBY)), "1", 1, out));

    assertEquals(order(1, Role.ACTIVE), standing.of("front"));
  }

  @Test
  void takesNothingOlderFromAnAnswerToABeatThatWasSentBeforeTheNewestCame() {
    standing.take(orders(World.BOOT, 2, order(2, Role.STANDBY)), "1", 100, out);

    assertTrue(standing.haveOvertaken(orders(World.BOOT, 1, order(3, Role.ACTIVE)), 99));
    assertTrue(standing.haveOvertaken(null, 99));
    assertFalse(standing.haveOvertaken(orders(World.BOOT, 2, order(2, Role.STANDBY)), 99));
    assertFalse(standing.haveOvertaken(orders(World.BOOT, 3, order(3, Role.ACTIVE)), 99));
  }

  @Test
  void takesWhateverAnswersABeatThatWasSentAfterTheNewestCame() {
    standing.take(orders(World.BOOT, 2, order(2, Role.STANDBY)), "1", 100, out);

    assertFalse(standing.haveOvertaken(orders(World.BOOT, 1, order(3, Role.ACTIVE)), 100));
    assertFalse(standing.haveOvertaken(null, 100));
  }

  @Test
  void doesNotReturnToAClusterWhoseOrdersWereOfAHigherRevision() {
    Orders former = orders(World.BOOT, 9, order(1, Role.ACTIVE));
    standing.take(former, "1", 100, out);
    standing.take(orders(World.BOOT, 5, order(2, Role.STANDBY)), "1", 200, out);

    assertTrue(standing.haveOvertaken(former, 199));
    assertFalse(standing.haveOvertaken(orders(World.BOOT, 6, order(2, Role.ACTIVE)), 200));
  }

  @Test
  void doesNotReturnToAClusterThatHasForgottenIt() {
    Orders former = orders(World.BOOT, 9, order(1, Role.ACTIVE));
    standing.take(former, "1", 100, out);
    standing.forgotten(200, out);

    assertTrue(standing.haveOvertaken(former, 199));
    standing.take(orders(World.BOOT, 5, order(2, Role.STANDBY)), "1", 300, out);
    assertTrue(standing.haveOvertaken(former, 299));
  }

  @Test
  void obeysAClusterThatWasCreatedAnewUnnoticedByAFunctionWhoseClockIsBehindTheFormerOne() {
    World world = World.active(PLAN);
    world.orders = new Orders(World.BOOT, 99, "1", List.of(order(5, Role.ACTIVE)));
    world.run(Duration.ofSeconds(5));
    assertEquals("ACTIVE 5", world.progress());
    world.storeAway = true;
    world.run(Duration.ofMinutes(1));
    world.orders = new Orders(World.BOOT, 50, "1", List.of(order(6, Role.STANDBY)));

    world.storeAway = false;
    world.run(Duration.ofSeconds(5));

    assertEquals("STANDBY 6", world.progress());
  }

  @Test
  void ignoresAnAnswerThatWasOvertaken() {
    World world = World.standby(PLAN);
    List<Long> sent = new ArrayList<>();
    world.onAction =
        action -> {
          if (action instanceof Action.Publish publish) {
            sent.add(publish.draft().sequence());
          }
        };
    world.storeDelay = Duration.ofMinutes(5); // nothing is answered but by hand
    world.run(Duration.ofSeconds(5));
    assertTrue(sent.size() > 1, sent::toString);
    Orders newest = new Orders(World.BOOT, 99, "1", List.of(order(5, Role.STANDBY)));
    Orders older = new Orders(World.BOOT, 98, "1", List.of(order(6, Role.STANDBY)));

    world.feed(new Event.BeatAcknowledged(sent.get(1), newest));
    world.feed(new Event.BeatAcknowledged(sent.get(0), older));
    world.run(Duration.ofSeconds(5));

    assertEquals(5, world.metrics().value("handoff_group_epoch{group=\"front\"}"));
    assertEquals("STANDBY 5", world.progress());
  }

  @Test
  void staysAsItIsWhenItsClusterIsForgotten() {
    standing.take(orders(World.BOOT, 9, order(7, Role.ACTIVE)), "1", 1, out);

    assertTrue(standing.forgotten(2, out));

    assertEquals(order(7, Role.ACTIVE), standing.of("front"));
    assertTrue(!standing.forgotten(2, out), "it is told once");
  }

  @Test
  void obeysAClusterThatIsCreatedAnewAndCountsFromOne() {
    standing.take(orders(World.BOOT, 9, order(7, Role.ACTIVE)), "1", 1, out);
    standing.forgotten(2, out);

    assertTrue(standing.take(orders(World.BOOT, 1, order(1, Role.STANDBY)), "1", 1, out));

    assertEquals(order(1, Role.STANDBY), standing.of("front"));
    assertTrue(standing.take(orders(World.BOOT, 2, order(0, Role.ACTIVE)), "1", 1, out));
    assertEquals(order(1, Role.STANDBY), standing.of("front"));
  }

  @Test
  void takesTheSameRevisionAgain() {
    standing.take(orders(World.BOOT, 2, order(2, Role.ACTIVE)), "1", 1, out);
    out.take();

    assertTrue(standing.take(orders(World.BOOT, 2, order(2, Role.ACTIVE)), "1", 1, out));

    assertEquals(order(2, Role.ACTIVE), standing.of("front"));
    assertEquals(List.of(), out.take());
  }

  @Test
  void refusesAnOlderEpoch() {
    standing.take(orders(World.BOOT, 1, order(5, Role.STANDBY)), "1", 1, out);

    standing.take(orders(World.BOOT, 2, order(4, Role.ACTIVE)), "1", 1, out);

    assertEquals(order(5, Role.STANDBY), standing.of("front"));
    assertEquals(
        new Action.Log("refused an order for front of epoch 4: epoch 5 was taken on already"),
        out.take().getLast());
  }

  @Test
  void takesAnotherRoleOfTheSameEpoch() {
    standing.take(orders(World.BOOT, 1, order(5, Role.ACTIVE)), "1", 1, out);

    standing.take(orders(World.BOOT, 2, order(5, Role.STANDBY)), "1", 1, out);

    assertEquals(order(5, Role.STANDBY), standing.of("front"));
  }

  @Test
  void isOnStandbyForAGroupThatIsNoLongerNamed() {
    standing.take(orders(World.BOOT, 1, order(5, Role.ACTIVE)), "1", 1, out);

    standing.take(orders(World.BOOT, 2), "1", 1, out);

    assertEquals(order(5, Role.STANDBY), standing.of("front"));
  }

  @Test
  void keepsTheRoleOfAGroupThatIsNoLongerNamedUntilThePlanHasCome() {
    standing.take(orders(World.BOOT, 1, order(5, Role.ACTIVE)), "0", 1, out);

    standing.take(orders(World.BOOT, 2), "0", 1, out);
    assertEquals(order(5, Role.ACTIVE), standing.of("front"));
    standing.holds("1");

    assertEquals(order(5, Role.STANDBY), standing.of("front"));
  }

  @Test
  void doesNotTouchAGroupThatBecomesUnmanaged() {
    World world = World.active(PLAN);
    GroupSpec group = PLAN.groups().getFirst();
    GroupSpec unmanaged =
        new GroupSpec(
            group.name(), group.resources(), group.meta(), group.targetRole(), false, false);
    world.plan = Plans.of("2", Plans.BEAT, Isolation.IGNORE, List.of(unmanaged));
    world.orders = new Orders(World.BOOT, 99, "2", List.of());
    world.done.clear();

    world.run(Duration.ofSeconds(10));

    assertEquals("2", world.lastBeat().planVersion());
    assertEquals("", world.steps());
    assertTrue(world.service("web").runs);
    assertTrue(world.progress().startsWith("UNMANAGED "), world::progress);
  }

  @Test
  void fetchesThePlanThatTheOrdersNameEvenVoidOnes() {
    World world = new World();
    world.plan = PLAN;
    world.orders = orders("boot-0", 3, order(3, Role.ACTIVE));

    world.run(Duration.ofSeconds(5));

    assertEquals(List.of(new Action.FetchPlan("1")), world.actions(Action.FetchPlan.class));
    assertEquals("", world.steps());
    assertEquals("STANDBY 0", world.progress());
  }

  @Test
  void stopsWhatRunsAfterARebootAlthoughAnotherBootWasActive() {
    World world = new World();
    world.plan = PLAN;
    world.service("web").runs = true;
    world.orders = orders("boot-0", 3, order(3, Role.ACTIVE));

    world.run(Duration.ofSeconds(5));

    assertEquals("stop web", world.steps());
  }

  @Test
  void fetchesAPlanAgainThatCouldNotBeFetched() {
    World world = new World();
    world.orders = orders(World.BOOT, 1, order(1, Role.ACTIVE));
    world.run(Duration.ofSeconds(5));
    assertEquals("", world.lastBeat().planVersion());
    world.plan = PLAN;

    world.run(Duration.ofSeconds(5));

    assertEquals("ACTIVE 1", world.progress());
  }

  @Test
  void fetchesAPlanAgainThatNeverCame() {
    PlanKeeper plans = new PlanKeeper();
    plans.want("1");
    plans.advance(0, out);
    assertEquals(List.of(new Action.FetchPlan("1")), out.take());

    plans.advance(PlanKeeper.PATIENCE.toNanos() - 1, out);
    assertEquals(List.of(), out.take());
    plans.advance(PlanKeeper.PATIENCE.toNanos(), out);

    assertEquals(List.of(new Action.FetchPlan("1")), out.take());
  }

  private static Order order(long epoch, Role role) {
    return new Order("front", epoch, role, Map.of());
  }

  private static Orders orders(String boot, long revision, Order... orders) {
    return new Orders(boot, revision, "1", List.of(orders));
  }
}
