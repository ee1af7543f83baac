package dev.handoff.beacon.loop;

import static dev.handoff.beacon.Plans.process;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.beacon.Plans;
import dev.handoff.events.Plan;
import dev.handoff.events.Role;
import dev.handoff.events.spec.Address;
import dev.handoff.events.spec.BeatSpec;
import dev.handoff.events.spec.GroupSpec;
import dev.handoff.events.spec.Isolation;
import dev.handoff.events.spec.Service;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Addresses that the kernel takes away when nobody asks it to leave them any more. */
class AddressLoansTest {

  private static final BeatSpec BEAT =
      new BeatSpec(Duration.ofMillis(500), Duration.ofMillis(5500));

  /** Of the 5.5 s after a beat, a tenth is for drift, and a second for a kernel that is late. */
  private static final Duration LOAN = Duration.ofSeconds(4);

  @Test
  void anAddressIsLentWithEveryBeatOrTwoThatIsAcknowledged() {
    World world = World.active(plan(Isolation.Action.STOP));
    world.done.clear();

    world.run(Duration.ofSeconds(10));

    List<World.Done> loans = loans(world);
    assertTrue(loans.size() >= 9, "only " + loans.size());
    loans.forEach(loan -> assertTrue(LOAN.toNanos() - left(loan) < BEAT.interval().toNanos()));
  }

  @Test
  void aLoanEndsBeforeTheControllerGivesUpTheNode() {
    World world = World.active(plan(Isolation.Action.STOP));
    world.storeDelay = Duration.ofMillis(300);
    world.run(Duration.ofSeconds(10));
    world.storeAway = true;
    long last = lastAcknowledged(world);

    world.run(Duration.ofSeconds(10));

    assertEquals(LOAN, Duration.ofNanos(until(loans(world).getLast()) - last));
  }

  @Test
  void aNewAddressIsLentAsSoonAsItIsThere() {
    World world = World.standby(plan(Isolation.Action.STOP));
    world.order(1, Role.ACTIVE);

    world.run(Duration.ofSeconds(1));

    World.Done start = done(world, Action.Start.class).getFirst();
    assertTrue(loans(world).getFirst().at() - start.at() <= Duration.ofMillis(100).toNanos());
  }

  @Test
  void aBeaconThatIsNewLendsNothingBeforeABeatOfItsOwnIsAcknowledged() {
    World world = World.active(plan(Isolation.Action.STOP));
    world.storeAway = true;
    world.done.clear();

    world.restartBeacon();
    world.run(Duration.ofSeconds(1));

    assertEquals(List.of(), loans(world));
  }

  @Test
  void nothingIsLentOnceIsolationHasStruck() {
    World world = World.active(plan(Isolation.Action.STOP));
    world.service("web").ignoresStop = true; // So that the address is still there after contact.
    world.storeAway = true;
    world.run(Duration.ofMillis(2600));
    world.storeAway = false;
    world.done.clear();

    world.run(Duration.ofSeconds(1));

    assertEquals(List.of(), loans(world));
  }

  @Test
  void whereSilenceMeansNothingAddressesAreThereForGood() {
    World world = World.active(plan(Isolation.Action.IGNORE));

    world.run(Duration.ofMinutes(1));

    assertEquals(1, loans(world).size());
    assertTrue(lend(loans(world).getFirst()).isForGood());
  }

  @Test
  void aGroupInMaintenanceKeepsItsAddressWhateverBecomesOfTheBeacon() {
    assertTrue(afterwards(group().unmanaged()).isForGood());
  }

  @Test
  void anAddressThatIsNotManagedIsThereForGoodThoughItsGroupIsManaged() {
    GroupSpec byHand = Plans.with(group(), "vip", Plans::watched);

    assertTrue(afterwards(byHand).isForGood());
  }

  @Test
  void aClusterThatIsForgottenLeavesTheAddressWhereItIs() {
    World world = World.active(plan(Isolation.Action.STOP));
    world.orders = null;

    world.run(Duration.ofSeconds(5));

    assertTrue(lend(loans(world).getLast()).isForGood());
  }

