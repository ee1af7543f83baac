package dev.handoff.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.events.json.Json;
import dev.handoff.events.json.MalformedEvent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LifetimeTest {

  @Test
  void readsWhatItWrites() {
    for (Lifetime lifetime :
        List.of(
            Lifetime.FOREVER, Lifetime.of(Duration.ofMinutes(90)), Lifetime.of(Lifetime.LONGEST))) {
      assertEquals(lifetime, Lifetime.parse(lifetime.toString()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT9223372036854775807S", "PT0S", "-PT1H", "P3651D"})
  void aLifetimeBeyondAllTimeIsNone(String text) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> Lifetime.parse(text));

    assertTrue(String.valueOf(refused.getMessage()).contains("at most 3650 days"));
  }

  @Test
  void aCommandWithSuchALifetimeIsNoCommand() throws MalformedEvent {
    OperatorCommand move =
        new OperatorCommand.Move("web", "node-b", Lifetime.of(Duration.ofHours(1)));
    String json = Json.write(move);
    assertEquals(move, Json.read(json, OperatorCommand.class));

    MalformedEvent refused =
        assertThrows(
            MalformedEvent.class,
            () -> Json.read(json.replace("PT1H", "PT9223372036854775807S"), OperatorCommand.class));

    assertTrue(String.valueOf(refused.getMessage()).contains("lifetime"), refused.toString());
  }
}
