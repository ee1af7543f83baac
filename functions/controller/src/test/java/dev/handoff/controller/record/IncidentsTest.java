package dev.handoff.controller.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.handoff.controller.port.Samples;
import dev.handoff.events.Cause;
import dev.handoff.events.Happening;
import dev.handoff.events.Incident;
import dev.handoff.events.JournalEntry;
import dev.handoff.events.json.Json;
import dev.handoff.events.json.MalformedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What ties the news of one trouble together, and when it is forgotten. */
class IncidentsTest {

  private static final Happening BEGUN =
      new Happening.HandoverBegun("front", "n1", "n2", 4, new Cause.NodeLeft("n1"));
  private static final Happening STUCK = new Happening.AddressStuck("front", "eip", "no");
  private static final Happening MOVED =
      new Happening.OwnerChanged(
          "front",
          "n1",
          "n2",
          4,
          new Cause.NodeLeft("n1"),
          List.of(),
          Duration.ZERO,
          Duration.ZERO,
          Duration.ZERO);
  private static final Happening SILENT = new Happening.NodeSilent("n1", Duration.ofSeconds(4));
  private static final Happening BACK = new Happening.NodeReturned("n1");

  private final ClusterRecord record = Samples.record("web", 7);
  private final Instant noon = Samples.NOON;

  private static Incident last(ClusterRecord record) {
    return Objects.requireNonNull(record.outbox().getLast().incident());
  }

  @Test
  void aFailoverIsOneIncidentFromItsBeginningToItsEnd() {
    ClusterRecord begun = record.telling(noon, BEGUN);
    ClusterRecord stuck = begun.telling(noon.plusSeconds(1), STUCK);
    ClusterRecord moved = stuck.telling(noon.plusSeconds(2), MOVED);

    String id = begun.outbox().getLast().id();
    assertEquals(id, last(begun).id());
    assertEquals(id, last(stuck).id());
    assertEquals(id, last(moved).id());
    assertTrue(last(stuck).isOpen());
    assertEquals(noon.plusSeconds(2), last(moved).over());
  }

  @Test
  void whatComesBackSoonCountsOnAndIsAnIncidentOfItsOwn() {
    ClusterRecord once = record.telling(noon, SILENT).telling(noon.plusSeconds(9), BACK);
    ClusterRecord twice = once.telling(noon.plusSeconds(60), SILENT);

    assertEquals(2, last(twice).times());
    assertEquals(twice.outbox().getLast().id(), last(twice).id());
  }

  @Test
  void whatComesBackMuchLaterBeginsAnew() {
    ClusterRecord once = record.telling(noon, SILENT).telling(noon.plusSeconds(9), BACK);

    ClusterRecord later = once.telling(noon.plus(Incident.QUIET).plusSeconds(9), SILENT);

    assertEquals(1, last(later).times());
  }

  @Test
  void whatAnOperatorWantsIsNoTroubleThatCounts() {
    Happening asked =
        new Happening.HandoverBegun("front", "n1", "n2", 4, new Cause.Operator("move front n2"));

    ClusterRecord moved = record.telling(noon, asked).telling(noon.plusSeconds(1), MOVED);

    assertEquals(1, last(moved.telling(noon.plusSeconds(2), BEGUN)).times());
  }

  @Test
  void anEndOfWhatNeverBeganBelongsToNoIncident() {
    assertNull(record.telling(noon, BACK).outbox().getLast().incident());
  }

  @Test
  void whatIsOutOfTheSpecIsForgotten() {
    ClusterRecord silent = record.telling(noon, SILENT);

    ClusterRecord without =
        silent.withSpec(
            silent.spec().with(silent.spec().nodes().subList(1, 2), silent.spec().groups()));

    assertEquals(List.of(), without.telling(noon, BACK).incidents());
  }

  @Test
  void theRecordStaysSmallWhateverGoesWrong() {
    List<Bias> bans =
        IntStream.range(0, 500)
            .mapToObj(i -> new Bias("front", "n1", Bias.Kind.BAN, noon.plusSeconds(i)))
            .toList();
    ClusterRecord grown = record.withBiases(bans);
    for (Bias ban : bans) {
      Instant until = Objects.requireNonNull(ban.until());
      grown = grown.telling(noon, new Happening.WishExpires("front", "n1", true, until, null));
    }

    assertEquals(100, grown.incidents().size());
  }

  @Test
  void recordsAndEntriesOfAnOlderVersionAreRead() throws MalformedEvent {
    JsonObject old = JsonParser.parseString(Json.write(record)).getAsJsonObject();
    old.remove("incidents");
    old.getAsJsonArray("outbox").forEach(entry -> entry.getAsJsonObject().remove("incident"));

    ClusterRecord read = Json.read(old.toString(), ClusterRecord.class);

    assertEquals(record, read);
    JournalEntry entry = read.outbox().getFirst();
    assertEquals(entry, Json.read(Json.write(entry), JournalEntry.class));
  }
}
