package dev.handoff.console.dashboard;

import static dev.handoff.console.dashboard.Sights.begun;
import static dev.handoff.console.dashboard.Sights.changed;
import static dev.handoff.console.dashboard.Sights.journal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.handoff.console.remote.Failure;
import dev.handoff.dispatch.SystemTime;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page as a browser asks for it, over HTTP. */
@SuppressWarnings("NullAway.Init") // set before each test
final class PageTest {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final FakeContact contact = new FakeContact();
  private Page page;

  @BeforeEach
  void open() throws IOException {
    page = Page.open(contact, 0, new SystemTime());
  }

  @AfterEach
  void close() {
    page.close();
  }

  @Test
  void thePageAndAllThatItAsksForIsThere() throws Exception {
    String html = get("").body();

    Matcher wanted = Pattern.compile("(?:src|href)=\"([^\"#]+)\"").matcher(html);
    int found = 0;
    while (wanted.find()) {
      assertEquals(200, get(wanted.group(1)).statusCode(), wanted.group(1));
      found++;
    }
    assertTrue(found >= 4, "found " + found + " files");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "page.js",
        "feed.js",
        "picture.js",
        "pulse.js",
        "timeline.js",
        "panel.js",
        "dom.js"
      })
  void whatAScriptImportsIsThere(String script) throws Exception {
    HttpResponse<String> reply = get(script);

    assertEquals("text/javascript; charset=utf-8", header(reply, "Content-Type"));
    Matcher imported = Pattern.compile("from \"\\./([a-z]+\\.js)\"").matcher(reply.body());
    while (imported.find()) {
      assertEquals(200, get(imported.group(1)).statusCode(), imported.group(1));
    }
  }

  @Test
  void nothingOnThePageLeadsOutside() throws Exception {
    for (String name : new String[] {"", "page.css", "page.js", "dom.js", "picture.js"}) {
      assertFalse(
          get(name).body().replace("http://www.w3.org/2000/svg", "").contains("//www"), name);
    }
    String policy = String.valueOf(header(get(""), "Content-Security-Policy"));
    assertTrue(policy.startsWith("default-src 'self';"), policy);
    assertTrue(policy.contains("frame-ancestors 'none'"), policy);
    assertEquals("no-store", header(get("state"), "Cache-Control"));
    assertEquals("nosniff", header(get("state"), "X-Content-Type-Options"));
    assertNull(header(get("state"), "Access-Control-Allow-Origin"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nothing", "../dashboard/page.js", "%2e%2e/page.js", "Page.class"})
  void whatIsNotOfThePageIsNotGivenAway(String path) throws Exception {
    assertEquals(404, get(path).statusCode());
  }

  @Test
  void whoDoesNotKnowTheAddressSeesNothing() throws Exception {
    URI root = page.address().resolve("/");

    HttpResponse<String> none = send(HttpRequest.newBuilder(root.resolve("state")));
    HttpResponse<String> near =
        send(HttpRequest.newBuilder(URI.create(chopped(page.address().toString()) + "/state")));

    assertEquals(404, none.statusCode());
    assertEquals(404, near.statusCode());
    assertFalse(near.body().contains("shop"), near.body());
  }

  private static String chopped(String address) {
    return address.substring(0, address.length() - 2);
  }

  @Test
  void itListensOnLoopbackOnlyAndEachStartHasAnAddressOfItsOwn() throws Exception {
    assertTrue(InetAddress.getByName(page.address().getHost()).isLoopbackAddress());
    try (Page other = Page.open(new FakeContact(), 0, new SystemTime())) {
      assertNotEquals(other.address().getPath(), page.address().getPath());
    }
  }

  @Test
  void aNameThatSomebodyElseGaveThisMachineIsRefused() throws Exception {
    String reply = raw("GET " + page.address().getPath() + "state HTTP/1.1\r\nHost: evil.example");

    assertTrue(reply.startsWith("HTTP/1.1 403"), reply);
    assertFalse(reply.contains("\"shop\""), reply);
  }

  @Test
  void anotherOriginAndAnotherMethodAreRefused() throws Exception {
    HttpRequest.Builder state = HttpRequest.newBuilder(page.address().resolve("state"));

    assertEquals(403, send(state.copy().header("Origin", "http://evil.example")).statusCode());
    assertEquals(403, send(state.copy().POST(HttpRequest.BodyPublishers.noBody())).statusCode());
  }

  @Test
  void withoutItsLastSlashTheAddressStillLeadsThere() throws Exception {
    String address = page.address().toString();

    HttpResponse<String> reply =
        send(HttpRequest.newBuilder(URI.create(address.substring(0, address.length() - 1))));

    assertEquals(308, reply.statusCode());
    assertEquals(page.address().getPath(), header(reply, "Location"));
  }

  @Test
  void theStateIsJson() throws Exception {
    JsonObject state = JsonParser.parseString(get("state").body()).getAsJsonObject();

    assertEquals("a test", state.get("where").getAsString());
    assertEquals("shop", state.getAsJsonObject("view").get("cluster").getAsString());
    assertEquals(
        "web is served by a.", state.getAsJsonObject("headline").get("title").getAsString());
    assertEquals(3, state.getAsJsonObject("timeline").getAsJsonArray("lanes").size());
  }

  @Test
  void aStateThatCannotBeReadIsNotMadeUp() throws Exception {
    contact.failure = new Failure("the store does not answer", false);

    assertEquals(503, get("state").statusCode());
    assertEquals("the store does not answer", get("explain/web").body());
  }

  @Test
  void aFaultOfOurOwnIsAnAnswerToo() throws Exception {
    contact.fault = new IllegalStateException("broken");

    assertEquals(500, get("explain/web").statusCode());
    assertEquals("IllegalStateException: broken", get("explain/web").body());
  }

  @Test
  void whileNobodyWatchesNothingIsRead() throws Exception {
    get("");
    get("page.js");

    assertEquals(0, contact.pulses.get() + contact.statuses.get());
    try (Events events = new Events()) {
      events.next("pulse");
    }
    assertTrue(contact.pulses.get() > 0);
  }

  @Test
  void anExplanationIsThatOfTheCommandLine() throws Exception {
    JsonObject answer = JsonParser.parseString(get("explain/web").body()).getAsJsonObject();

    assertEquals("a", answer.get("owner").getAsString());
    assertEquals(404, get("explain/wbe").statusCode());
  }

  @Test
  void eventsBeginWithAllThatIsKnownAndGoOnWithWhatIsNew() throws Exception {
    try (Events events = new Events()) {
      assertEquals("web is served by a.", title(events.next("scene")));
      JsonObject first = events.next("pulse");
      assertEquals(2, first.getAsJsonArray("strips").size());
      assertTrue(first.get("paceMillis").getAsLong() > 0);

      contact.view = Sights.view(Sights.group("active", "b", null, 2), contact.view.nodes());
      contact.revision = "2";

      assertEquals("web is served by b.", title(events.next("scene")));
      JsonObject beats = events.next("pulse");
      assertFalse(
          beats
              .getAsJsonArray("strips")
              .get(0)
              .getAsJsonObject()
              .getAsJsonArray("ticks")
              .isEmpty());
    }
  }

  @Test
  void whatCannotBeReadIsAnEventAndSoIsItsEnd() throws Exception {
    try (Events events = new Events()) {
      events.next("scene");
      contact.failure = new Failure("the store does not answer", false);

      assertEquals(
          "the store does not answer", events.next("trouble").get("message").getAsString());
      contact.failure = null;
      events.next("pulse");
    }
  }

  @Test
  void aBrowserThatComesLaterGetsTheSceneToo() throws Exception {
    try (Events first = new Events();
        Events second = new Events()) {
      first.next("pulse");

      assertEquals("web is served by a.", title(second.next("scene")));
    }
  }

  @Test
  void closingThePageEndsItsEventsAndItsContact() throws Exception {
    try (Events events = new Events()) {
      events.next("pulse");
      page.close();

      events.drain();
    }
    assertTrue(contact.closed);
  }

  @Test
  void aReportIsSavedUnderANameOfItsOwn() throws Exception {
    contact.journal = journal(60, begun("a", "b", 4), 59, changed("a", "b", 4));

    HttpResponse<String> reply = get("report?group=web&epoch=4");

    assertEquals(
        "attachment; filename=\"handoff-shop-web-4.html\"", header(reply, "Content-Disposition"));
    assertTrue(reply.body().contains("web: moved a → b in 900 ms"), reply.body());
    assertEquals(404, get("report?group=web&epoch=5").statusCode());
    assertEquals(400, get("report?group=web&epoch=four").statusCode());
  }

  private static String title(JsonObject scene) {
    return scene.getAsJsonObject("headline").get("title").getAsString();
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(page.address() + path)));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  private static @Nullable String header(HttpResponse<?> reply, String name) {
    return reply.headers().firstValue(name).orElse(null);
  }

  /** The JDK's client does not let anybody choose a Host. */
  private String raw(String head) throws IOException {
    try (Socket socket = new Socket(page.address().getHost(), page.address().getPort())) {
      socket
          .getOutputStream()
          .write((head + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Reads server-sent events as they come. */
  private final class Events implements AutoCloseable {

    private final InputStream in;
    private final BufferedReader lines;

    Events() throws IOException, InterruptedException {
      HttpRequest request = HttpRequest.newBuilder(page.address().resolve("events")).build();
      HttpResponse<InputStream> reply = HTTP.send(request, BodyHandlers.ofInputStream());
      assertEquals("text/event-stream; charset=utf-8", header(reply, "Content-Type"));
      in = reply.body();
      lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    /** The next event of that name; others are passed over. */
    JsonObject next(String name) throws IOException {
      String event = null;
      while (true) {
        String line = lines.readLine();
        if (line == null) {
          throw new AssertionError("the events ended before " + name);
        }
        if (line.startsWith("event: ")) {
          event = line.substring("event: ".length());
        } else if (line.startsWith("data: ") && name.equals(event)) {
          return JsonParser.parseString(line.substring("data: ".length())).getAsJsonObject();
        }
      }
    }

    /** To the end, however it comes. */
    void drain() {
      try {
        String line = lines.readLine();
        while (line != null) {
          line = lines.readLine();
        }
      } catch (IOException e) {
        assertFalse(String.valueOf(e.getMessage()).isEmpty());
      }
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
