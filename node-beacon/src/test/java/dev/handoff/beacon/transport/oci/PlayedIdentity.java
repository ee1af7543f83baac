package dev.handoff.beacon.transport.oci;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The instance metadata service and the identity service, in one and played. */
final class PlayedIdentity implements AutoCloseable {

  private static final Pattern KEY = Pattern.compile("keyId=\"([^\"]+)\"");

  private final HttpServer server;
  private final InstanceKeys keys;
  private final Supplier<Instant> end;
  private final List<String> tokens = new ArrayList<>();
  private JsonObject question = new JsonObject();
  private String keyId = "";
  private boolean broken;
  private boolean refusing;
  private @Nullable String fixed;

  /**
   * @param end when the next token ends
   */
  PlayedIdentity(InstanceKeys keys, Supplier<Instant> end) throws IOException {
    this.keys = keys;
    this.end = end;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  synchronized void breakDown(boolean now) {
    broken = now;
  }

  synchronized void refuse(boolean now) {
    refusing = now;
  }

  /** Gives this answer in place of a token. */
  synchronized void answer(String text) {
    fixed = text;
  }

  synchronized List<String> tokens() {
    return List.copyOf(tokens);
  }

  /** The token that a principal gets when it asks now. */
  String token(InstancePrincipal principal) throws IOException {
    principal.get();
    return tokens().getLast();
  }

  synchronized JsonObject question() {
    return question;
  }

  synchronized String keyId() {
    return keyId;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private synchronized void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
      String path = exchange.getRequestURI().getPath();
      if (broken) {
        reply(exchange, 500, "");
      } else if (path.equals("/v1/x509")) {
        if (refusing) {
          reply(exchange, 401, "{\"code\": \"NotAuthenticated\", \"message\": \"who are you\"}");
          return;
        }
        question = JsonParser.parseString(body).getAsJsonObject();
        Matcher matcher = KEY.matcher(authorization);
        keyId = matcher.find() ? matcher.group(1) : "";
        reply(exchange, 200, fixed == null ? token() : fixed);
      } else if (!authorization.equals("Bearer Oracle")) {
        reply(exchange, 401, "");
      } else {
        reply(
            exchange,
            200,
            switch (path) {
              case "/opc/v2/identity/key.pem" ->
                  Pems.of("RSA PRIVATE KEY", Pems.pkcs1(keys.privateKey().getEncoded()));
              case "/opc/v2/identity/cert.pem", "/opc/v2/identity/intermediate.pem" ->
                  Pems.of("CERTIFICATE", keys.der());
              default -> "nothing at " + path;
            });
      }
    }
  }

  private String token() {
    String claims = "{\"exp\": %d, \"n\": %d}".formatted(end.get().getEpochSecond(), tokens.size());
    String token =
        "e30."
            + Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(claims.getBytes(StandardCharsets.UTF_8))
            + ".c2ln";
    tokens.add(token);
    return "{\"token\": \"%s\"}".formatted(token);
  }

  private static void reply(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
