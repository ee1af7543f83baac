package dev.handoff.beacon.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.handoff.beacon.loop.Outcome;
import dev.handoff.events.spec.Monitor.Check;
import dev.handoff.events.spec.Monitor.StatusRange;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an answer of a real web server is worth. */
class HttpCheckTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  /** As the OCF agent looks for the end of Apache's status page. */
  private static final String STATUS_PAGE = "(?i)</ *html *>";

  private final HttpServer server;
  private volatile int status = 200;
  private volatile String body = "";
  private volatile @Nullable String askedFor;

  HttpCheckTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void start() {
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    askedFor = exchange.getRequestHeaders().getFirst("Host");
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Location", "http://127.0.0.1:1/elsewhere");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 204, 299, 304})
  void isContentWithAStatusThatIsAskedFor(int answered) {
    status = answered;

    assertEquals(Outcome.OK, run(http(statuses(200, 299, 304, 304), null)));
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 404, 503})
  void isNotContentWithAnyOtherStatus(int answered) {
    status = answered;

    assertEquals(
        new Outcome.Failed("answered status " + answered),
        run(http(statuses(200, 299, 304, 304), null)));
  }

  @Test
  void followsNoRedirectButTakesItForTheAnswer() {
    status = 302;

    assertEquals(Outcome.OK, run(http(statuses(302, 302), null)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>ok</html>", "<HTML>\n</HTML >\n"})
  void findsTheEndOfAStatusPage(String page) {
    body = page;

    assertEquals(Outcome.OK, run(http(List.of(), STATUS_PAGE)));
  }

  @Test
  void findsTheScoreboardOfTheStatusForPrograms() {
    body = "Total Accesses: 1\nBusyWorkers: 1\nScoreboard: _W__....\n";

    assertEquals(Outcome.OK, run(http(List.of(), "(?m)^Scoreboard:")));
  }

  @Test
  void tellsWhatItDidNotFind() {
    body = "It works!";

    assertEquals(
        new Outcome.Failed(
            "answered status 200, but its body has nothing that matches " + STATUS_PAGE),
        run(http(List.of(), STATUS_PAGE)));
  }

  @Test
  void searchesTheBodyOfAnErrorThatIsAskedFor() {
    status = 503;
    body = "down for maintenance";

    assertEquals(Outcome.OK, run(http(statuses(503, 503), "maintenance")));
  }

  @Test
  void searchesNoFurtherThanTheBeginningOfALargeBody() {
    body = "x".repeat(HttpCheck.MOST_BODY - 3) + "end" + "beyond";

    assertEquals(Outcome.OK, run(http(List.of(), "end")));
    assertInstanceOf(Outcome.Failed.class, run(http(List.of(), "beyond")));
  }

  @Test
  void cannotTellWhereTheSearchWouldTakeForEver() {
    body = "a".repeat(60) + "!";

    Outcome outcome =
        new HttpCheck(http(List.of(), "(?:(?:a+)+)+b"), Duration.ofMillis(400), new Task(1)).run();

    assertEquals(
        new Outcome.Unknown("the search for (?:(?:a+)+)+b in its body took too long"), outcome);
  }

  @Test
  void cannotTellWithAPatternThatIsNone() {
    assertInstanceOf(Outcome.Unknown.class, run(http(List.of(), "(")));
  }

  @Test
  void givesUpASearchThatNobodyWaitsFor() {
    Task task = new Task(1);
    task.kill();

    assertEquals(
        BodySearch.Result.GIVEN_UP,
        BodySearch.find("(?:(?:a+)+)+b", "a".repeat(60) + "!", Duration.ofHours(1), task));
  }

  @Test
  void cannotUseAPatternThatNeedsMoreStackThanThereIs() {
    assertEquals(
        BodySearch.Result.UNUSABLE,
        BodySearch.find("(?:a|b)*c", "ab".repeat(1 << 22), Duration.ofHours(1), new Task(1)));
  }

  @Test
  void asksForTheHostThatTheSpecNames() {
    assertEquals(
        Outcome.OK, run(new Check.Http(url(), List.of(), null, "www.example.com:81", null)));

    assertEquals("www.example.com:81", askedFor);
  }

  @Test
  void asksForTheHostOfTheUrlOtherwise() {
    assertEquals(Outcome.OK, run(new Check.Http(url())));

    assertTrue(url().contains("//" + askedFor + "/"), () -> "asked for " + askedFor);
  }

  @Test
  void readsNoCertificatesWhereNoneAreNeeded() {
    Outcome outcome =
        new HttpCheck(new Check.Http(url()), TIMEOUT, new Task(1))
            .run(() -> {
              throw new AssertionError("they cost 5 MB");
            });

    assertEquals(Outcome.OK, outcome);
  }

  private Check.Http http(List<StatusRange> statuses, @Nullable String pattern) {
    return new Check.Http(url(), statuses, pattern, null, null);
  }

  private static List<StatusRange> statuses(int from, int to) {
    return List.of(new StatusRange(from, to));
  }

  private static List<StatusRange> statuses(int from, int to, int otherFrom, int otherTo) {
    return List.of(new StatusRange(from, to), new StatusRange(otherFrom, otherTo));
  }

  private static Outcome run(Check.Http check) {
    return new HttpCheck(check, TIMEOUT, new Task(1)).run();
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }
}
