package dev.handoff.console.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.console.cost.Cost.Line;
import dev.handoff.controller.port.Samples;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.events.json.Json;
import dev.handoff.events.yaml.SpecReader;
import dev.handoff.events.yaml.SpecResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AwsCostTest {

  private static final double CENT = 0.005;

  private static Line line(Cost cost, String start) {
    return cost.lines().stream().filter(l -> l.what().startsWith(start)).findFirst().orElseThrow();
  }

  @Test
  void twoNodesAtTwoSecondsWriteTwoAndAHalfMillionTimesAMonth() {
    Line beats = line(AwsCost.of(2, Duration.ofSeconds(2), false), "beats");

    assertEquals(2_628_000, beats.quantity(), 0.5);
    assertEquals(1.64, beats.usd(), CENT);
  }

  @Test
  void eachNodeReadsTwoPeersAtMost() {
    assertEquals(
        0,
        line(AwsCost.of(1, Duration.ofSeconds(2), false), "what each node reads").quantity(),
        0.5);
    assertEquals(
        2_628_000,
        line(AwsCost.of(2, Duration.ofSeconds(2), false), "what each node reads").quantity(),
        0.5);
    assertEquals(
        2 * 5 * 1_314_000,
        line(AwsCost.of(5, Duration.ofSeconds(2), false), "what each node reads").quantity(),
        0.5);
  }

  @Test
  void halfTheBeatsCostHalf() {
    Cost fast = AwsCost.of(2, Duration.ofSeconds(1), false);
    Cost slow = AwsCost.of(2, Duration.ofSeconds(2), false);

    assertEquals(line(fast, "beats").usd(), 2 * line(slow, "beats").usd(), 1e-9);
    assertEquals(line(fast, "alarms").usd(), line(slow, "alarms").usd(), 1e-9);
  }

  @Test
  void theSumIsThatOfItsLines() {
    Cost cost = AwsCost.of(2, Duration.ofSeconds(2), false);

    assertEquals(cost.lines().stream().mapToDouble(Line::usd).sum(), cost.usd(), 1e-9);
    double forFree = 9 * 0.10 + 3 * 0.30 + 3.00 + 43_800 * 1_000 / 1e9 * 0.50;
    assertEquals(cost.usd() - forFree, cost.usdAfterFreeTier(), 1e-9);
  }

  @Test
  void nothingIsNotACluster() {
    assertThrows(IllegalArgumentException.class, () -> AwsCost.of(0, Duration.ofSeconds(2), false));
    assertThrows(IllegalArgumentException.class, () -> AwsCost.of(2, Duration.ZERO, false));
  }

  /** The number of alarms and metrics is that of the template which installs them. */
  @Test
  void countsWhatTheTemplateInstalls() throws Exception {
    Path template = Path.of("..", "..", "infra", "sam", "template.yaml");
    String text = Files.readString(template);
    Cost cost = AwsCost.of(2, Duration.ofSeconds(2), false);

    assertEquals(
        text.split("Type: AWS::CloudWatch::Alarm\n", -1).length - 1,
        line(cost, "alarms").quantity(),
        0.1);
    assertEquals(
        text.split("Type: AWS::Logs::MetricFilter\n", -1).length - 1,
        line(cost, "metrics").quantity(),
        0.1);
    assertEquals(
        text.split("Type: AWS::CloudWatch::Dashboard\n", -1).length - 1,
        line(cost, "dashboard").quantity(),
        0.1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"quickstart", "eip-apache", "vip-haproxy", "route-vip"})
  void recordsAreNoLargerThanIsCalculatedWith(String example) {
    Path file = Path.of("..", "..", "infra", "examples", example, "cluster.yaml");
    var spec = assertInstanceOf(SpecResult.Valid.class, SpecReader.read(file)).spec();
    ClusterRecord busy = Samples.record(spec.cluster(), 7).withSpec(spec);

    int bytes = Json.write(busy).getBytes(StandardCharsets.UTF_8).length;

    int assumed = AwsCost.recordKilobytes(spec.nodes().size()) * 1024;
    assertTrue(bytes <= assumed, () -> example + ": " + bytes + " bytes, assumed " + assumed);
  }
}
