package dev.handoff.console.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import dev.handoff.console.browser.Browser;
import dev.handoff.console.browser.Tab;
import dev.handoff.console.scenario.Stage;
import dev.handoff.console.scenario.Step;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.yaml.SpecReader;
import dev.handoff.events.yaml.SpecResult;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page of a lab in a real browser, while real services fail. Its pictures go to {@code
 * target/dashboard}; the one in {@code docs} is taken from there.
 */
final class DashboardInBrowserTest {

  private static final Path SPEC = LabRun.EXAMPLES.resolve("quickstart").resolve("cluster.yaml");
  private static final Path PICTURES = Path.of("target", "dashboard");
  private static final String ON = ".group[aria-label='group web: active on %s; explain']";

  @TempDir private Path home = Path.of("");

  @Test
  void aFailoverIsSeenAsItHappensAndEverythingCanBeReadByEverybody() throws Exception {
    Path program = Browser.program().orElse(null);
    Assumptions.assumeTrue(
        program != null,
        "no Chromium was found on the path or in the variable CHROMIUM (Debian: chromium)");
    String former = System.setProperty("user.home", home.toString());
    try (Browser browser = Browser.start(Objects.requireNonNull(program))) {
      Tab tab = browser.open();
      try (LabSession session = lab()) {
        URI page = Objects.requireNonNull(session.page());
        tab.go(page, "light", 1280, 1160);
        showsANodeThatWasNeverHeardAndThenIs(tab, session.lab().stage());
        shows(tab);
        isUsedByKeyboard(tab);
        failsOver(tab, session.lab().stage());
        isReadableByEverybody(tab);
        asksNobodyElse(tab, page);
        staysReadableWhenItIsNarrow(tab);
        assertEquals(List.of(), tab.troubles());
      }
      saysThatItIsStale(tab);
    } finally {
      System.setProperty("user.home", String.valueOf(former));
    }
    LabRun.assertNoProcessIsLeft();
  }

  private static LabSession lab() throws IOException {
    ClusterSpec spec = assertInstanceOf(SpecResult.Valid.class, SpecReader.read(SPEC)).spec();
    return LabSession.start(
        spec,
        new LabSession.Settings(Set.of("node-b"), Duration.ofSeconds(1), null, 0),
        new OperateTest.Nobody());
  }

  private static void showsANodeThatWasNeverHeardAndThenIs(Tab tab, Stage stage)
      throws Stage.DeedFailed {
    tab.await("document.querySelector('.node.unseen')?.getBoundingClientRect().width > 100");
    tab.await("document.querySelector('#nodes').textContent.includes('never heard of')");
    stage.perform(new Step.StartNode("node-b"));
    tab.await("document.querySelectorAll('.node.present').length === 2");
  }

  private static void shows(Tab tab) {
    tab.await("document.querySelector(\"" + ON.formatted("node-a") + "\")");
    assertEquals("web is served by node-a.", tab.text("#title"));
    assertTrue(tab.text("#cluster").contains("quickstart"), tab.text("#cluster"));
    tab.await("document.querySelector('#live').classList.contains('on')");
    tab.await("document.querySelector('#why-title').innerText === 'Why is web on node-a?'");
    tab.await("document.querySelectorAll('#strips li').length === 2");
    tab.await("document.querySelector('#strips li small').innerText.startsWith('every ')");
    tab.await("document.querySelector('.strip path:not(.line)').getAttribute('d').length > 50");
  }

  private static void isUsedByKeyboard(Tab tab) {
    tab.evaluate("document.querySelector('.node').focus()");
    tab.press("ArrowRight");
    tab.press("Enter");
    tab.await("document.querySelector('#why-title').innerText === 'node-b is online'");
    assertEquals("node node-b: online; ready to take over", focused(tab));
    tab.press("ArrowRight");
    tab.press("Enter");
    tab.await("document.querySelector('#why-title').innerText === 'Why is web on node-a?'");
    tab.press("Tab");
    assertTrue(!focused(tab).startsWith("group"), () -> "the focus is caught at " + focused(tab));
    tab.press("/");
    tab.press("h");
    tab.press("e");
    tab.press("a");
    tab.await("[...document.querySelectorAll('#news li')].every(l => /hea/.test(l.innerText))");
    tab.evaluate(
        "document.querySelector('#find').value = '';"
            + "document.querySelector('#find').dispatchEvent(new Event('input'))");
  }

  private static String focused(Tab tab) {
    return tab.evaluate("document.activeElement.getAttribute('aria-label') ?? ''").getAsString();
  }

