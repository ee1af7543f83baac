package dev.handoff.beacon.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.NetworkInterface;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the kernel refuses; what it does is tested with addresses. */
class RtnetlinkTest {

  private static final int NO_SUCH_DEVICE = 19;
  private static final int INVALID_ARGUMENT = 22;

  private final Inet4Address address = Inet4Address.ofLiteral("127.77.0.4");

  @BeforeEach
  void needsRoot() {
    Assumptions.assumeTrue(
        "root".equals(System.getProperty("user.name")), "skipped: only root may change addresses");
  }

  @Test
  void anInterfaceThatDoesNotExistIsRefused() {
    IOException refused =
        assertThrows(
            IOException.class,
            () -> new Rtnetlink().setLifetime(Integer.MAX_VALUE, address, 32, 10));

    assertEquals("the kernel refused 127.77.0.4: errno " + NO_SUCH_DEVICE, refused.getMessage());
  }

  @Test
  void eachMessageGetsItsOwnAnswer() throws IOException {
    Rtnetlink kernel = new Rtnetlink();
    int loopback = NetworkInterface.getByName("lo").getIndex();

    assertEquals(NO_SUCH_DEVICE, errno(kernel, Integer.MAX_VALUE, 10));
    assertEquals(INVALID_ARGUMENT, errno(kernel, loopback, 0));
    assertEquals(NO_SUCH_DEVICE, errno(kernel, Integer.MAX_VALUE, 10));
  }

  private int errno(Rtnetlink kernel, int nic, long seconds) {
    String refusal =
        String.valueOf(
            assertThrows(IOException.class, () -> kernel.setLifetime(nic, address, 32, seconds))
                .getMessage());
    return Integer.parseInt(refusal.substring(refusal.lastIndexOf(' ') + 1));
  }
}
