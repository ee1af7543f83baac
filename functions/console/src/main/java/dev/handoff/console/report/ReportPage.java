package dev.handoff.console.report;

import dev.handoff.console.scenario.Times;
import dev.handoff.console.status.ExplanationText;
import dev.handoff.console.status.StatusText;
import dev.handoff.console.story.Moments;
import dev.handoff.console.story.News;
import dev.handoff.events.Alert;
import dev.handoff.events.JournalEntry;
import dev.handoff.events.json.Json;
import dev.handoff.events.json.Kebab;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A report as one HTML file for the post-mortem: it needs no script, no other file and no network,
 * and prints well.
 */
public final class ReportPage {

  private final Report report;
  private final Handover handover;
  private final Html html = new Html();

  private ReportPage(Report report) {
    this.report = report;
    this.handover = report.handover();
  }

  /** The whole file. */
  public static String html(Report report) {
    return new ReportPage(report).page();
  }

  private String page() {
    String title = handover.inWords();
    html.raw(
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <meta name="color-scheme" content="light dark">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        """);
    html.element("title", title);
    html.raw("<style>\n").raw(style()).raw("</style>\n</head>\n<body>\n<main>\n");
    head(title);
    course();
    timeline();
    nodes();
    decision();
    alerts();
    state();
    journal();
    return html.raw("</main>\n</body>\n</html>\n").toString();
  }

  private void head(String title) {
    html.raw("<p class=\"kind\">")
        .text(handover.isFailover() ? "Failover report" : "Handover report");
    html.raw("</p>\n").element("h1", title).element("p", story());
    html.facts(
        List.of(
            List.of("Cluster", report.view().cluster() + ", " + report.where()),
            List.of("Group and epoch", handover.group() + ", " + handover.epoch()),
            List.of("Cause", handover.cause().inWords()),
            List.of("From, to", name(handover.from()) + " → " + name(handover.to())),
            List.of("Outcome", Kebab.of(handover.outcome()).replace('-', ' ')),
            List.of("Decided at", Moments.iso(handover.begun())),
            List.of("Written at", Moments.iso(report.view().at()))));
  }

  private static String name(@Nullable String node) {
    return node == null ? "nobody" : node;
  }

  /** The same as a person would tell it. */
  private String story() {
    String decided =
        "At %s the controller decided that %s %s: %s."
            .formatted(
                Moments.iso(handover.begun()),
                handover.group(),
                goal(),
                handover.cause().inWords());
    return decided + (handover.course() == null ? "" : course(handover.course()));
  }

  private String goal() {
    if (handover.to() == null) {
      return "had to stop";
    }
    return handover.from() == null
        ? "had to start on " + handover.to()
        : "had to be on %s instead of %s".formatted(handover.to(), handover.from());
  }

  private String course(Handover.Course course) {
    String noticed =
        handover.isFailover()
            ? " It had noticed the fault within %s.".formatted(words(course.detect()))
            : "";
    String addresses =
        handover.addresses().isEmpty()
            ? ""
            : " The cloud led %s there after %s."
                .formatted(String.join(", ", handover.addresses()), words(course.move()));
    String served =
        " It was served there %s after the decision".formatted(words(course.serve()))
            + (handover.isFailover()
                ? ", %s after the fault.".formatted(words(course.outage()))
                : ".");
    return noticed + addresses + served;
  }

  /** Three bars on one scale of time. */
  private void course() {
    Handover.Course course = handover.course();
    if (course == null) {
      return;
    }
    html.element("h2", "How long it took");
    html.raw(new CourseChart(course).svg());
    html.table(
        List.of("Step", "Begins", "Takes"),
        List.of(
            List.of("Noticed: fault → decision", "the fault", Times.inWords(course.detect())),
            List.of("Address: decision → at the new owner", "decision", words(course.move())),
            List.of("Service: decision → runs there", "decision", words(course.serve())),
            List.of("Fault → served again", "the fault", words(course.outage()))));
  }

  private static String words(Duration duration) {
    return Times.inWords(duration);
  }

  private void timeline() {
    html.element("h2", "What happened");
    html.table(
        List.of("Time (UTC)", "From the decision", "What"),
        report.excerpt().entries().stream()
            .map(e -> List.of(Moments.iso(e.at()), offset(e.at()), News.of(e.happening())))
            .toList());
  }

  private String offset(Instant at) {
    Duration off = Duration.between(handover.begun(), at);
    return off.isZero() ? "0" : (off.isNegative() ? "− " : "+ ") + Times.inWords(off.abs());
  }

  private void nodes() {
    html.element("h2", "What was seen of each node");
    report
        .view()
        .nodes()
        .forEach(node -> {
          html.element("h3", node.name());
          List<JournalEntry> seen = report.excerpt().of(node.name());
          if (seen.isEmpty()) {
            html.element("p", "Nothing that the journal found worth telling.");
          } else {
            html.raw("<ul>\n");
            seen.forEach(e -> html.element("li", offset(e.at()) + ": " + News.of(e.happening())));
            html.raw("</ul>\n");
          }
        });
  }

  private void decision() {
    html.element("h2", "Why it was decided");
    html.element(
        "p",
        "The cause was recorded with the decision: %s. What follows was worked out when this report"
                .formatted(handover.cause().inWords())
            + " was written, from the state of then.");
    pre(ExplanationText.lines(report.answer()));
  }

  private void alerts() {
    html.element("h2", "Alerts");
    if (report.alerts().isEmpty()) {
      html.element("p", "None of these entries is one that people are told of.");
      return;
    }
    html.element(
        "p",
        "These entries give rise to alerts. How things stand is told in them as of the moment when this"
            + " report was written; a beginning is not mailed where the end is known by then.");
    for (Alert alert : report.alerts()) {
      html.raw("<details>\n<summary>").text(alert.subject()).raw("</summary>\n");
      pre(alert.text().lines().toList());
      html.raw("</details>\n");
    }
  }

  private void state() {
    html.element("h2", "The cluster when this was written");
    pre(StatusText.lines(report.view()));
  }

  private void journal() {
    html.raw("<details>\n<summary>Journal entries, for machines</summary>\n");
    List<String> lines = new ArrayList<>();
    report.excerpt().entries().forEach(entry -> lines.add(Json.write(entry)));
    pre(lines);
    html.raw("</details>\n");
  }

  private void pre(List<String> lines) {
    html.raw("<pre tabindex=\"0\">").text(String.join("\n", lines)).raw("</pre>\n");
  }

  private static String style() {
    try (InputStream in =
        Objects.requireNonNull(
            ReportPage.class.getResourceAsStream("report.css"), "report.css was not packaged")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("report.css could not be read", e);
    }
  }
}
