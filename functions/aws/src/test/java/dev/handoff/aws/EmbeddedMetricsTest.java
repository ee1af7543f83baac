package dev.handoff.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.handoff.controller.memory.VirtualTime;
import dev.handoff.controller.port.Samples;
import dev.handoff.dispatch.Figures;
import dev.handoff.dispatch.Figures.Move;
import dev.handoff.dispatch.Metrics;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class EmbeddedMetricsTest {

  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(schema(), InputFormat.JSON);

  private static final Move FAILOVER = new Move(Duration.ofMillis(2010), Duration.ofMillis(18));
  private static final Move WISH = new Move(null, Duration.ofMillis(39));

  private final List<String> lines = new ArrayList<>();
  private final VirtualTime time = new VirtualTime(Samples.NOON);
  private final Metrics metrics = new EmbeddedMetrics(lines::add, time);

  @Test
  void aFailoverIsToldWithItsTimes() {
    metrics.tell(new Figures("web", 1, 2, 1, List.of(FAILOVER)));

    assertEquals(
        """
        {"Cluster":"web","Evaluations":1,"Conflicts":2,"SilentNodes":1,"Moves":1,\
        "TimeToDetect":[2010],"TimeToMove":[18],\
        "_aws":{"Timestamp":%d,"CloudWatchMetrics":[{"Namespace":"Handoff",\
        "Dimensions":[["Cluster"]],"Metrics":[\
        {"Name":"Evaluations","Unit":"Count"},\
        {"Name":"Conflicts","Unit":"Count"},\
        {"Name":"SilentNodes","Unit":"Count"},\
        {"Name":"Moves","Unit":"Count"},\
        {"Name":"TimeToDetect","Unit":"Milliseconds"},\
        {"Name":"TimeToMove","Unit":"Milliseconds"}]}]}}\
        """
            .formatted(Samples.NOON.toEpochMilli()),
        lines.getFirst());
    checkAll();
  }

  @Test
  void whatIsZeroIsNotTold() {
    metrics.tell(new Figures("web", 1, 0, 0, List.of()));

    assertEquals(List.of("Evaluations"), names(lines.getFirst()));
    checkAll();
  }

  @Test
  void aMoveThatSomebodyWantedHadNothingToDetect() {
    metrics.tell(new Figures("web", 0, 0, 0, List.of(WISH)));

    assertEquals(List.of("Moves", "TimeToMove"), names(lines.getFirst()));
    checkAll();
  }

  /** A line may hold a hundred values of a metric. */
  @Test
  void aMetricOfManyValuesTakesSeveralLines() {
    metrics.tell(new Figures("web", 1, 0, 0, Collections.nCopies(250, FAILOVER)));

    assertEquals(3, lines.size());
    assertEquals(250, lines.stream().mapToInt(line -> parse(line).get("Moves").getAsInt()).sum());
    assertEquals(List.of("Moves", "TimeToDetect", "TimeToMove"), names(lines.getLast()));
    checkAll();
  }

  @Test
  void theSchemaNoticesWhatTheSpecificationForbids() {
    metrics.tell(new Figures("web", 1, 0, 0, List.of(FAILOVER)));
    String good = lines.getFirst();

    assertEquals(List.of(), complaints(good));
    assertTrue(!complaints(good.replace("Milliseconds", "ms")).isEmpty());
    assertTrue(!complaints(good.replace("[[\"Cluster\"]]", "[\"Cluster\"]")).isEmpty());
    assertTrue(!complaints(good.replace("\"Namespace\":\"Handoff\",", "")).isEmpty());
  }

  @Test
  void metricsAreOffUnlessTheEnvironmentTurnsThemOn() {
    assertSame(Metrics.NONE, EmbeddedMetrics.of(Map.of(), lines::add, time));
    assertSame(
        Metrics.NONE, EmbeddedMetrics.of(Map.of("HANDOFF_METRICS", "false"), lines::add, time));
    assertEquals(
        EmbeddedMetrics.class,
        EmbeddedMetrics.of(Map.of("HANDOFF_METRICS", "true"), lines::add, time).getClass());
  }

  @Test
  void anythingElseThanTrueOrFalseIsAnErrorInTheLogAndTellsNone() {
    assertSame(
        Metrics.NONE, EmbeddedMetrics.of(Map.of("HANDOFF_METRICS", "yes"), lines::add, time));

    JsonObject line = JsonParser.parseString(lines.getFirst()).getAsJsonObject();
    assertEquals("error", line.get("level").getAsString());
    assertEquals(
        "HANDOFF_METRICS is 'yes'; it must be true or false", line.get("detail").getAsString());
  }

  /** By the schema, and by what it cannot say: whatever is defined or refers is there. */
  private void checkAll() {
    for (String line : lines) {
      assertEquals(List.of(), complaints(line), line);
      assertEquals(-1, line.indexOf('\n'), line);
      JsonObject root = parse(line);
      assertTrue(root.get("Cluster").getAsJsonPrimitive().isString(), line);
      names(line).forEach(name -> assertTrue(isNumeric(root.get(name)), name + " of " + line));
      assertEquals(names(line).size() + 2, root.size(), "a value that nothing defines: " + line);
    }
  }

  private static boolean isNumeric(JsonElement value) {
    return value.isJsonArray()
        ? value.getAsJsonArray().asList().stream().allMatch(EmbeddedMetricsTest::isNumeric)
        : value.getAsJsonPrimitive().isNumber();
  }

  private static List<String> names(String line) {
    JsonObject directive =
        parse(line)
            .getAsJsonObject("_aws")
            .getAsJsonArray("CloudWatchMetrics")
            .get(0)
            .getAsJsonObject();
    return directive.getAsJsonArray("Metrics").asList().stream()
        .map(metric -> metric.getAsJsonObject().get("Name").getAsString())
        .toList();
  }

  private static JsonObject parse(String line) {
    return JsonParser.parseString(line).getAsJsonObject();
  }

  private static List<String> complaints(String line) {
    return SCHEMA.validate(line, InputFormat.JSON).stream().map(Error::toString).toList();
  }

  private static String schema() {
    try (InputStream in =
        EmbeddedMetricsTest.class.getResourceAsStream("embedded-metrics.schema.json")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
