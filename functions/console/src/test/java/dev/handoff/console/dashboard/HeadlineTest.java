package dev.handoff.console.dashboard;

import static dev.handoff.console.dashboard.Sights.group;
import static dev.handoff.console.dashboard.Sights.node;
import static dev.handoff.console.dashboard.Sights.view;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.console.status.Health.Level;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HeadlineTest {

  @Test
  void whenAllIsWellItSaysWhoServesAndHowMuchMoreMayFail() {
    Headline headline = Headline.of(Sights.calm());

    assertEquals(Level.OK, headline.level());
    assertEquals("web is served by a.", headline.title());
    assertEquals(List.of("2 of 2 nodes are online; one more may fail."), headline.notes());
  }

  @Test
  void aFailureThatCountsIsANoteWithTheCommandThatForgivesIt() {
    Headline headline =
        Headline.of(
            view(
                group("active", "a", null, 1),
                List.of(node("a", "present"), node("b", "present"))));

    assertEquals(Level.OK, headline.level());
    assertEquals(
        "httpd has failed on a, 1 of 2; 'handoff cleanup httpd a' forgives it.",
        headline.notes().getFirst());
  }

  @Test
  void aGroupWithoutAReserveNamesTheCommandThatGivesItOne() {
    Headline headline =
        Headline.of(
            view(
                group("active", "b", null, 2),
                List.of(node("a", "present"), node("b", "present"))));

    assertEquals(Level.DEGRADED, headline.level());
    assertEquals("web is served by b.", headline.title());
    assertEquals(
        List.of(
            "web has no reserve: no other node could take it.",
            "web cannot run on a (httpd failed 2 of 2) until 'handoff cleanup httpd a'.",
            "2 of 2 nodes are online."),
        headline.notes());
  }

  @Test
  void aSilentNodeIsTheFirstNoteOfAClusterThatServes() {
    Headline headline =
        Headline.of(
            view(
                group("active", "a", null, 0), List.of(node("a", "present"), node("b", "silent"))));

    assertEquals(Level.DEGRADED, headline.level());
    assertEquals("b is SILENT.", headline.notes().getFirst());
    assertTrue(headline.notes().getLast().startsWith("1 of 2 nodes are online;"));
  }

  @Test
  void aGroupOnItsWayIsTheTitle() {
    Headline headline =
        Headline.of(
            view(
                group("moving", "b", "its addresses move: a is silent", 0),
                List.of(node("a", "silent"), node("b", "present"))));

    assertEquals(Level.MOVING, headline.level());
    assertEquals("web moves: its addresses move: a is silent.", headline.title());
    assertTrue(headline.notes().contains("a is SILENT."), headline.notes()::toString);
  }

  @Test
  void whatIsNotServedComesBeforeEverythingElse() {
    Headline headline =
        Headline.of(
            view(
                group("stopped", null, "no node may run it", 2),
                List.of(node("a", "present"), node("b", "silent"))));

    assertEquals(Level.DOWN, headline.level());
    assertEquals("web is not served: no node may run it.", headline.title());
  }
}
