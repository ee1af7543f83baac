package dev.handoff.console.status;

import static dev.handoff.console.status.Ago.left;
import static dev.handoff.console.status.Ago.moment;
import static dev.handoff.console.status.Ago.since;

import dev.handoff.console.status.ClusterView.BarView;
import dev.handoff.console.status.ClusterView.BiasView;
import dev.handoff.console.status.ClusterView.GroupView;
import dev.handoff.console.status.ClusterView.IncidentView;
import dev.handoff.console.status.ClusterView.NodeView;
import dev.handoff.console.status.ClusterView.ServiceView;
import dev.handoff.console.status.Row.Mark;
import dev.handoff.console.story.Paint;
import dev.handoff.events.ResourceReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A cluster on one screen: whether it is well; where each group and address is, whether it is
 * served, and who could take over; the nodes; then what {@code crm_mon -Af1} tells too: attributes,
 * fail-counts, failed actions, constraints, operators' wishes. A section with nothing in it is left
 * out.
 */
public final class StatusText {

  private final ClusterView view;
  private final MemberText members;
  private final int width;
  private final List<Row> rows = new ArrayList<>();

  private StatusText(ClusterView view) {
    this.view = view;
    this.members = new MemberText(view);
    Stream<String> names =
        Stream.concat(
            view.nodes().stream().map(NodeView::name),
            view.groups().stream()
                .flatMap(g -> Stream.concat(Stream.of(g.name()), indented(g.members()))));
    this.width = Math.max(names.mapToInt(String::length).max().orElse(0), "  reserve".length()) + 2;
  }

  /** The lines, without line ends, as wide as they are, without colours. */
  public static List<String> lines(ClusterView view) {
    return lines(view, Integer.MAX_VALUE / 2, new Paint(false));
  }

  /**
   * The lines, without line ends.
   *
   * @param columns of the screen; longer lines are wrapped
   */
  public static List<String> lines(ClusterView view, int columns, Paint paint) {
    return new StatusText(view)
        .rows().stream().flatMap(row -> row.lines(columns, paint).stream()).toList();
  }

  private List<Row> rows() {
    Health health = Health.of(view);
    rows.add(
        Row.heading(
            "Cluster %s: %s%s"
                .formatted(
                    view.cluster(),
                    health.level(),
                    health.troubles().isEmpty()
                        ? ", everything is served and has a reserve"
                        : "")));
    health.troubles().forEach(t -> rows.add(row(mark(t.level()), 0, t.words())));
    if (view.closing() != null) {
      rows.add(
          Row.heading("BEING DESTROYED: " + view.closing() + "; 'handoff apply' takes it back"));
    }
    section("Groups", view.groups().stream().flatMap(this::group));
    section("Nodes", view.nodes().stream().map(this::node));
    section("Incidents", view.incidents().stream().map(this::incident));
    section("Node attributes", view.nodes().stream().flatMap(this::attributes));
    section("Fail-counts", services().filter(s -> s.failCount() > 0).map(this::failCount));
    section("Failed actions", services().flatMap(service -> failed(service).stream()));
    section("Constraints", view.constraints().stream().map(line -> row(Mark.NONE, 0, line)));
    section("Operators' wishes", view.biases().stream().map(this::wish));
    return rows;
  }

  private void section(String title, Stream<Row> content) {
    List<Row> all = content.toList();
    if (!all.isEmpty()) {
      rows.add(Row.heading(title + ":"));
      rows.addAll(all);
    }
  }

  private static Mark mark(Health.Level level) {
    return switch (level) {
      case OK -> Mark.WELL;
      case DEGRADED -> Mark.LOOK;
      case MOVING -> Mark.MOVING;
      case DOWN -> Mark.BROKEN;
    };
  }

  private Row named(Mark mark, String name, String words) {
    return new Row(mark, 0, width, name + " ".repeat(width - name.length()) + words);
  }

  private static Row row(Mark mark, int indent, String words) {
    return new Row(mark, indent, 2, words);
  }

  private Row node(NodeView node) {
    String presence =
        switch (node.presence()) {
          case "present" -> "online";
          case "silent" -> "SILENT: no sign of life";
          case "left" -> "offline: it was shut down";
          default -> "never heard of yet";
        };
    Mark mark =
        switch (node.presence()) {
          case "present" -> node.standby() ? Mark.LOOK : Mark.WELL;
          case "silent" -> Mark.BROKEN;
          default -> Mark.LOOK;
        };
    return named(mark, node.name(), node.standby() ? presence + ", standby" : presence);
  }

