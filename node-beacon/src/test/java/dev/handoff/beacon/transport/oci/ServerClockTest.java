package dev.handoff.beacon.transport.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ServerClockTest {

  private Instant machine = Instant.parse("2026-01-05T21:31:40Z");
  private final ServerClock clock = new ServerClock(() -> machine);

  @Test
  void goesWithTheMachineWhileThatIsRight() {
    assertFalse(clock.hear("Mon, 05 Jan 2026 21:31:36 GMT"));
    assertEquals(machine, clock.instant());
  }

  @Test
  void goesWithTheServerWhenTheMachineIsWrong() {
    assertTrue(clock.hear("Mon, 05 Jan 2026 21:41:40 GMT"));
    machine = machine.plusSeconds(3);

    assertEquals(Instant.parse("2026-01-05T21:41:43Z"), clock.instant());
  }

  @Test
  void goesWithTheMachineAgainOnceThatIsSet() {
    clock.hear("Mon, 05 Jan 2026 21:41:40 GMT");
    machine = machine.plus(Duration.ofMinutes(10));

    assertTrue(clock.hear("Mon, 05 Jan 2026 21:41:40 GMT"));
    assertEquals(machine, clock.instant());
  }

  @Test
  void takesNoNoticeOfWhatIsNoDate() {
    assertFalse(clock.hear(null));
    assertFalse(clock.hear("yesterday"));
    assertEquals(machine, clock.instant());
  }
}
