package dev.handoff.console.dashboard;

import com.sun.net.httpserver.HttpExchange;
import dev.handoff.events.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Server-sent events for one browser: {@code scene} when there is a new one, {@code pulse} after
 * each look that succeeded, {@code trouble} after each that did not. Each connection begins with
 * all that is known, so one that was lost needs no more than to be made again.
 */
final class EventStream {

  /** So soon a browser connects again. */
  private static final String RETRY = "retry: 1000\n\n";

  /** A browser that is gone is noticed when something is sent to it. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** A beat may seem to have come a little before the look that did not find it yet. */
  private static final Duration OVERLAP = Duration.ofSeconds(2);

  private final Feed feed;
  private long number;
  private long sceneNumber;
  private @Nullable Instant told;

  EventStream(Feed feed) {
    this.feed = feed;
  }

  /** The beats that came since the last one of these, and a few that have been told. */
  record Beats(Instant at, long paceMillis, List<Strip> strips) {}

  /** Why nothing could be read at that moment. */
  record Trouble(Instant at, long paceMillis, String message) {}

  /** Sends until the browser has gone, or the page is closed. */
  void send(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
    exchange.sendResponseHeaders(200, 0);
    feed.join();
    try (OutputStream out = exchange.getResponseBody()) {
      write(out, RETRY);
      while (!feed.isClosed()) {
        Moment moment = feed.after(number, PATIENCE);
        write(out, moment.number() > number ? events(moment) : ": waiting\n\n");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // The page is being closed.
    } finally {
      feed.leave();
    }
  }

  /** What this browser does not know yet. */
  private String events(Moment moment) {
    StringBuilder events = new StringBuilder();
    number = moment.number();
    Scene scene = moment.scene();
    if (scene != null && moment.sceneNumber() != sceneNumber) {
      sceneNumber = moment.sceneNumber();
      events.append(event("scene", Json.write(scene)));
    }
    long pace = moment.pace().toMillis();
    String trouble = moment.trouble();
    if (trouble != null) {
      return events
          .append(event("trouble", Json.write(new Trouble(moment.at(), pace, trouble))))
          .toString();
    }
    List<Strip> strips = moment.strips().stream().map(strip -> strip.since(told)).toList();
    told = moment.at().minus(OVERLAP);
    return events
        .append(event("pulse", Json.write(new Beats(moment.at(), pace, strips))))
        .toString();
  }

  /** JSON has no line ends of its own, so each event is one line of data. */
  private static String event(String name, String json) {
    return "event: " + name + "\ndata: " + json + "\n\n";
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
