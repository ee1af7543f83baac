package dev.handoff.events;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class AlertTest {

  @Test
  void theSubjectIsOneShortLineOfAscii() {
    String subject = alert("Fällt aus:\n" + "x".repeat(200)).subject();

    assertEquals("F?llt aus: " + "x".repeat(85) + "...", subject);
    assertEquals(Alert.LONGEST_SUBJECT, subject.length());
  }

  @Test
  void aSubjectThatFitsIsLeftAsItIs() {
    String subject = "x".repeat(Alert.LONGEST_SUBJECT);

    assertEquals(subject, alert(subject).subject());
  }

  private static Alert alert(String subject) {
    return new Alert("web-1", "web", subject, "text", "{}", Map.of());
  }
}
