package dev.handoff.console.dashboard;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * One answer as a whole.
 *
 * @param headers beyond those that every answer has
 */
record Reply(int status, String type, String body, Map<String, String> headers) {

  static Reply text(int status, String text) {
    return new Reply(status, "text/plain; charset=utf-8", text, Map.of());
  }

  static Reply json(String json) {
    return new Reply(200, "application/json", json, Map.of());
  }

  /** A document to be saved; it has its styles in itself and no scripts. */
  static Reply document(String html, String fileName) {
    return new Reply(
        200,
        "text/html; charset=utf-8",
        html,
        Map.of(
            "Content-Disposition",
            "attachment; filename=\"" + fileName + "\"",
            "Content-Security-Policy",
            "default-src 'none'; style-src 'unsafe-inline'"));
  }

  void send(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    headers.forEach(exchange.getResponseHeaders()::set);
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
