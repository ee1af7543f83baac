package dev.handoff.beacon.metrics;

import dev.handoff.beacon.metrics.ServiceCount.MonitorCount;
import dev.handoff.events.Order;
import dev.handoff.events.Orders;
import dev.handoff.events.ResourceReport;
import dev.handoff.events.ResourceReport.State;
import dev.handoff.events.Role;
import dev.handoff.events.json.Kebab;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What a meter has counted, in words and numbers. */
final class Exposition {

  private final Meter meter;
  private final String version;
  private final @Nullable ProcessUse use;
  private final long now;
  private final OpenMetrics out = new OpenMetrics();

  /**
   * @param use null: not known
   */
  Exposition(Meter meter, String version, @Nullable ProcessUse use, long now) {
    this.meter = meter;
    this.version = version;
    this.use = use;
    this.now = now;
  }

  String text() {
    info();
    beats();
    peers();
    orders();
    services();
    monitors();
    process();
    return out.end();
  }

  private void info() {
    out.gauge("handoff_beacon_info", "Who this node is, and which version of the beacon runs.")
        .value(1, "cluster", meter.self.cluster(), "node", meter.self.node(), "version", version);
    out.gauge("handoff_plan_info", "The plan that this node holds; none before the first.");
    if (meter.status != null && !meter.status.planVersion().isEmpty()) {
      out.value(1, "version", meter.status.planVersion());
    }
  }

  private void beats() {
    out.counter("handoff_beats_sent", "Beats that were sent.").value(meter.sent);
    out.counter("handoff_beats_acknowledged", "Beats that the store is known to hold.")
        .value(meter.acknowledged);
    out.counter(
            "handoff_beats_failed", "Beats of which it is not known whether the store has them.")
        .value(meter.failed);
    out.gauge(
            "handoff_acknowledged_beat_age_seconds",
            "Time since the newest acknowledged beat was sent; before the first, since the start.")
        .seconds(since(meter.heardAt));
  }

  private void peers() {
    out.gauge(
        "handoff_peer_beat_age_seconds",
        "Time since the newest beat of a watched peer was first seen; none for one never heard.");
    meter.peers.forEach((peer, sight) -> out.seconds(since(sight.since()), "peer", peer));
    out.counter("handoff_peer_readings", "Looks at the peers' beats.")
        .value(meter.peersRead, "result", "ok")
        .value(meter.peersUnreadable, "result", "failed");
  }

  private void orders() {
    Orders orders = meter.orders;
    List<Order> all = orders == null ? List.of() : orders.orders();
    out.gauge("handoff_group_epoch", "Epoch of this node's newest order for a group.");
    all.forEach(order -> out.value(order.epoch(), "group", order.group()));
    out.gauge("handoff_group_active", "Whether this node is ordered to run a group: 1 yes, 0 no.");
    all.forEach(order -> out.value(order.role() == Role.ACTIVE ? 1 : 0, "group", order.group()));
  }

  private void services() {
    List<ResourceReport> reports = meter.status == null ? List.of() : meter.status.resources();
    out.gauge("handoff_service_state", "1 for the state in which a service is, 0 for all others.");
    for (ResourceReport report : reports) {
      for (State state : State.values()) {
        out.value(
            report.state() == state ? 1 : 0,
            "group",
            group(report.resource()),
            "service",
            report.resource(),
            "state",
            Kebab.of(state));
      }
    }
    out.counter("handoff_service_failures", "Failures of a service since the machine's boot.");
    reports.forEach(report -> count(report.failures() % ResourceReport.FATAL, report.resource()));
    out.counter("handoff_service_failed_starts", "Starts that failed, since the machine's boot.");
    reports.forEach(report -> count(report.failures() / ResourceReport.FATAL, report.resource()));
    out.counter("handoff_service_starts", "Starts of a service by this beacon.");
    meter.services.forEach((name, count) -> count(count.starts, name));
    out.counter("handoff_service_restarts", "Those that came after a failure of the service here.");
    meter.services.forEach((name, count) -> count(count.restarts, name));
  }

  private void count(long value, String service) {
    out.value(value, "group", group(service), "service", service);
  }

  private void monitors() {
    out.counter("handoff_monitor_runs", "Runs of a service's monitor, by what they found.");
    everyMonitor((labels, count) -> {
      out.value(count.ok, with(labels, "ok"));
      out.value(count.failed, with(labels, "failed"));
      out.value(count.unknown, with(labels, "unknown"));
    });
    out.gauge("handoff_monitor_last_duration_seconds", "How long a monitor's newest run took.");
    everyMonitor((labels, count) -> {
      if (count.ok + count.failed + count.unknown > 0) {
        out.seconds(count.last, labels);
      }
    });
  }

  private void everyMonitor(BiConsumer<String[], MonitorCount> consumer) {
    for (Map.Entry<String, ServiceCount> service : meter.services.entrySet()) {
      service
          .getValue()
          .monitors
          .forEach((place, count) -> {
            String[] labels = {
              "group", group(service.getKey()),
              "service", service.getKey(),
              "monitor", Integer.toString(place),
              "check", count.check
            };
            consumer.accept(labels, count);
          });
    }
  }

  private static String[] with(String[] labels, String result) {
    String[] more = Arrays.copyOf(labels, labels.length + 2);
    more[labels.length] = "result";
    more[labels.length + 1] = result;
    return more;
  }

  /** The names that processes usually have for these would clash with those of an exporter. */
  private void process() {
    if (use != null) {
      out.gauge("handoff_beacon_resident_memory_bytes", "Memory of the beacon's own process.")
          .value(use.residentBytes());
      out.counter("handoff_beacon_cpu_seconds", "Processor time of the beacon's own process.")
          .seconds(use.cpuNanos());
    }
  }

  /** The loop may have gone on since the time was read. */
  private long since(long moment) {
    return Math.max(0, now - moment);
  }

  private String group(String service) {
    return meter.groups.getOrDefault(service, "");
  }
}
