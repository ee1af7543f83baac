package dev.handoff.console.dashboard;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.handoff.console.lab.cloud.LoopbackServer;
import dev.handoff.console.remote.Contact;
import dev.handoff.console.remote.Failure;
import dev.handoff.console.report.Report;
import dev.handoff.console.report.ReportPage;
import dev.handoff.controller.port.Time;
import dev.handoff.events.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The page of one cluster, on loopback: read-only, for whoever knows its address, of which a part
 * is a secret. Other users of this machine can reach the port, and cannot guess it.
 */
public final class Page implements AutoCloseable {

  private static final byte[] LOOPBACK = {127, 0, 0, 1};
  private static final String EXPLAIN = "explain/";

  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "Referrer-Policy",
          "no-referrer",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Cross-Origin-Resource-Policy",
          "same-origin",
          "Cache-Control",
          "no-store");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final String key = LoopbackServer.newToken();
  private final Contact contact;
  private final Time time;
  private final Feed feed;

  private Page(HttpServer server, Contact contact, Time time) {
    this.server = server;
    this.contact = contact;
    this.time = time;
    this.feed = new Feed(contact, time);
  }

  /**
   * Opens the page.
   *
   * @param contact all that is shown is read through it; closed together with the page
   * @param port zero: any that is free
   * @throws IOException if the port cannot be had
   */
  public static Page open(Contact contact, int port, Time time) throws IOException {
    // Without it the kernel waits 40 ms for the second half of small answers.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), 0);
    Page page = new Page(server, contact, time);
    server.setExecutor(page.threads);
    server.createContext("/", page::answer);
    server.start();
    return page;
  }

  /** Where it is; whoever knows this can read it. */
  public URI address() {
    return URI.create("http://127.0.0.1:%d/%s/".formatted(server.getAddress().getPort(), key));
  }

  @Override
  public void close() {
    feed.close();
    server.stop(0);
    threads.shutdownNow();
    contact.close();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      HEADERS.forEach(exchange.getResponseHeaders()::set);
      var headers = exchange.getRequestHeaders();
      Guard.Asked asked =
          new Guard.Asked(
              exchange.getRequestMethod(),
              headers.getFirst("Host"),
              headers.getFirst("Origin"),
              headers.getFirst("Sec-Fetch-Site"),
              headers.getFirst("Sec-Fetch-Mode"));
      String objection = Guard.objection(asked).orElse(null);
      String path = exchange.getRequestURI().getPath();
      if (objection != null) {
        Reply.text(403, objection).send(exchange);
      } else if (path.equals("/" + key)) {
        exchange.getResponseHeaders().set("Location", "/" + key + "/");
        Reply.text(308, "it is one slash further").send(exchange);
      } else if (!isKnown(path)) {
        Reply.text(404, "there is nothing here; the address of the page is where it was started")
            .send(exchange);
      } else {
        serve(exchange, path.substring(key.length() + 2));
      }
    }
  }

  /** Takes as long for a near guess as for a far one. */
  private boolean isKnown(String path) {
    byte[] wanted = ("/" + key + "/").getBytes(StandardCharsets.UTF_8);
    byte[] given = path.getBytes(StandardCharsets.UTF_8);
    return given.length >= wanted.length
        && MessageDigest.isEqual(wanted, Arrays.copyOf(given, wanted.length));
  }

  private void serve(HttpExchange exchange, String path) throws IOException {
    if (path.equals("events") && exchange.getRequestMethod().equals("GET")) {
      new EventStream(feed).send(exchange);
    } else {
      reply(path, Query.of(exchange.getRequestURI())).send(exchange);
    }
  }

  private Reply reply(String path, Query query) throws IOException {
    try {
      if (path.startsWith(EXPLAIN)) {
        String group = path.substring(EXPLAIN.length());
        return Reply.json(Json.write(contact.explain(group)));
      }
      return switch (path) {
        case "state" -> state();
        case "report" -> report(query);
        default -> Assets.get(path);
      };
    } catch (Failure e) {
      return Reply.text(e.isRefused() ? 404 : 503, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      // Without it the connection would end, and nobody would know why.
      return Reply.text(500, e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }

  private Reply state() throws Failure {
    Moment look = new Lookout(contact, time).look();
    if (look.scene() == null) {
      throw new Failure(String.valueOf(look.trouble()), false);
    }
    return Reply.json(Json.write(look.scene()));
  }

  private Reply report(Query query) throws Failure {
    Long epoch;
    try {
      epoch = query.get("epoch") == null ? null : Long.valueOf(query.get("epoch"));
    } catch (NumberFormatException e) {
      return Reply.text(400, "an epoch is a number");
    }
    Report report = Report.of(contact, query.get("group"), epoch);
    return Reply.document(ReportPage.html(report), report.fileName());
  }
}
