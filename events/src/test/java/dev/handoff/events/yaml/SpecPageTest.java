package dev.handoff.events.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page that people read about monitors and probes. */
class SpecPageTest {

  private static final String PAGE = SpecFiles.text(Path.of("../docs/monitors.md"));
  private static final JsonObject DEFINITIONS =
      JsonParser.parseString(SpecSchema.TEXT).getAsJsonObject().getAsJsonObject("$defs");

  private static final List<String> DESCRIBED =
      List.of(
          "monitor",
          "httpQuestion",
          "processQuestion",
          "ping",
          "tcpProbe",
          "commandProbe",
          "diskProbe",
          "loadProbe");

  @Test
  void namesEveryKeyOfMonitorsAndProbes() {
    List<String> missing = new ArrayList<>();
    for (String definition : DESCRIBED) {
      missing.addAll(unnamed(definition, DEFINITIONS.getAsJsonObject(definition)));
    }
    JsonObject http = DEFINITIONS.getAsJsonObject("httpQuestion").getAsJsonObject("properties");
    missing.addAll(unnamed("tls", http.getAsJsonObject("tls")));

    assertEquals(List.of(), missing);
  }

  private static List<String> unnamed(String definition, JsonObject schema) {
    return schema.getAsJsonObject("properties").keySet().stream()
        .filter(key -> !PAGE.contains("`" + key + "`"))
        .map(key -> definition + "." + key)
        .toList();
  }

  @Test
  void showsTheDefaultsOfTheReader() {
    for (String row :
        List.of(
            "| `interval` | `" + Durations.shown(MonitorReader.INTERVAL) + "` |",
            "| `timeout` | `" + Durations.shown(MonitorReader.TIMEOUT) + "`, or the interval")) {
      assertEquals(true, PAGE.contains(row), row);
    }
  }

  @Test
  void showsExamplesThatAreValid() {
    String head = "cluster: web\nnodes: {a: {}, b: {}}\n";
    List<String> blocks =
        List.of(PAGE.split("```", -1)).stream()
            .filter(block -> block.startsWith("yaml\n"))
            .toList();
    assertEquals(2, blocks.size());
    for (String monitor : blocks.getFirst().lines().skip(1).toList()) {
      String service = "{type: systemd, unit: httpd, " + monitor + "}";
      read(head + "groups: {front: {resources: {httpd: " + service + "}}}\n");
    }
    String groups = "groups: {front: {resources: {httpd: {type: systemd, unit: httpd}}}}\n";
    read(head + groups + blocks.getLast().substring("yaml\n".length()));
  }

  private static void read(String yaml) {
    assertEquals(List.of(), SpecSchema.complaints(yaml), yaml);
    SpecResult result = SpecReader.read("f", yaml);
    assertEquals(SpecResult.Valid.class, result.getClass(), () -> result + "\n" + yaml);
  }
}