  private Stream<Row> group(GroupView group) {
    String where = group.owner() == null ? "" : " on " + group.owner();
    String why = group.detail() == null ? "" : ": " + group.detail();
    Mark mark =
        switch (group.state()) {
          case "active" -> Mark.WELL;
          case "moving" -> Mark.MOVING;
          case "stopped" ->
              group.epoch() == 0 ? Mark.MOVING : group.detail() == null ? Mark.NONE : Mark.BROKEN;
          default -> Mark.BROKEN;
        };
    List<Row> all = new ArrayList<>();
    String managed = group.managed() ? "" : " (not managed)";
    all.add(named(mark, group.name(), group.state() + where + managed + why));
    group.reasons().forEach(reason -> all.add(row(Mark.NONE, 2, "- " + reason)));
    for (String member : group.members()) {
      all.add(named(members.mark(group, member), "  " + member, members.words(group, member)));
    }
    all.addAll(reserve(group));
    return all.stream();
  }

  /** Who could take over, and what keeps the others from it. */
  private List<Row> reserve(GroupView group) {
    int others = group.reserve().size() + group.barred().size();
    if (group.owner() == null || !group.managed() || group.state().equals("partial")) {
      return List.of();
    }
    List<Row> all = new ArrayList<>();
    String nodes = others == 1 ? " other node could take it" : " other nodes could take it";
    if (group.reserve().isEmpty()) {
      String none = others == 0 ? "none: there is no other node" : "NONE of " + others + nodes;
      all.add(named(others == 0 ? Mark.NONE : Mark.LOOK, "  reserve", none));
    } else {
      String names = String.join(", ", group.reserve());
      String counted = group.reserve().size() + " of " + others + nodes + ": " + names;
      all.add(named(Mark.WELL, "  reserve", counted));
    }
    group.barred().forEach(bar -> all.add(row(Mark.NONE, 4, "- " + barred(bar))));
    return all;
  }

  private static String barred(BarView bar) {
    String end =
        bar.remedies().isEmpty() ? "" : " (ended by: " + String.join(", ", bar.remedies()) + ")";
    return bar.node() + ": " + bar.why() + end;
  }

  private static Stream<String> indented(List<String> names) {
    return names.stream().map(name -> "  " + name);
  }

  private Row incident(IncidentView incident) {
    String often = incident.times() > 1 ? ", " + incident.times() + " times in a row" : "";
    return row(
        incident.times() == 0 ? Mark.NONE : Mark.LOOK,
        0,
        "%s since %s%s (%s)"
            .formatted(incident.about(), since(incident.since(), view.at()), often, incident.id()));
  }

  private Stream<Row> attributes(NodeView node) {
    return node.attributes().entrySet().stream()
        .map(a -> named(Mark.NONE, node.name(), a.getKey() + ": " + a.getValue()));
  }

  private Stream<ServiceView> services() {
    return view.groups().stream().flatMap(group -> group.services().stream());
  }

  private Row failCount(ServiceView service) {
    boolean given = service.failCount() >= ResourceReport.FATAL;
    String count = given ? "INFINITY" : Integer.toString(service.failCount());
    String last = service.lastFailure() == null ? "" : ", last " + moment(service.lastFailure());
    Instant expires = service.expires();
    String end = expires == null ? "" : ", forgiven in " + left(view.at(), expires);
    return named(
        isWornOut(service) ? Mark.BROKEN : Mark.LOOK,
        service.node(),
        "%s: %s of %s%s%s".formatted(service.name(), count, service.threshold(), last, end));
  }

  private static boolean isWornOut(ServiceView service) {
    if (service.failCount() >= ResourceReport.FATAL) {
      return true;
    }
    return service.threshold().matches("[1-9][0-9]{0,6}")
        && service.failCount() >= Integer.parseInt(service.threshold());
  }

  /** What is wrong now; where nothing is any more, what was wrong when the fail-count grew. */
  private Optional<Row> failed(ServiceView service) {
    boolean now = service.state().equals("failed") || members.isUnknown(service);
    String detail = now ? service.detail() : service.failCount() > 0 ? service.lastDetail() : null;
    return Optional.ofNullable(detail)
        .map(words ->
            named(now ? Mark.BROKEN : Mark.NONE, service.node(), service.name() + ": " + words));
  }

  /** What an operator has said, how long it is in force, and what takes it back. */
  private Row wish(BiasView bias) {
    String said =
        switch (bias.kind()) {
          case "prefer" -> "prefers " + bias.node() + " since a move";
          case "move" -> "asked to move to " + bias.node();
          case "away" -> "asked to leave " + bias.node();
          case "ban" -> "BANNED from " + bias.node();
          default -> "did not start on " + bias.node();
        };
    Instant until = bias.until();
    String end = until == null ? "no end" : left(view.at(), until) + " left";
    boolean against = bias.kind().equals("ban") || bias.kind().equals("start-failed");
    return named(
        against ? Mark.LOOK : Mark.NONE,
        bias.group(),
        said + ", " + end + "; lift: " + bias.lift());
  }
}
