package dev.handoff.beacon.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.Inet4Address;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the kernel refuses; what it does is tested with addresses. */
class RtnetlinkTest {

  private static final int NO_SUCH_DEVICE = 19;

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
  void aRefusalIsNotTakenForTheAnswerToTheNextMessage() {
    Rtnetlink kernel = new Rtnetlink();

    for (int i = 0; i < 3; i++) {
      assertThrows(IOException.class, () -> kernel.setLifetime(Integer.MAX_VALUE, address, 32, 10));
    }
  }
}
