package dev.handoff.beacon.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.beacon.loop.Action;
import dev.handoff.beacon.loop.Finding;
import dev.handoff.beacon.loop.Outcome;
import dev.handoff.events.spec.Address;
import dev.handoff.events.spec.Service;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The kernel's own lifetimes of addresses, on loopback. */
class AddressLifetimesTest {

  private static final Service VIP =
      new Address.PrivateIp("vip", "127.77.0.3", 32).onMachine().orElseThrow();

  private static final long NOW = Duration.ofHours(1).toNanos();
  private static final long FOR_GOOD = Long.MAX_VALUE;

  private final AddressDriver driver = new AddressDriver("lo", null);
  private final AddressLifetimes lifetimes = new AddressLifetimes(() -> NOW, _ -> {});

  @BeforeEach
  void needsRoot() throws Exception {
    Assumptions.assumeTrue(
        "root".equals(System.getProperty("user.name")), "skipped: only root may add addresses");
    Assumptions.assumeTrue(
        Programs.find("ip", null).isPresent(), "skipped: there is no program ip");
    assertEquals(Outcome.OK, driver.start(VIP, new Task(1)));
  }

  @AfterEach
  void takesTheAddressAway() throws Exception {
    driver.stop(VIP, new Task(9));
  }

  @Test
  void anAddressThatIsNotLentAgainIsTakenAwayByTheKernel() throws Exception {
    lifetimes.set(lend(Duration.ofMillis(1900)));
    assertTrue(shown().contains("valid_lft 1sec"), this::shown);

    while (driver.inspect(VIP, new Task(2)) instanceof Finding.Runs) {
      Thread.sleep(20);
    }

    assertEquals("", shown());
  }

  @Test
  void aLoanCanGoOn() throws Exception {
    lifetimes.set(lend(Duration.ofSeconds(2)));

    lifetimes.set(lend(Duration.ofMinutes(10)));

    assertTrue(shown().contains("valid_lft 600sec preferred_lft 600sec"), this::shown);
  }

  @Test
  void anAddressCanBeThereForGoodAgain() throws Exception {
    lifetimes.set(lend(Duration.ofMinutes(10)));

    lifetimes.set(new Action.Lend(VIP, FOR_GOOD));

    assertTrue(shown().contains("valid_lft forever"), this::shown);
  }

  @Test
  void anAddressThatIsNotThereIsNotPutThere() throws Exception {
    driver.stop(VIP, new Task(2));

    lifetimes.set(lend(Duration.ofMinutes(10)));
    lifetimes.set(new Action.Lend(VIP, FOR_GOOD));

    assertEquals("", shown());
  }

  @Test
  void aLoanThatIsAsGoodAsOverIsLeftToEnd() throws Exception {
    lifetimes.set(lend(Duration.ofMinutes(10)));

    lifetimes.set(lend(Duration.ofMillis(900)));
    lifetimes.set(lend(Duration.ofHours(-1)));

    assertTrue(shown().contains("valid_lft 600sec"), this::shown);
  }

  private static Action.Lend lend(Duration left) {
    return new Action.Lend(VIP, NOW + left.toNanos());
  }

  /** What ip(8) tells of the address; nothing: it is not there. */
  private String shown() {
    try {
      Process ip =
          new ProcessBuilder(List.of("ip", "addr", "show", "to", "127.77.0.3/32"))
              .redirectErrorStream(true)
              .start();
      return new String(ip.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
