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
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A cluster as text, in the order in which {@code crm_mon -Af1} tells it: nodes, groups, node
 * attributes, fail-counts, failed actions, constraints, operators' wishes. A section with nothing
 * in it is left out. At most 80 columns where names allow.
 */
public final class StatusText {

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

  private static final Set<String> THERE = Set.of("running", "starting", "stopping");

  private final ClusterView view;
  private final int width;
  private final List<String> lines = new ArrayList<>();

  private StatusText(ClusterView view) {
    this.view = view;
    Stream<String> names =
        Stream.concat(
            view.nodes().stream().map(NodeView::name),
            view.groups().stream()
                .flatMap(g -> Stream.concat(Stream.of(g.name()), indented(g.members()))));
    this.width = names.mapToInt(String::length).max().orElse(0) + 2;
  }

  /** The lines, without line ends. */
  public static List<String> lines(ClusterView view) {
    return new StatusText(view).lines();
  }

  private List<String> lines() {
    lines.add("Cluster " + view.cluster() + (view.maintenance() ? " (maintenance is on)" : ""));
    if (view.hold() != null) {
      lines.add("ON HOLD: " + view.hold());
    }
    if (view.closing() != null) {
      lines.add("BEING DESTROYED: " + view.closing() + "; 'handoff apply' takes it back");
    }
    section("Nodes", view.nodes().stream().map(node -> row(node.name(), words(node))));
    section("Groups", view.groups().stream().flatMap(this::group));
    section("Node attributes", view.nodes().stream().flatMap(this::attributes));
    section("Fail-counts", services().filter(s -> s.failCount() > 0).map(this::failCount));
    section("Failed actions", services().flatMap(service -> failed(service).stream()));
    section("Constraints", view.constraints().stream());
    section("Operators' wishes", view.biases().stream().map(this::wish));
    return lines;
  }

  private void section(String title, Stream<String> content) {
    List<String> all = content.toList();
    if (!all.isEmpty()) {
      lines.add(title + ":");
      all.forEach(line -> lines.add("  " + line));
    }
  }

  private String row(String name, String words) {
    return name + " ".repeat(width - name.length()) + words;
  }

  private static String words(NodeView node) {
    String presence =
        switch (node.presence()) {
          case "present" -> "online";
          case "silent" -> "SILENT: no sign of life";
          case "left" -> "offline: it was shut down";
          default -> "never heard of yet";
        };
    return node.standby() ? presence + ", standby" : presence;
  }

  private Stream<String> group(GroupView group) {
    String where = group.owner() == null ? "" : " on " + group.owner();
    String why = group.detail() == null ? "" : ": " + group.detail();
    List<String> rows = new ArrayList<>();
    rows.add(row(group.name(), group.state() + where + why));
    group.reasons().forEach(reason -> rows.add("  - " + reason));
    group.members().forEach(member -> rows.add(row("  " + member, member(group, member))));
    return rows.stream();
  }

  private static Stream<String> indented(List<String> names) {
    return names.stream().map(name -> "  " + name);
  }

  private String member(GroupView group, String name) {
    for (AddressView address : view.addresses()) {
      if (address.name().equals(name)) {
        String url = address.url() == null ? "" : "  " + address.url();
        return "%s  (%s)%s%s"
            .formatted(address.place(), address.kind(), url, onMachine(group, name));
      }
    }
    List<ServiceView> all = group.services().stream().filter(s -> s.name().equals(name)).toList();
    String kind = all.stream().map(ServiceView::kind).findFirst().orElse("");
    return "%s  (%s)".formatted(whereabouts(group, all), kind);
  }

  /** An address that leads to the owner, which has not put it on its interface. */
  private static String onMachine(GroupView group, String address) {
    return group.services().stream()
        .filter(s -> s.name().equals(address) && s.node().equals(group.owner()))
        .filter(s -> !s.state().equals("running"))
        .map(s -> "  on the interface: " + s.state())
        .findFirst()
        .orElse("");
  }

  /** Where a service is; where it is not but should be, what is wrong. */
  private String whereabouts(GroupView group, List<ServiceView> all) {
    Map<String, List<String>> nodes = new TreeMap<>();
    all.stream()
        .filter(s -> THERE.contains(s.state()) || isUnknown(s))
        .forEach(s -> nodes.computeIfAbsent(s.state(), key -> new ArrayList<>()).add(s.node()));
    String there =
        nodes.entrySet().stream()
            .map(state -> state.getKey() + " on " + String.join(", ", state.getValue()))
            .collect(Collectors.joining("; "));
    return !there.isEmpty()
        ? there
        : all.stream()
            .filter(s -> s.node().equals(group.owner()) && s.state().equals("failed"))
            .map(s -> "FAILED on " + s.node())
            .findFirst()
            .orElse("stopped");
  }

  /** A node that is gone tells nothing about its services, which is no news. */
  private boolean isUnknown(ServiceView service) {
    return service.state().equals("unknown")
        && view.nodes().stream()
            .anyMatch(n -> n.name().equals(service.node()) && n.presence().equals("present"));
  }

  private Stream<String> attributes(NodeView node) {
    return node.attributes().entrySet().stream()
        .map(attribute -> row(node.name(), attribute.getKey() + ": " + attribute.getValue()));
  }

  private Stream<ServiceView> services() {
    return view.groups().stream().flatMap(group -> group.services().stream());
  }

  private String failCount(ServiceView service) {
    String count =
        service.failCount() >= ResourceReport.FATAL
            ? "INFINITY"
            : Integer.toString(service.failCount());
    String last = service.lastFailure() == null ? "" : ", last " + moment(service.lastFailure());
    return row(
        service.node(),
        "%s: %s of %s%s".formatted(service.name(), count, service.threshold(), last));
  }

  /** What is wrong now; where nothing is any more, what was wrong when the fail-count grew. */
  private Optional<String> failed(ServiceView service) {
    boolean now = service.state().equals("failed") || isUnknown(service);
    String detail = now ? service.detail() : service.failCount() > 0 ? service.lastDetail() : null;
    return Optional.ofNullable(detail)
        .map(words -> row(service.node(), service.name() + ": " + words));
  }

  /** What an operator has said, how long it is in force, and what takes it back. */
  private String wish(BiasView bias) {
    String said =
        switch (bias.kind()) {
          case "prefer" -> "prefers " + bias.node() + " since a move";
          case "move" -> "asked to move to " + bias.node();
          case "away" -> "asked to leave " + bias.node();
          case "ban" -> "BANNED from " + bias.node();
          default -> "did not start on " + bias.node();
        };
    Instant until = bias.until();
    String end = until == null ? "no end" : left(until) + " left";
    return row(bias.group(), said + ", " + end + "; lift: " + bias.lift());
  }

  private String left(Instant until) {
    return Times.inWords(Duration.between(view.at(), until).truncatedTo(ChronoUnit.SECONDS));
  }

  private static String moment(Instant moment) {
    return MOMENT.format(moment);
  }
}
