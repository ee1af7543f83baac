package dev.handoff.console.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.console.operator.OperatorVerb.BadInput;
import dev.handoff.events.Happening;
import dev.handoff.events.JournalEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A journal as it was exported, whole and damaged. */
final class JournalFileTest {

  private static final String RETURNED =
      "{'at':'2026-03-02T08:00:04.000Z','event':'node-returned','number':2,'cluster':'shop',"
          + "'node':'node-a'}";

  @TempDir private Path folder = Path.of("");

  private Path file(String text) throws IOException {
    return Files.writeString(
        folder.resolve("journal.jsonl"), text.replace('\'', '"'), StandardCharsets.UTF_8);
  }

  private String refused(String text) throws IOException {
    Path file = file(text);
    String message =
        String.valueOf(assertThrows(BadInput.class, () -> JournalFile.read(file)).getMessage());
    return message.replace(file.toString(), "F");
  }

  @Test
  void everyLineIsAnEntry() throws Exception {
    JournalFile journal = JournalFile.read(file("\n" + RETURNED + "\n"));

    assertEquals("shop", journal.cluster());
    assertEquals(
        List.of(
            new JournalEntry(
                "shop",
                2,
                Instant.parse("2026-03-02T08:00:04Z"),
                new Happening.NodeReturned("node-a"))),
        journal.entries());
    assertEquals(2, journal.lines().getFirst().number());
  }

  @Test
  void anExportThatDoesNotNameItsClusterIsReadToo() throws Exception {
    JournalFile journal = JournalFile.read(file(RETURNED.replace("'cluster':'shop',", "")));

    assertEquals(null, journal.cluster());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'at':'2026-0                                           | this is no JSON object",
        "[1]                                                     | this is no JSON object",
        "{'event':'node-left','number':3,'node':'a'}             | \"at\" is missing",
        "{'at':'yesterday','event':'node-left','number':3}       | \"at\" is 'yesterday', no moment",
        "{'at':'2026-03-02T08:00:04Z','number':3,'node':'a'}     | \"event\" or \"number\" is missing",
        "{'at':'2026-03-02T08:00:04Z','event':'node-left','number':'x'} | \"event\" or \"number\"",
        "{'at':'2026-03-02T08:00:04Z','event':'node-leff','number':3} | did you mean 'node-left'?",
        "{'at':'2026-03-02T08:00:04Z','event':'node-left','number':3} | no entry of a journal",
      })
  void aDamagedLineIsNamed(String line, String what) throws IOException {
    String message = refused(RETURNED + "\n" + line + "\n");

    assertTrue(message.startsWith("F:2: "), message);
    assertTrue(message.contains(what), message);
    assertTrue(message.lines().count() == 1, message);
  }

  @Test
  void journalsOfTwoClustersAreNotOne() throws IOException {
    assertEquals(
        "F:2: an entry of cluster web among those of shop",
        refused(RETURNED + "\n" + RETURNED.replace("shop", "web")));
  }

  @Test
  void anEmptyJournalIsNone() throws IOException {
    assertTrue(refused("\n").startsWith("F: it has no entries; a journal is what"));
    assertTrue(
        refused(
                "{'at':'2026-03-02T08:00:04Z','event':'cluster-destroyed','number':3,"
                    + "'disposal':{'type':'keep'},'addresses':{}}")
            .startsWith("F: it only tells of the cluster's end"));
  }

  @Test
  void aFileThatIsNotThereIsSaid() {
    Path missing = folder.resolve("missing.jsonl");

    assertEquals(
        missing + ": there is no such file",
        assertThrows(BadInput.class, () -> JournalFile.read(missing)).getMessage());
  }
}