  @Test
  void aTimeoutThatLeavesNoTimeForALoanLeavesTheAddressForGood() {
    BeatSpec quick = new BeatSpec(Duration.ofMillis(500), Duration.ofSeconds(3));

    World world = World.active(plan("1", Isolation.Action.STOP, quick, group()));

    assertTrue(lend(loans(world).getLast()).isForGood());
  }

  @Test
  void whatIsOnLoopbackIsNotLent() {
    GroupSpec loopback =
        Plans.group("front", 3, new Address.Route("vip", "10.9.9.9/32", List.of("rtb-1"), true));

    World world = World.active(plan("1", Isolation.Action.STOP, BEAT, loopback));

    assertEquals(List.of(), loans(world));
  }

  /** The kernel takes an address away at a full second of its own, and up to a second later. */
  @Test
  void theKernelNeverTakesAnAddressBeforeIsolationStrikesNorAfterTheTimeout() {
    Random random = new Random(4711);
    for (int i = 0; i < 300; i++) {
      int interval = random.nextInt(100, 1_000);
      int after = random.nextInt(2 * interval + 800, 20_000);
      cutOff(interval, after, random.nextInt(20_000), random.nextInt(10, 400));
    }
  }

  private static void cutOff(int interval, int after, int more, int delay) {
    Duration timeout = Duration.ofMillis((after + 2_000) * 11L / 10 + 1 + more);
    BeatSpec beat = new BeatSpec(Duration.ofMillis(interval), timeout);
    Isolation isolation = new Isolation(Duration.ofMillis(after), Isolation.Action.STOP);
    World world = World.standby(Plans.of("1", beat, isolation, List.of(group())));
    world.storeDelay = Duration.ofMillis(delay);
    world.order(1, Role.ACTIVE);
    world.run(Duration.ofSeconds(5).plusMillis(interval));
    world.run(Duration.ofMillis(delay));
    world.storeAway = true;
    long last = lastAcknowledged(world);

    world.run(Duration.ofMillis(delay));
    World.Done loan = loans(world).getLast();
    long earliest = loan.at() + left(loan) / 1_000_000_000 * 1_000_000_000;
    long latest = earliest + 1_000_000_000;

    assertFalse(lend(loan).isForGood());
    assertTrue(earliest >= last + isolation.after().toNanos(), "before isolation strikes");
    assertTrue(latest <= last + timeout.toNanos(), "after the timeout");
  }

  /** What the kernel is told in the end of an address that was lent, once its group is this one. */
  private static Action.Lend afterwards(GroupSpec changed) {
    World world = World.active(plan(Isolation.Action.STOP));
    world.done.clear();
    world.plan = plan("2", Isolation.Action.STOP, BEAT, changed);
    world.order(1, Role.ACTIVE);
    world.run(Duration.ofSeconds(10));
    return lend(loans(world).getLast());
  }

  private static Plan plan(Isolation.Action action) {
    return plan("1", action, BEAT, group());
  }

  private static Plan plan(
      String version, Isolation.Action action, BeatSpec beat, GroupSpec group) {
    return Plans.of(version, beat, new Isolation(Duration.ofSeconds(2), action), List.of(group));
  }

  private static GroupSpec group() {
    Service web = process("web", List.of("web"));
    return Plans.group("front", 3, new Address.PrivateIp("vip", "10.0.0.9", 24), web);
  }

  private static List<World.Done> loans(World world) {
    return done(world, Action.Lend.class);
  }

  private static List<World.Done> done(World world, Class<? extends Action> kind) {
    return world.done.stream().filter(d -> kind.isInstance(d.action())).toList();
  }

  private static Action.Lend lend(World.Done done) {
    return (Action.Lend) done.action();
  }

  private static long until(World.Done done) {
    return lend(done).until();
  }

  private static long left(World.Done done) {
    return until(done) - done.at();
  }

  /** When the last beat was sent that the store has. */
  private static long lastAcknowledged(World world) {
    return done(world, Action.Publish.class).stream()
        .mapToLong(World.Done::at)
        .filter(at -> at + world.storeDelay.toNanos() / 2 <= world.now())
        .max()
        .orElseThrow();
  }
}
