package dev.handoff.aws.local;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What of the stream of beats wakes the deployed function. */
final class StreamFilterTest {

  private final StreamFilter filter = StreamFilter.ofTemplate();

  StreamFilterTest() throws IOException {}

  @Test
  void anUrgentBeatOfANodePasses() {
    assertTrue(
        filter.passes(event("{'by': {'S': 'node'}, 'urgent': {'S': '1'}, 'more': {'N': '1'}}")));
  }

  @Test
  void anOrdinaryBeatDoesNot() {
    assertFalse(filter.passes(event("{'by': {'S': 'node'}}")));
    assertFalse(filter.passes(event("{'by': {'S': 'node'}, 'urgent': {'S': '0'}}")));
  }

  @Test
  void whatTheControllerWritesDoesNot() {
    assertFalse(filter.passes(event("{'by': {'S': 'controller'}, 'urgent': {'S': '1'}}")));
  }

  @Test
  void aDeletionDoesNot() {
    assertFalse(filter.passes(JsonParser.parseString("{'dynamodb': {}}").getAsJsonObject()));
  }

  private static JsonObject event(String image) {
    return JsonParser.parseString("{'dynamodb': {'NewImage': %s}}".formatted(image))
        .getAsJsonObject();
  }
}
