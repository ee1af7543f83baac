package dev.handoff.console.status;

import dev.handoff.console.status.ClusterView.GroupView;
import dev.handoff.console.status.Health.Level;
import dev.handoff.console.status.Health.Trouble;
import dev.handoff.console.status.Row.Mark;
import dev.handoff.console.story.Paint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Many clusters on one screen: a line each, the worst first. */
public final class FleetText {

  private record Line(ClusterView view, Health health) {}

  private FleetText() {}

  /**
   * The lines, without line ends.
   *
   * @param columns of the screen; longer lines are wrapped
   */
  public static List<String> lines(List<ClusterView> views, int columns, Paint paint) {
    List<Line> sorted =
        views.stream()
            .map(view -> new Line(view, Health.of(view)))
            .sorted(
                Comparator.comparing((Line line) -> line.health().level())
                    .reversed()
                    .thenComparing(line -> line.view().cluster()))
            .toList();
    int width = views.stream().mapToInt(view -> view.cluster().length()).max().orElse(0) + 2;
    List<Row> rows = new ArrayList<>();
    rows.add(Row.heading(summary(sorted)));
    for (Line line : sorted) {
      String name = line.view().cluster();
      String padded = name + " ".repeat(width - name.length());
      rows.add(new Row(mark(line.health().level()), 0, width, padded + words(line)));
    }
    return rows.stream().flatMap(row -> row.lines(columns, paint).stream()).toList();
  }

  private static String summary(List<Line> lines) {
    Map<Level, Integer> counts = new EnumMap<>(Level.class);
    lines.forEach(line -> counts.merge(line.health().level(), 1, Integer::sum));
    String counted =
        counts.entrySet().stream()
            .sorted(Map.Entry.<Level, Integer>comparingByKey().reversed())
            .map(entry -> entry.getValue() + " " + entry.getKey())
            .collect(Collectors.joining(", "));
    return lines.size() == 1 ? "1 cluster: " + counted : lines.size() + " clusters: " + counted;
  }

  private static String words(Line line) {
    String where =
        line.view().groups().stream().map(FleetText::where).collect(Collectors.joining(", "));
    String troubles =
        line.health().troubles().stream().map(Trouble::words).collect(Collectors.joining("; "));
    return troubles.isEmpty() ? where : troubles + " [" + where + "]";
  }

  private static String where(GroupView group) {
    return group.name() + " on " + (group.owner() == null ? "no node" : group.owner());
  }

  private static Mark mark(Level level) {
    return switch (level) {
      case OK -> Mark.WELL;
      case DEGRADED -> Mark.LOOK;
      case MOVING -> Mark.MOVING;
      case DOWN -> Mark.BROKEN;
    };
  }
}
