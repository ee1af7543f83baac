package dev.handoff.console.lab.cloud;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP server for callers who know a token, on loopback unless it is opened elsewhere. Each
 * request has a thread of its own.
 */
public final class LoopbackServer implements AutoCloseable {

  private static final int MOST_BYTES = 1 << 20;
  private static final int TOKEN_BYTES = 24;
  private static final String BEARER = "Bearer ";
  private static final SecureRandom RANDOM = new SecureRandom();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private LoopbackServer(HttpServer server) {
    this.server = server;
  }

  /**
   * Opens a server on a free port; it answers once handlers are added.
   *
   * @throws IOException if no port can be opened
   */
  public static LoopbackServer open() throws IOException {
    return open(InetAddress.getLoopbackAddress());
  }

  /**
   * The same for machines that are not this one: on another of this machine's addresses.
   *
   * @throws IOException if no port can be opened there
   */
  public static LoopbackServer open(InetAddress address) throws IOException {
    // Without it the kernel waits 40 ms for the second half of small answers.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    InetSocketAddress any = new InetSocketAddress(address, 0);
    LoopbackServer opened = new LoopbackServer(HttpServer.create(any, 0));
    opened.server.setExecutor(opened.threads);
    opened.server.start();
    return opened;
  }

  /** A secret that nobody can guess. */
  public static String newToken() {
    byte[] bytes = new byte[TOKEN_BYTES];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  public int port() {
    return server.getAddress().getPort();
  }

  public String url() {
    return "http://" + server.getAddress().getAddress().getHostAddress() + ":" + port();
  }

  /** What a handler makes of one request. */
  @FunctionalInterface
  public interface Handler {
    Reply handle(Request request) throws IOException;
  }

  /**
   * One request.
   *
   * @param token of the Authorization header; empty when there is none
   * @param path below the handler's own, without its slash
   */
  public record Request(String token, String method, String path, String body) {}

  /**
   * One answer.
   *
   * @param body null: none
   */
  public record Reply(int status, @Nullable String body) {

    public static Reply json(String body) {
      return new Reply(200, body);
    }

    public static final Reply NOTHING = new Reply(204, null);

    /** Refuses, and says why in plain text. */
    public static Reply refused(int status, String why) {
      return new Reply(status, why);
    }
  }

  /** Lets a handler answer for a path and everything below it. */
  public void handle(String path, Handler handler) {
    server.createContext(path, exchange -> answer(exchange, path, handler));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private static void answer(HttpExchange exchange, String path, Handler handler)
      throws IOException {
    try (exchange) {
      Reply reply = reply(exchange, path, handler);
      if (reply.body == null) {
        exchange.sendResponseHeaders(reply.status, -1);
        return;
      }
      byte[] bytes = reply.body.getBytes(StandardCharsets.UTF_8);
      String type = reply.status == 200 ? "application/json" : "text/plain; charset=utf-8";
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(reply.status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private static Reply reply(HttpExchange exchange, String path, Handler handler)
      throws IOException {
    byte[] body;
    try (InputStream in = exchange.getRequestBody()) {
      body = in.readNBytes(MOST_BYTES + 1);
    }
    if (body.length > MOST_BYTES) {
      return Reply.refused(413, "at most " + MOST_BYTES + " bytes");
    }
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    String token =
        header != null && header.startsWith(BEARER) ? header.substring(BEARER.length()) : "";
    String below = exchange.getRequestURI().getPath().substring(path.length());
    return handler.handle(
        new Request(
            token,
            exchange.getRequestMethod(),
            below.startsWith("/") ? below.substring(1) : below,
            new String(body, StandardCharsets.UTF_8)));
  }
}
