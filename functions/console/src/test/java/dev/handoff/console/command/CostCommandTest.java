package dev.handoff.console.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.handoff.console.ExitCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class CostCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void everyLineAndTheSumAreTold() {
    assertEquals(ExitCode.DONE, run("cost", "--nodes", "2", "--beat", "2s"), err::toString);

    String told = out.toString();
    assertTrue(told.contains("nodes 2, a beat every 2s"), told);
    assertTrue(told.contains("found in 2026-11"), told);
    assertTrue(
        told.contains("    1.64  beats: an item below 1 KB each: 2,628,000 write units, 0.625 a"),
        told);
    assertTrue(told.contains("USD a month"), told);
  }

  @Test
  void oracleCloudHasPricesOfItsOwn() {
    assertEquals(ExitCode.DONE, run("cost", "--cloud", "oci"), err::toString);

    String told = out.toString();
    assertTrue(told.contains("list prices of Oracle Cloud found in 2026-11"), told);
    assertTrue(
        told.contains("    0.89  each node asks for its orders at each beat: 2,628,000 requests,"),
        told);
    assertTrue(told.contains("Oracle gives every tenancy"), told);
  }

  @Test
  void metricsOfTheClusterComeOnTop() {
    assertEquals(ExitCode.DONE, run("cost", "--metrics"), err::toString);

    String told = out.toString();
    assertTrue(told.contains("    1.80  metrics of the cluster, at most: 6 metrics"), told);
  }

  @Test
  void withoutThemNothingIsSaidOfThem() {
    assertEquals(ExitCode.DONE, run("cost"), err::toString);

    assertFalse(out.toString().contains("metrics of the cluster"), out::toString);
  }

  @Test
  void theLastObjectOfJsonIsTheSumOfTheOthers() {
    assertEquals(ExitCode.DONE, run("cost", "--json"), err::toString);

    List<JsonObject> lines =
        out.toString().lines().map(line -> JsonParser.parseString(line).getAsJsonObject()).toList();
    double sum =
        lines.stream()
            .filter(line -> line.get("event").getAsString().equals("cost"))
            .mapToDouble(line -> line.get("usd").getAsDouble())
            .sum();
    assertEquals("result", lines.getLast().get("event").getAsString());
    assertEquals(sum, lines.getLast().get("usd").getAsDouble(), 1e-9);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--nodes 0",
        "--nodes 1001",
        "--beat 2",
        "--beat 1ms",
        "--nodes two",
        "--cloud moon",
        "--cloud oci --metrics"
      })
  void nonsenseIsBadInput(String options) {
    assertEquals(ExitCode.BAD_INPUT, run(("cost " + options).split(" ", -1)));
  }

  private int run(String... words) {
    CommandLine line = Handoff.commandLine(Map.of());
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(words);
  }
}
