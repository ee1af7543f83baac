package dev.handoff.console.dashboard;

import dev.handoff.console.status.ClusterView;
import dev.handoff.console.status.ClusterView.AddressView;
import dev.handoff.console.status.ClusterView.BarView;
import dev.handoff.console.status.ClusterView.BiasView;
import dev.handoff.console.status.ClusterView.GroupView;
import dev.handoff.console.status.ClusterView.NodeView;
import dev.handoff.console.status.ClusterView.ServiceView;
import dev.handoff.events.Cause;
import dev.handoff.events.Happening;
import dev.handoff.events.JournalEntry;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.yaml.SpecReader;
import dev.handoff.events.yaml.SpecResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A cluster of two nodes and one group, at noon, and what can have happened to it. */
public final class Sights {

  public static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  /** What was stored for it. */
  public static final ClusterSpec SPEC =
      ((SpecResult.Valid)
              SpecReader.read(
                  "shop.yaml",
                  """
                  cluster: shop
                  nodes:
                    a: {instance: i-0aaaaaaaaaaaaaaaa, interface: eni-0aaaaaaaaaaaaaaaa}
                    b: {instance: i-0bbbbbbbbbbbbbbbb, interface: eni-0bbbbbbbbbbbbbbbb}
                  groups:
                    web:
                      resources:
                        ip: {type: elastic-ip, allocation: eipalloc-0cccccccccccccccc}
                        httpd: {type: systemd, unit: httpd}
                  """))
          .spec();

  private Sights() {}

  /** All is well. */
  public static ClusterView calm() {
    return view(group("active", "a", null, 0), List.of(node("a", "present"), node("b", "present")));
  }

  static ClusterView view(GroupView group, List<NodeView> nodes, BiasView... biases) {
    String at = group.owner() == null ? "nowhere" : "at " + group.owner();
    return new ClusterView(
        "shop",
        NOON,
        false,
        null,
        null,
        nodes,
        List.of(group),
        List.of(new AddressView("ip", "elastic-ip eipalloc-1", group.owner(), at, null)),
        List.of(),
        List.of(biases),
        List.of());
  }

  static NodeView node(String name, String presence) {
    return new NodeView(name, presence, false, Map.of());
  }

  /** The group, whose service runs on its owner and has failed so often on node a. */
  static GroupView group(
      String state, @Nullable String owner, @Nullable String detail, int failures) {
    return new GroupView(
        "web",
        state,
        owner,
        3,
        detail,
        List.of(),
        List.of("ip", "httpd"),
        List.of(service("a", owner, failures), service("b", owner, 0)),
        true,
        failures >= 2 || owner == null ? List.of() : List.of(owner.equals("a") ? "b" : "a"),
        failures < 2
            ? List.of()
            : List.of(new BarView("a", "httpd failed 2 of 2", List.of("handoff cleanup httpd a"))));
  }

  private static ServiceView service(String node, @Nullable String owner, int failures) {
    String state = node.equals(owner) ? "running" : "stopped";
    return new ServiceView(
        "httpd", "systemd httpd", node, state, failures, "2", null, null, null, null);
  }

  /** Numbers entries as they come. */
  public static List<JournalEntry> journal(Object... momentsAndHappenings) {
    List<JournalEntry> entries = new ArrayList<>();
    for (int i = 0; i < momentsAndHappenings.length; i += 2) {
      Instant at = NOON.minusSeconds((int) momentsAndHappenings[i]);
      Happening happening = (Happening) momentsAndHappenings[i + 1];
      entries.add(new JournalEntry("shop", entries.size() + 1, at, happening));
    }
    return entries;
  }

  /** The service failed for the second time. */
  public static Happening failed(String node) {
    return new Happening.ResourceFailed("httpd", node, 2, 2, "exit code 1");
  }

  public static Happening begun(@Nullable String from, String to, long epoch) {
    Cause cause =
        from == null ? new Cause.FirstStart() : new Cause.ServiceFailed("httpd", from, 2, 2);
    return new Happening.HandoverBegun("web", from, to, epoch, cause);
  }

  public static Happening changed(@Nullable String from, String to, long epoch) {
    Cause cause =
        from == null ? new Cause.FirstStart() : new Cause.ServiceFailed("httpd", from, 2, 2);
    return new Happening.OwnerChanged(
        "web",
        from,
        to,
        epoch,
        cause,
        List.of("52.198.1.2"),
        Duration.ofMillis(40),
        Duration.ofMillis(600),
        Duration.ofMillis(900));
  }
}
