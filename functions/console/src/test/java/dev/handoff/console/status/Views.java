package dev.handoff.console.status;

import dev.handoff.console.status.ClusterView.AddressView;
import dev.handoff.console.status.ClusterView.BarView;
import dev.handoff.console.status.ClusterView.BiasView;
import dev.handoff.console.status.ClusterView.GroupView;
import dev.handoff.console.status.ClusterView.IncidentView;
import dev.handoff.console.status.ClusterView.NodeView;
import dev.handoff.console.status.ClusterView.ServiceView;
import dev.handoff.controller.answer.Answer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Clusters as people may find them at night. */
public enum Views {
  WELL {
    @Override
    public ClusterView view() {
      return cluster(
          null,
          List.of(node("srv-lb01", "present", false), node("srv-lb02", "present", false)),
          List.of(
              forgiven(
                  front("active", "srv-lb01", null, List.of("srv-lb02"), List.of(), "running"))),
          "srv-lb01",
          List.of(),
          List.of());
    }
  },
  NO_RESERVE {
    @Override
    public ClusterView view() {
      return cluster(
          null,
          List.of(node("srv-lb01", "present", false), node("srv-lb02", "present", false)),
          List.of(
              front(
                  "active",
                  "srv-lb02",
                  null,
                  List.of(),
                  List.of(
                      new BarView(
                          "srv-lb01",
                          "httpd failed 2 of 2; ban cli-ban-front-on-srv-lb01 until"
                              + " 2026-01-01T04:00:00Z",
                          List.of(
                              "handoff cleanup front srv-lb01", "handoff clear front srv-lb01"))),
                  "running")),
          "srv-lb02",
          List.of(
              new BiasView(
                  "front",
                  "srv-lb01",
                  "ban",
                  NOW.plusSeconds(3_540),
                  "handoff clear front srv-lb01")),
          List.of());
    }
  },
  MOVING {
    @Override
    public ClusterView view() {
      return cluster(
          null,
          List.of(node("srv-lb01", "silent", false), node("srv-lb02", "present", false)),
          List.of(
              front(
                  "moving",
                  "srv-lb02",
                  "its services start: srv-lb01 is silent",
                  List.of(),
                  List.of(new BarView("srv-lb01", "silent", List.of())),
                  "starting")),
          "srv-lb02",
          List.of(),
          List.of(
              new IncidentView("node srv-lb01", "web-41-mjve7xtk", NOW.minusSeconds(7), 2),
              new IncidentView("group front", "web-42-mjve7xtl", NOW.minusSeconds(6), 1)));
    }
  },
  DOWN {
    @Override
    public ClusterView view() {
      return cluster(
          null,
          List.of(node("srv-lb01", "present", false), node("srv-lb02", "left", false)),
          List.of(
              new GroupView(
                  "front",
                  "stopped",
                  null,
                  9,
                  "no node may run it",
                  List.of(
                      "srv-lb01: httpd failed 2 of 2 (ended by: handoff cleanup front srv-lb01)",
                      "srv-lb02: shut down"),
                  List.of("eip", "httpd"),
                  services("stopped"),
                  true,
                  List.of(),
                  List.of(
                      new BarView(
                          "srv-lb01",
                          "httpd failed 2 of 2",
                          List.of("handoff cleanup front srv-lb01")),
                      new BarView("srv-lb02", "shut down", List.of())))),
          null,
          List.of(),
          List.of(new IncidentView("group front", "web-42-mjve7xtl", NOW.minusSeconds(260), 1)));
    }
  },
  ON_HOLD {
    @Override
    public ClusterView view() {
      return cluster(
          "every node is silent, so nothing is moved until one is heard again",
          List.of(node("srv-lb01", "present", true), node("srv-lb02", "present", false)),
          List.of(front("active", "srv-lb01", null, List.of("srv-lb02"), List.of(), "unknown")),
          "srv-lb01",
          List.of(
              new BiasView("front", "srv-lb01", "prefer", null, "handoff clear front srv-lb01")),
          List.of(new IncidentView("cluster", "web-40-mjve7xtk", NOW.minusSeconds(7_300), 1)));
    }
  };