  private static void failsOver(Tab tab, Stage stage) throws Exception {
    stage.perform(new Step.Kill("node-a", "httpd"));
    tab.await("/failed on node-a, 1 of 2/.test(document.querySelector('#notes').innerText)");
    tab.await("document.querySelectorAll('.strip .urgent')[0].getAttribute('d').length > 0");
    tab.await("document.querySelector('.member.running')");
    stage.perform(new Step.Kill("node-a", "httpd"));
    tab.await("document.querySelector(\"" + ON.formatted("node-b") + "\")");
    tab.await("document.querySelector('#title').innerText === 'web is served by node-b.'");
    assertEquals("web is served by node-b.", tab.text("#announcer"));
    tab.await("document.querySelector('#why-title').innerText === 'Why is web on node-b?'");
    tab.await("document.querySelector('.handover:not(.planned)')");
    tab.click(".handover:not(.planned)");
    tab.await("document.querySelector('#why-title').innerText === 'Failover of web'");
    String report = tab.evaluate("document.querySelector('#why .button').href").getAsString();
    assertTrue(report.endsWith("report?group=web&epoch=2"), report);
    assertTrue(
        tab.evaluate("fetch(%s).then(r => r.text())".formatted("'" + report + "'"))
            .getAsString()
            .contains("moved node-a → node-b"));
    tab.click(".group");
    tab.await("document.querySelector('#why-title').innerText === 'Why is web on node-b?'");
    assertTrue(tab.text("#answer").contains("httpd failed 2 of 2"), tab.text("#answer"));
  }

  private static void isReadableByEverybody(Tab tab) throws IOException {
    tab.evaluate(axe());
    for (String scheme : List.of("light", "dark")) {
      tab.scheme(scheme);
      tab.evaluate("window.scrollTo(0, 0)");
      tab.settle();
      tab.picture(PICTURES.resolve(scheme + ".png"));
      assertEquals(List.of(), complaints(tab), scheme);
    }
    tab.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })");
    assertEquals(List.of(), complaints(tab), "with its tables");
    assertTrue(tab.text("#resources").contains("httpd"), tab.text("#resources"));
    assertTrue(tab.text("#handovers").contains("moved node-a → node-b"), tab.text("#handovers"));
    assertEquals(
        "1 1 1 1",
        tab.evaluate(
                "['main', 'header', 'aside', 'h1'].map("
                    + "(l) => document.querySelectorAll(l).length).join(' ')")
            .getAsString());
  }

  /** What axe-core finds against the rules of WCAG 2.2 AA and its own best practices. */
  private static List<String> complaints(Tab tab) {
    tab.settle();
    JsonArray violations =
        tab.evaluate(
                """
                axe.run().then(({passes, violations}) => {
                  if (passes.length < 20) throw new Error("only " + passes.length + " rules apply");
                  return violations;
                })\
                """)
            .getAsJsonArray();
    List<String> complaints = new ArrayList<>();
    for (JsonElement violation : violations) {
      complaints.add(violation.getAsJsonObject().get("id") + ": " + violation);
    }
    return complaints;
  }

  private static String axe() throws IOException {
    try (InputStream in = DashboardInBrowserTest.class.getResourceAsStream("/axe.min.js")) {
      return new String(
          Objects.requireNonNull(in, "axe-core is not on the test's class path").readAllBytes(),
          StandardCharsets.UTF_8);
    }
  }

  private static void asksNobodyElse(Tab tab, URI page) {
    for (URI asked : tab.asked()) {
      assertEquals(page.getAuthority(), asked.getAuthority(), asked::toString);
    }
    assertTrue(tab.asked().size() > 5, () -> tab.asked().toString());
  }

  private static void staysReadableWhenItIsNarrow(Tab tab) throws IOException {
    tab.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = false; })");
    tab.size(390, 1400);
    tab.await("document.querySelector('#picture').viewBox.baseVal.width < 390");
    assertEquals(List.of(), complaints(tab), "when it is narrow");
    assertTrue(
        tab.evaluate("document.documentElement.scrollWidth <= innerWidth").getAsBoolean(),
        "it has to be scrolled sideways");
  }

  private static void saysThatItIsStale(Tab tab) throws IOException {
    tab.size(1280, 900);
    tab.await("!document.querySelector('#stale').hidden");
    assertTrue(tab.text("#stale").startsWith("Not live: "), tab.text("#stale"));
    tab.await("/^not live for [0-9]+/.test(document.querySelector('#age').innerText)");
    assertEquals(List.of(), complaints(tab), "when it is stale");
    tab.picture(PICTURES.resolve("stale.png"));
    assertTrue(Files.size(PICTURES.resolve("stale.png")) > 0);
  }
}
