package dev.handoff.events.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.handoff.events.json.Kebab;
import dev.handoff.events.spec.BeatSpec;
import dev.handoff.events.spec.Isolation;
import dev.handoff.events.spec.Limits;
import dev.handoff.events.spec.Meta;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SpecSchemaTest {

  private static final JsonObject SCHEMA =
      JsonParser.parseString(SpecSchema.TEXT).getAsJsonObject();

  @Test
  void isItselfAValidSchemaOfDraft202012() {
    var registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    var meta =
        registry.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
    assertEquals(List.of(), meta.validate(SpecSchema.TEXT, InputFormat.JSON));
  }

  @Test
  void describesEveryKey() {
    List<String> silent = new ArrayList<>();
    collectWithoutDescription(SCHEMA, "", silent);
    assertEquals(List.of(), silent);
  }

  @Test
  void allowsNoUnknownKeyAnywhere() {
    List<String> open = new ArrayList<>();
    collectOpenObjects(SCHEMA, "", open);
    assertEquals(List.of(), open);
  }

  @ParameterizedTest
  @EnumSource(
      value = Forms.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"ANY", "NIC", "PROGRAM"}) // The latter are of beacon.yaml.
  void hasThePatternsOfTheReader(Forms form) {
    String pattern = "^(?:" + form.regex() + ")$";
    assertTrue(strings(SCHEMA).contains(pattern), () -> form + " is not in the schema: " + pattern);
  }

  @Test
  void showsTheDefaultsOfTheReader() {
    assertEquals(
        Map.of(
            "beat.interval", Durations.shown(BeatSpec.DEFAULT.interval()),
            "beat.timeout", Durations.shown(BeatSpec.DEFAULT.timeout()),
            "isolation.after", Durations.shown(Isolation.IGNORE.after()),
            "isolation.do", Kebab.of(Isolation.IGNORE.action()),
            "limits.max-moves", String.valueOf(Limits.DEFAULT.maxMoves()),
            "limits.window", Durations.shown(Limits.DEFAULT.window()),
            "defaults.resource-stickiness", Meta.DEFAULT.resourceStickiness().toString(),
            "defaults.migration-threshold", Meta.DEFAULT.migrationThreshold().toString(),
            "defaults.failure-timeout", Durations.shown(Meta.DEFAULT.failureTimeout())),
        Map.of(
            "beat.interval", defaultOf("beat", "interval"),
            "beat.timeout", defaultOf("beat", "timeout"),
            "isolation.after", defaultOf("isolation", "after"),
            "isolation.do", defaultOf("isolation", "do"),
            "limits.max-moves", defaultOf("limits", "max-moves"),
            "limits.window", defaultOf("limits", "window"),
            "defaults.resource-stickiness", defaultOf("defaults", "resource-stickiness"),
            "defaults.migration-threshold", defaultOf("defaults", "migration-threshold"),
            "defaults.failure-timeout", defaultOf("defaults", "failure-timeout")));
  }

  @Test
  void showsTheDefaultsOfServicesAndMonitors() {
    JsonObject defs = SCHEMA.getAsJsonObject("$defs");
    assertEquals(
        List.of(
            Durations.shown(ServiceReader.ACTION_TIMEOUT),
            Durations.shown(ServiceReader.ACTION_TIMEOUT),
            Durations.shown(MonitorReader.INTERVAL)),
        List.of(
            defaultOf(defs.getAsJsonObject("process"), "start-timeout"),
            defaultOf(defs.getAsJsonObject("process"), "stop-timeout"),
            defaultOf(defs.getAsJsonObject("monitor"), "interval")));
  }

  private static String defaultOf(String section, String key) {
    return defaultOf(SCHEMA.getAsJsonObject("properties").getAsJsonObject(section), key);
  }

  private static String defaultOf(JsonObject object, String key) {
    return object
        .getAsJsonObject("properties")
        .getAsJsonObject(key)
        .getAsJsonPrimitive("default")
        .getAsString();
  }

  private static void collectWithoutDescription(
      JsonElement element, String path, List<String> found) {
    for (Map.Entry<String, JsonElement> member : members(element)) {
      String here = path + "/" + member.getKey();
      if (member.getKey().equals("properties") && !path.endsWith("/if")) {
        for (Map.Entry<String, JsonElement> key : members(member.getValue())) {
          if (!key.getValue().getAsJsonObject().has("description")) {
            found.add(here + "/" + key.getKey());
          }
        }
      }
      collectWithoutDescription(member.getValue(), here, found);
    }
  }

  private static void collectOpenObjects(JsonElement element, String path, List<String> found) {
    if (element.isJsonObject()
        && element.getAsJsonObject().has("properties")
        && !element.getAsJsonObject().has("additionalProperties")
        && !path.endsWith("/if")) {
      found.add(path);
    }
    members(element).forEach(m -> collectOpenObjects(m.getValue(), path + "/" + m.getKey(), found));
  }

  private static List<String> strings(JsonElement element) {
    if (element.isJsonPrimitive()) {
      return List.of(element.getAsString());
    }
    return members(element).stream().flatMap(m -> strings(m.getValue()).stream()).toList();
  }

  private static List<Map.Entry<String, JsonElement>> members(JsonElement element) {
    if (element.isJsonArray()) {
      return element.getAsJsonArray().asList().stream().map(e -> Map.entry("[]", e)).toList();
    }
    return Optional.of(element)
        .filter(JsonElement::isJsonObject)
        .map(object -> List.copyOf(object.getAsJsonObject().entrySet()))
        .orElse(List.of());
  }
}