  /** Three in the morning. */
  public static final Instant NOW = Instant.parse("2026-01-01T03:00:00Z");

  /** The cluster as it is. */
  public abstract ClusterView view();

  private static ClusterView cluster(
      @Nullable String hold,
      List<NodeView> nodes,
      List<GroupView> groups,
      @Nullable String address,
      List<BiasView> biases,
      List<IncidentView> incidents) {
    return new ClusterView(
        "web",
        NOW,
        false,
        hold,
        null,
        nodes,
        groups,
        List.of(
            new AddressView(
                "eip",
                "elastic-ip eipalloc-0a1b2c3d4e5f60718",
                address,
                address == null ? "nowhere" : "at " + address,
                null)),
        List.of(
            "front on srv-lb01: +50",
            "front where not defined default_ping_set or default_ping_set < 1000: -INFINITY"),
        biases,
        incidents);
  }

  private static NodeView node(String name, String presence, boolean standby) {
    return new NodeView(name, presence, standby, Map.of("default_ping_set", "1000"));
  }

  private static GroupView front(
      String state,
      String owner,
      @Nullable String detail,
      List<String> reserve,
      List<BarView> barred,
      String service) {
    return new GroupView(
        "front",
        state,
        owner,
        7,
        detail,
        List.of(),
        List.of("eip", "httpd"),
        services(service).stream().map(s -> s.node().equals(owner) ? s : stopped(s)).toList(),
        true,
        reserve,
        barred);
  }

  private static GroupView forgiven(GroupView group) {
    return new GroupView(
        group.name(),
        group.state(),
        group.owner(),
        group.epoch(),
        group.detail(),
        group.reasons(),
        group.members(),
        group.services().stream().map(Views::forgiven).toList(),
        group.managed(),
        group.reserve(),
        group.barred());
  }

  private static ServiceView forgiven(ServiceView service) {
    return new ServiceView(
        service.name(),
        service.kind(),
        service.node(),
        service.state(),
        0,
        "2",
        null,
        null,
        null,
        null);
  }

  private static ServiceView stopped(ServiceView service) {
    return new ServiceView(
        service.name(),
        service.kind(),
        service.node(),
        "stopped",
        service.failCount(),
        service.threshold(),
        service.lastFailure(),
        service.lastDetail(),
        service.expires(),
        null);
  }

  private static List<ServiceView> services(String state) {
    return List.of(
        new ServiceView(
            "httpd",
            "systemd httpd",
            "srv-lb01",
            state,
            2,
            "2",
            NOW.minusSeconds(500),
            "http://127.0.0.1/server-status answered 503 Service Unavailable within 3 s",
            NOW.plusSeconds(100),
            null),
        new ServiceView(
            "httpd", "systemd httpd", "srv-lb02", state, 0, "2", null, null, null, null));
  }

  /** Why the group is where it is, in the words of the controller. */
  static Answer answer() {
    return new Answer(
        "front",
        "srv-lb02",
        "srv-lb02",
        List.of(
            "front is on srv-lb02, where it belongs: no other node is eligible (200 ="
                + " stickiness 200).",
            "An operator banned it from srv-lb01, until 2026-01-01T04:00:00Z ('handoff clear front"
                + " srv-lb01' lifts it)."),
        List.of(
            "not on srv-lb01: httpd failed 2 of 2; ban cli-ban-front-on-srv-lb01 until"
                + " 2026-01-01T04:00:00Z; ended by: handoff cleanup front srv-lb01 and handoff"
                + " clear front srv-lb01"),
        List.of(
            "nothing would move it now: no other node may run it",
            "2 more failures of httpd on srv-lb02 (0 of 2 so far)"),
        List.of(
            new Answer.NodeLine(
                "srv-lb01",
                "-INFINITY",
                List.of("httpd failed 2 of 2", "ban cli-ban-front-on-srv-lb01: -INFINITY"),
                "httpd failed 2 of 2"),
            new Answer.NodeLine(
                "srv-lb02",
                "200",
                List.of("stickiness 200"),
                "chosen: no other node is eligible")));
  }
}
