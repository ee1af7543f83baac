package dev.handoff.events.json;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.events.Beat;
import dev.handoff.events.GroupReport;
import dev.handoff.events.Order;
import dev.handoff.events.Orders;
import dev.handoff.events.ResourceReport;
import dev.handoff.events.Role;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A DynamoDB item of more than 1 KB costs a second write unit, at every beat of every node. */
class BeatSizeTest {

  private static final int WRITE_UNIT = 1024;

  /** Key, attribute names and the attributes for conditions and filters, beside the two texts. */
  private static final int REST_OF_THE_ITEM = 160;

  private static final String BOOT = "6f1c1d7e-6f0f-4a53-9a44-0c0d3a4b6f5e";
  private static final String PLAN = "9f86d081884c7d65";

  @Test
  void threeServicesInOneGroupFit() {
    mustFit(
        List.of(new GroupReport("front", 12, GroupReport.Progress.ACTIVE)),
        List.of(new Order("front", 12, Role.ACTIVE, Map.of("httpd", 2L, "haproxy", 1L))));
  }

  @Test
  void threeServicesInThreeGroupsFit() {
    mustFit(
        List.of(
            new GroupReport("front", 12, GroupReport.Progress.ACTIVE),
            new GroupReport("metrics", 7, GroupReport.Progress.STANDBY),
            new GroupReport("database", 101, GroupReport.Progress.ACTIVE)),
        List.of(
            new Order("front", 12, Role.ACTIVE, Map.of()),
            new Order("metrics", 7, Role.STANDBY, Map.of()),
            new Order("database", 101, Role.ACTIVE, Map.of())));
  }

  private static void mustFit(List<GroupReport> groups, List<Order> orders) {
    Beat beat =
        new Beat(
            "production-web",
            "srv-lb01",
            BOOT,
            1_234_567,
            Duration.ofMillis(2_469_134_512L),
            Instant.parse("2026-11-21T09:06:57.123456789Z"),
            false,
            false,
            PLAN,
            groups,
            List.of(running("httpd"), running("haproxy"), running("exporter")),
            Map.of("ping", "1000"),
            List.of());
    Orders told = new Orders(BOOT, 345, PLAN, orders);
    int size = bytes(Json.write(beat)) + bytes(Json.write(told)) + REST_OF_THE_ITEM;
    assertTrue(size < WRITE_UNIT, () -> size + " bytes: " + Json.write(beat) + Json.write(told));
  }

  private static ResourceReport running(String name) {
    return new ResourceReport(name, ResourceReport.State.RUNNING, 0, null);
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
