package dev.handoff.events.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CompleteRecordsTest {

  private record Note(String text, @Nullable String author) {}

  @Test
  void readsARecordThatIsPrivateToItsClass() throws MalformedEvent {
    Note note = new Note("hello", null);

    assertEquals(note, Json.read(Json.write(note), Note.class));
  }

  @Test
  void refusesARecordWithoutARequiredMember() {
    MalformedEvent refused =
        assertThrows(MalformedEvent.class, () -> Json.read("{\"author\":\"me\"}", Note.class));

    assertEquals("not a Note: nothing where something must be at $.text", refused.getMessage());
  }
}
