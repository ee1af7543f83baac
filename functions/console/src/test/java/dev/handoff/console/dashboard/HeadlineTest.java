package dev.handoff.console.dashboard;

import static dev.handoff.console.dashboard.Sights.group;
import static dev.handoff.console.dashboard.Sights.node;
import static dev.handoff.console.dashboard.Sights.view;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.console.dashboard.Headline.Tone;
import dev.handoff.console.status.ClusterView;
import dev.handoff.console.status.ClusterView.AddressView;
import dev.handoff.console.status.ClusterView.BiasView;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HeadlineTest {

  @Test
  void whenAllIsWellItSaysWhoServesAndHowMuchMoreMayFail() {
    Headline headline = Headline.of(Sights.calm());

    assertEquals(Tone.GOOD, headline.tone());
    assertEquals("web is served by a.", headline.title());
    assertEquals(List.of("2 of 2 nodes are online; one more may fail."), headline.notes());
  }

  @Test
  void aServiceThatMayNotRunElsewhereLeavesNothingToFallBackOnAndNamesTheCommand() {
    Headline headline =
        Headline.of(
            view(
                group("active", "b", null, 2),
                List.of(node("a", "present"), node("b", "present"))));

    assertEquals(Tone.WEAKENED, headline.tone());
    assertEquals("web is served by b.", headline.title());
    assertTrue(headline.notes().getFirst().contains("'handoff cleanup httpd a'"));
    assertEquals(
        "2 of 2 nodes are online; no other node could take over.", headline.notes().getLast());
  }

  @Test
  void aSilentNodeIsTheFirstNoteOfAClusterThatServes() {
    Headline headline =
        Headline.of(
            view(
                group("active", "a", null, 0), List.of(node("a", "present"), node("b", "silent"))));

    assertEquals(Tone.WEAKENED, headline.tone());
    assertEquals("b is silent: no sign of life.", headline.notes().getFirst());
    assertEquals(
        "1 of 2 nodes are online; no other node could take over.", headline.notes().getLast());
  }

  @Test
  void aGroupOnItsWayIsTheTitle() {
    Headline headline =
        Headline.of(
            view(
                group("moving", "b", "its addresses move: a is silent", 0),
                List.of(node("a", "silent"), node("b", "present"))));

    assertEquals(Tone.MOVING, headline.tone());
    assertEquals("web is on its way to b: its addresses move: a is silent.", headline.title());
  }

  @Test
  void whatIsNotServedComesBeforeEverythingElse() {
    Headline headline =
        Headline.of(
            view(
                group("stopped", null, "no node may run it", 2),
                List.of(node("a", "present"), node("b", "silent"))));

    assertEquals(Tone.BAD, headline.tone());
    assertEquals("web is not served: no node may run it.", headline.title());
  }

  @Test
  void anAddressWithoutItsServiceServesNobody() {
    var whole = group("partial", "a", "ip there, httpd stopped", 2);
    var services =
        whole.services().stream()
            .map(s ->
                new ClusterView.ServiceView(
                    s.name(),
                    s.kind(),
                    s.node(),
                    "stopped",
                    s.failCount(),
                    "2",
                    null,
                    null,
                    null,
                    null))
            .toList();
    var part =
        new ClusterView.GroupView(
            "web",
            "partial",
            "a",
            3,
            whole.detail(),
            List.of(),
            whole.members(),
            services,
            true,
            List.of(),
            List.of());

    Headline headline = Headline.of(view(part, List.of(node("a", "present"), node("b", "silent"))));

    assertEquals("web is not served: ip there, httpd stopped.", headline.title());
  }

  @Test
  void anAddressAwayFromItsOwnerIsBadAlthoughTheGroupIsActive() {
    ClusterView calm = Sights.calm();
    ClusterView astray =
        new ClusterView(
            calm.cluster(),
            calm.at(),
            false,
            null,
            null,
            calm.nodes(),
            calm.groups(),
            List.of(new AddressView("ip", "elastic-ip eipalloc-1", "b", "at b", null)),
            List.of(),
            List.of(),
            List.of());

    Headline headline = Headline.of(astray);

    assertEquals(Tone.BAD, headline.tone());
    assertEquals("ip is at b.", headline.title());
  }

  @Test
  void anAddressThatMayNotBeLookedUpIsNoNews() {
    ClusterView calm = Sights.calm();
    ClusterView unknown =
        new ClusterView(
            calm.cluster(),
            calm.at(),
            false,
            null,
            null,
            calm.nodes(),
            calm.groups(),
            List.of(new AddressView("ip", "elastic-ip e", null, "not known: not allowed", null)),
            List.of(),
            List.of(),
            List.of());

    assertEquals(Tone.GOOD, Headline.of(unknown).tone());
  }

  @Test
  void aBannedNodeIsNoneThatCouldTakeOver() {
    ClusterView banned =
        view(
            group("active", "a", null, 0),
            List.of(node("a", "present"), node("b", "present")),
            new BiasView("web", "b", "ban", null, "handoff clear web b"));

    assertEquals(
        "2 of 2 nodes are online; no other node could take over.",
        Headline.of(banned).notes().getLast());
    assertEquals("web is banned from here", Standing.of(banned).get(1).words());
    assertEquals("ready to take over", Standing.of(Sights.calm()).get(1).words());
  }
}
