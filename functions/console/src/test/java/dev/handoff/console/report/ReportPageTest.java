package dev.handoff.console.report;

import static dev.handoff.console.dashboard.Sights.begun;
import static dev.handoff.console.dashboard.Sights.changed;
import static dev.handoff.console.dashboard.Sights.failed;
import static dev.handoff.console.dashboard.Sights.journal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.console.dashboard.Sights;
import dev.handoff.controller.alert.Alerts;
import dev.handoff.controller.answer.Answer;
import dev.handoff.controller.answer.Answer.NodeLine;
import dev.handoff.controller.operation.Operations;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.events.Cause;
import dev.handoff.events.Happening;
import dev.handoff.events.JournalEntry;
import dev.handoff.events.spec.ClusterSpec;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

final class ReportPageTest {

  private static final ClusterSpec SPEC = Sights.SPEC;

  private static final ClusterRecord RECORD = Operations.create(SPEC, 1, Sights.NOON, null);

  private static final List<JournalEntry> JOURNAL =
      journal(
          9000, new Happening.NodeReturned("b"),
          62, failed("a"),
          60, begun("a", "b", 4),
          59, changed("a", "b", 4),
          30, new Happening.NodeSilent("a", Duration.ofSeconds(8)),
          20, begun("b", "a", 5),
          19, changed("b", "a", 5));

  @Test
  void itTellsCauseCourseNodesDecisionAndAlerts() {
    String html = ReportPage.html(report(JOURNAL));

    for (String said :
        List.of(
            "web: moved a → b in 900 ms (httpd failed 2 of 2)",
            "It had noticed the fault within 40 ms. The cloud led 52.198.1.2 there after 600 ms.",
            "It was served there 900 ms after the decision, 940 ms after the fault.",
            "httpd failed on a (exit code 1): failure 2 of 2, so it has to leave",
            "− 2 s",
            "web is on b, where it belongs",
            "stickiness 200",
            "<summary>shop/web: failing over a -&gt; b (httpd failed 2 of 2)</summary>",
            "<summary>shop/web: 52.198.1.2 moved a -&gt; b in 0.9 s",
            "<summary>shop: a is silent")) {
      assertTrue(html.contains(said), () -> said + " is not in\n" + html);
    }
  }

  @Test
  void aMoveThatSomebodyWantedHasNoFault() {
    List<JournalEntry> journal =
        journal(
            60,
            new Happening.HandoverBegun("web", "a", "b", 4, new Cause.Operator("move web b")),
            59,
            changed("a", "b", 4));

    String html = ReportPage.html(report(journal));

    assertTrue(html.contains("Handover report"), html);
    assertFalse(html.contains("noticed the fault"), html);
    assertTrue(html.contains("It was served there 900 ms after the decision."), html);
  }

  @Test
  void whatIsLongAgoAndTheNextHandoverAreNotPartOfIt() {
    List<Long> numbers =
        report(JOURNAL).excerpt().entries().stream().map(JournalEntry::number).toList();

    assertEquals(List.of(2L, 3L, 4L, 5L), numbers);
  }

  @Test
  void itNeedsNoScriptNoOtherFileAndNoNetwork() throws Exception {
    String html = ReportPage.html(report(JOURNAL));

    for (String outside :
        List.of("<script", "<link", "src=", "href=", "url(", "@import", "http:", "https:")) {
      assertFalse(html.replace("http-equiv", "").contains(outside), outside);
    }
    assertTrue(html.contains("default-src 'none'"), html);
    isWellFormed(html);
  }

  @Test
  void whatANodeSaidStaysText() throws Exception {
    Happening hostile =
        new Happening.ResourceFailed("httpd", "a", 2, 2, "</pre><img src=x onerror='a()'>&\"");

    String html =
        ReportPage.html(
            report(journal(62, hostile, 60, begun("a", "b", 4), 59, changed("a", "b", 4))));

    assertFalse(html.contains("<img"), html);
    assertTrue(html.contains("&lt;/pre&gt;&lt;img"), html);
    isWellFormed(html);
  }

  private static Report report(List<JournalEntry> journal) {
    Handover handover = Handovers.find(Handovers.of(journal), "web", 4L).orElseThrow();
    Excerpt excerpt = Excerpt.of(handover, journal, SPEC);
    return new Report(
        "a test",
        handover,
        Sights.calm(),
        new Answer(
            "web",
            "b",
            "b",
            List.of("web is on b, where it belongs"),
            List.of("not on a: httpd failed 2 of 2"),
            List.of("2 more failures of httpd on b"),
            List.of(new NodeLine("b", "200", List.of("stickiness 200"), "chosen"))),
        excerpt,
        excerpt.entries().stream().flatMap(e -> Alerts.of(e, RECORD).stream()).toList());
  }

  /** As strict as XML, but for the elements that HTML leaves open. */
  private static void isWellFormed(String html) throws Exception {
    String xml = html.replace("<!doctype html>", "").replaceAll("<meta ([^>]*)>", "<meta $1/>");
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
  }
}
