package dev.handoff.console.report;

import dev.handoff.console.scenario.Times;
import java.time.Duration;
import java.util.Locale;

/** The three times of a handover as bars on one scale. */
final class CourseChart {

  private static final int WIDTH = 720;
  private static final int LABELS = 90;
  private static final int NUMBERS = 80;
  private static final int ROW = 30;

  private final Handover.Course course;
  private final double whole;

  CourseChart(Handover.Course course) {
    this.course = course;
    this.whole = Math.max(1, course.outage().toMillis());
  }

  /** Markup; the same is told by the table beside it. */
  String svg() {
    Duration detect = course.detect();
    return """
    <svg viewBox="0 0 %d %d" role="img" aria-label="%s">
    %s%s%s</svg>
    """
        .formatted(
            WIDTH,
            3 * ROW + 4,
            Html.escaped(label()),
            bar(0, "noticed", "detect", Duration.ZERO, detect),
            bar(1, "address", "move", detect, course.move()),
            bar(2, "service", "serve", detect, course.serve()));
  }

  private String label() {
    return "noticed within %s, address moved in %s, served after %s"
        .formatted(
            Times.inWords(course.detect()),
            Times.inWords(course.move()),
            Times.inWords(course.serve()));
  }

  private String bar(int row, String name, String style, Duration from, Duration takes) {
    double scale = (WIDTH - LABELS - NUMBERS) / whole;
    double x = LABELS + from.toMillis() * scale;
    double width = Math.max(3, takes.toMillis() * scale);
    int middle = row * ROW + ROW / 2 + 5;
    return String.format(
        Locale.ROOT,
        """
        <text x="0" y="%d">%s</text>
        <rect class="%s" x="%.1f" y="%d" width="%.1f" height="%d" rx="4"/>
        <text x="%.1f" y="%d">%s</text>
        """,
        middle,
        name,
        style,
        x,
        row * ROW + 5,
        width,
        ROW - 10,
        x + width + 8,
        middle,
        Html.escaped(Times.inWords(takes)));
  }
}
