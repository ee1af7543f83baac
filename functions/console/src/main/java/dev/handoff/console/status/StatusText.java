package dev.handoff.console.status;

import dev.handoff.console.scenario.Times;
import dev.handoff.console.status.ClusterView.AddressView;
import dev.handoff.console.status.ClusterView.BiasView;
import dev.handoff.console.status.ClusterView.GroupView;
import dev.handoff.console.status.ClusterView.NodeView;
import dev.handoff.console.status.ClusterView.ServiceView;
import dev.handoff.events.ResourceReport;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** A cluster as a few lines of text, at most 80 columns where names allow. */
public final class StatusText {

  private StatusText() {}

  /** The lines, without line ends. */
  public static List<String> lines(ClusterView view) {
    List<String> lines = new ArrayList<>();
    lines.add("cluster " + view.cluster() + (view.maintenance() ? "  (maintenance is on)" : ""));
    if (view.hold() != null) {
      lines.add("  ON HOLD: " + view.hold());
    }
    if (view.closing() != null) {
      lines.add("  BEING DESTROYED: " + view.closing() + "; 'handoff apply' takes it back");
    }
    for (NodeView node : view.nodes()) {
      lines.add("  node %-14s %s".formatted(node.name(), words(node)));
    }
    for (GroupView group : view.groups()) {
      lines.add("  group %-13s %s".formatted(group.name(), words(group)));
      group.reasons().forEach(reason -> lines.add("    - " + reason));
      group.services().forEach(service -> add(lines, service));
    }
    for (AddressView address : view.addresses()) {
      String served = address.url() == null ? "" : "  " + address.url();
      lines.add(
          "  address %-11s %s%s  (%s)"
              .formatted(address.name(), address.place(), served, address.shown()));
    }
    view.constraints().forEach(constraint -> lines.add("  constraint " + constraint));
    view.biases().forEach(bias -> lines.add("  operator " + words(bias, view.at())));
    return lines;
  }

  /** What an operator has said, how long it is in force, and what takes it back. */
  private static String words(BiasView bias, Instant now) {
    String said =
        switch (bias.kind()) {
          case "prefer" -> bias.group() + " moved to " + bias.node();
          case "move" -> bias.group() + " asked to move to " + bias.node();
          case "away" -> bias.group() + " asked to leave " + bias.node();
          case "ban" -> bias.group() + " BANNED from " + bias.node();
          default -> bias.group() + " did not start on " + bias.node();
        };
    Instant until = bias.until();
    String end =
        until == null
            ? "no end"
            : Times.inWords(Duration.between(now, until).truncatedTo(ChronoUnit.SECONDS)) + " left";
    return said + ", " + end + "; lift: " + bias.lift();
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

  private static String last(ServiceView service) {
    Instant last = service.lastFailure();
    String when = last == null ? "" : ", last at " + last.truncatedTo(ChronoUnit.SECONDS);
    return service.detail() == null ? when : when + " (" + service.detail() + ")";
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
                          service.threshold())
                  + last(service);
      lines.add(
          "    %-17s %-12s on %s%s"
              .formatted(service.name(), service.state(), service.node(), failures));
    }
  }
}
