package dev.handoff.aws.local;

import dev.handoff.aws.dynamodb.Tables;
import dev.handoff.events.Beat;
import dev.handoff.events.GroupReport;
import dev.handoff.events.GroupReport.Progress;
import dev.handoff.events.Order;
import dev.handoff.events.Orders;
import dev.handoff.events.ResourceReport;
import dev.handoff.events.ResourceReport.State;
import dev.handoff.events.Role;
import dev.handoff.events.json.Json;
import dev.handoff.events.json.MalformedEvent;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.GroupSpec;
import dev.handoff.events.spec.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/**
 * A node that sends its beats to DynamoDB as a beacon does, and obeys the orders in the reply: what
 * it is told to run runs at once.
 */
public final class PlayedNode {

  private final DynamoDbClient client;
  private final String table;
  private final String key;
  private final ClusterSpec spec;
  private final String name;
  private List<GroupReport> reports = List.of();
  private long sequence;

  /** Makes a node that has not spoken yet; {@code key} is its instance's ARN. */
  public PlayedNode(
      DynamoDbClient client, Tables tables, String key, ClusterSpec spec, String name) {
    this.client = client;
    this.table = tables.nodes();
    this.key = key;
    this.spec = spec;
    this.name = name;
  }

  /** Sends an urgent beat and takes on the orders in the reply, to be reported by the next. */
  public void beat(boolean leaving) {
    takeOn(send(leaving));
  }

  /** Sends a beat if the orders have changed since the last. */
  public void obey() {
    List<GroupReport> before = reports;
    takeOn(client.getItem(get -> get.tableName(table).key(item()).consistentRead(true)).item());
    if (!reports.equals(before)) {
      beat(false);
    }
  }

  /** Puts something in the place of its urgent beat that is none. */
  public void babble() {
    put("poison");
  }

  private Map<String, AttributeValue> item() {
    return Map.of("node", AttributeValue.fromS(key), "kind", AttributeValue.fromS("beat"));
  }

  private Map<String, AttributeValue> send(boolean leaving) {
    sequence++;
    List<GroupReport> shown = leaving ? standby() : reports;
    Beat beat =
        new Beat(
            spec.cluster(),
            name,
            "boot-of-" + name,
            sequence,
            Duration.ofSeconds(sequence),
            Instant.now(),
            true,
            leaving,
            "",
            shown,
            services(shown),
            Map.of(),
            List.of());
    return put(Json.write(beat));
  }

  private Map<String, AttributeValue> put(String beat) {
    return client
        .updateItem(update ->
            update
                .tableName(table)
                .key(item())
                .updateExpression("SET beat = :beat, #by = :by, urgent = :urgent")
                .expressionAttributeNames(Map.of("#by", "by"))
                .expressionAttributeValues(
                    Map.of(
                        ":beat", AttributeValue.fromS(beat),
                        ":by", AttributeValue.fromS("node"),
                        ":urgent", AttributeValue.fromS("1")))
                .returnValues(ReturnValue.ALL_NEW))
        .attributes();
  }

  private List<ResourceReport> services(List<GroupReport> shown) {
    return spec.groups().stream()
        .flatMap(group -> group.services().stream().map(service -> report(shown, group, service)))
        .toList();
  }

  private static ResourceReport report(List<GroupReport> shown, GroupSpec group, Service service) {
    boolean active =
        shown.stream()
            .filter(report -> report.group().equals(group.name()))
            .anyMatch(report -> report.progress() == Progress.ACTIVE);
    boolean runs = active || service.runs() == Service.Runs.EVERYWHERE;
    return new ResourceReport(service.name(), runs ? State.RUNNING : State.STOPPED, 0, null);
  }

  private List<GroupReport> standby() {
    return reports.stream()
        .map(report -> new GroupReport(report.group(), report.epoch(), Progress.STANDBY))
        .toList();
  }

  private void takeOn(Map<String, AttributeValue> item) {
    AttributeValue text = item.get("orders");
    if (text == null) {
      return;
    }
    List<GroupReport> obeyed = new ArrayList<>();
    for (Order order : orders(text.s()).orders()) {
      Progress progress = order.role() == Role.ACTIVE ? Progress.ACTIVE : Progress.STANDBY;
      obeyed.add(new GroupReport(order.group(), order.epoch(), progress));
    }
    reports = obeyed;
  }

  private static Orders orders(String json) {
    try {
      return Json.read(json, Orders.class);
    } catch (MalformedEvent e) {
      throw new IllegalStateException("orders that are none", e);
    }
  }

  /** Whether the node was told to be active. */
  public boolean isActive() {
    return reports.stream().anyMatch(report -> report.progress() == Progress.ACTIVE);
  }
}
