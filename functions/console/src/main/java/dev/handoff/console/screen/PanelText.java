package dev.handoff.console.screen;

import dev.handoff.console.status.ClusterView;
import dev.handoff.console.status.ClusterView.AddressView;
import dev.handoff.console.status.ClusterView.GroupView;
import dev.handoff.console.status.ClusterView.NodeView;
import dev.handoff.console.status.ClusterView.ServiceView;
import dev.handoff.events.ResourceReport;
import java.util.ArrayList;
import java.util.List;

/** A cluster in so few lines that they fit under a conversation. */
final class PanelText {

  private PanelText() {}

  static List<String> lines(ClusterView view) {
    List<String> lines = new ArrayList<>();
    lines.add("cluster " + view.cluster() + (view.maintenance() ? "  (maintenance is on)" : ""));
    if (view.hold() != null) {
      lines.add("  ON HOLD: " + view.hold());
    }
    for (NodeView node : view.nodes()) {
      lines.add("  node %-14s %s".formatted(node.name(), words(node)));
    }
    for (GroupView group : view.groups()) {
      lines.add("  group %-13s %s".formatted(group.name(), words(group)));
      group.services().forEach(service -> add(lines, service));
    }
    for (AddressView address : view.addresses()) {
      String served = address.url() == null ? "" : "  " + address.url();
      lines.add("  address %-11s %s%s".formatted(address.name(), address.place(), served));
    }
    return lines;
  }

  private static String words(NodeView node) {
    String presence =
        switch (node.presence()) {
          case "present" -> "up";
          case "silent" -> "SILENT";
          case "left" -> "shut down";
          default -> "not heard yet";
        };
    return node.standby() ? presence + ", standby" : presence;
  }

  private static String words(GroupView group) {
    String where = group.owner() == null ? "" : " on " + group.owner();
    String why = group.detail() == null ? "" : ": " + group.detail();
    return group.state() + where + why;
  }

  private static void add(List<String> lines, ServiceView service) {
    boolean worthALine = !service.state().equals("stopped") || service.failCount() > 0;
    if (worthALine) {
      String failures =
          service.failCount() == 0
              ? ""
              : "  failed %s of %s"
                  .formatted(
                      service.failCount() >= ResourceReport.FATAL
                          ? "to start"
                          : Integer.toString(service.failCount()),
                      service.threshold());
      lines.add(
          "    %-17s %-12s on %s%s"
              .formatted(service.name(), service.state(), service.node(), failures));
    }
  }
}
