package dev.handoff.beacon.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.beacon.loop.Finding;
import dev.handoff.beacon.loop.Outcome;
import dev.handoff.events.spec.Address;
import dev.handoff.events.spec.Service;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real addresses, on loopback. What needs interfaces is tested in network namespaces. */
class AddressDriverTest {

  private static final Service VIP =
      onMachine(new Address.Route("vip", "127.77.0.2/32", tables(), true));

  private final AddressDriver driver = new AddressDriver(null, null);

  @BeforeEach
  void needsRoot() {
    Assumptions.assumeTrue(
        "root".equals(System.getProperty("user.name")), "skipped: only root may add addresses");
    Assumptions.assumeTrue(
        Programs.find("ip", null).isPresent(), "skipped: there is no program ip");
  }

  @AfterEach
  void takesTheAddressAway() throws Exception {
    driver.stop(VIP, new Task(9));
  }

  @Test
  void anAddressIsPutOnLoopbackAndTakenAway() throws Exception {
    assertEquals(new Finding.IsStopped(), driver.inspect(VIP, new Task(1)));

    assertEquals(Outcome.OK, driver.start(VIP, new Task(2)));
    assertEquals(new Finding.Runs(), driver.inspect(VIP, new Task(3)));
    assertEquals(Outcome.OK, driver.check(VIP, new Task(4)));

    assertEquals(Outcome.OK, driver.stop(VIP, new Task(5)));
    assertEquals(new Finding.IsStopped(), driver.inspect(VIP, new Task(6)));
  }

  @Test
  void anAddressThatIsThereAlreadyIsLeftThere() throws Exception {
    assertEquals(Outcome.OK, driver.start(VIP, new Task(1)));

    assertEquals(Outcome.OK, driver.start(VIP, new Task(2)));
  }

  @Test
  void anAddressThatIsGoneNeedNotBeTakenAway() throws Exception {
    assertEquals(Outcome.OK, driver.stop(VIP, new Task(1)));
  }

  @Test
  void anAddressThatSomebodyTookAwayHasFailed() throws Exception {
    driver.start(VIP, new Task(1));

    CommandRun.run(List.of("ip", "addr", "del", "127.77.0.2/32", "dev", "lo"), new Task(2));

    assertEquals(
        new Outcome.Failed("127.77.0.2 is on no interface"), driver.check(VIP, new Task(3)));
  }

  @Test
  void theInterfaceThatIsConfiguredIsTaken() throws Exception {
    Service other = onMachine(new Address.PrivateIp("vip", "127.77.0.2", 32));

    assertEquals(Outcome.OK, new AddressDriver("lo", null).start(other, new Task(1)));
    assertEquals(new Finding.Runs(), driver.inspect(other, new Task(2)));
  }

  @Test
  void anInterfaceThatIsNotThereIsToldAsSuch() throws Exception {
    Service other = onMachine(new Address.PrivateIp("vip", "127.77.0.2", 32));

    assertEquals(
        new Outcome.Failed(
            "no interface of this machine is in the network of 127.77.0.2: name one as"
                + " 'interface' in beacon.yaml"),
        new AddressDriver("nothing0", null).start(other, new Task(1)));
  }

  @Test
  void whatTheCloudHasNotBroughtYetIsWaitedFor() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    AddressDriver waiting =
        new AddressDriver(
            null, mac -> asked.incrementAndGet() < 3 ? List.of("10.0.0.7") : List.of("10.0.0.9"));

    assertTrue(waiting.arrives("02:00:00:00:00:01", "10.0.0.9", new Task(1)));
    assertEquals(3, asked.get());
  }

  @Test
  void whatTheCloudNeverBringsIsWaitedForUntilTheStartIsGivenUp() throws Exception {
    Task given = new Task(1);
    AddressDriver waiting =
        new AddressDriver(
            null,
            mac -> {
              given.kill();
              return List.of();
            });

    assertFalse(waiting.arrives("02:00:00:00:00:01", "10.0.0.9", given));
  }

  @Test
  void aMetadataServiceThatDoesNotAnswerIsNoReasonNotToServe() throws Exception {
    AddressDriver blind =
        new AddressDriver(
            null,
            mac -> {
              throw new IOException("no answer");
            });

    assertTrue(blind.arrives("02:00:00:00:00:01", "10.0.0.9", new Task(1)));
  }

  private static Service onMachine(Address address) {
    return address.onMachine().orElseThrow();
  }

  private static List<String> tables() {
    return List.of("rtb-1");
  }
}
