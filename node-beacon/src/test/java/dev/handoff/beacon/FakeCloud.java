package dev.handoff.beacon;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.handoff.beacon.loop.PeerBeat;
import dev.handoff.events.Beat;
import dev.handoff.events.Order;
import dev.handoff.events.Orders;
import dev.handoff.events.Plan;
import dev.handoff.events.Role;
import dev.handoff.events.json.Json;
import dev.handoff.events.json.MalformedEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The store of a node over HTTP on loopback, with a plan and orders that a test sets. */
public final class FakeCloud implements AutoCloseable {

  public static final String TOKEN = "t0ken";

  private static final long PATIENCE_SECONDS = 30;

  private final HttpServer server;
  private final List<Beat> beats = new ArrayList<>();
  private @Nullable Plan plan;
  private @Nullable Orders orders;
  private long revision;
  private boolean refusing;

  public FakeCloud() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  public synchronized void plan(Plan newer) {
    plan = newer;
  }

  /** Gives the same role to every group of the plan. */
  public synchronized void order(String boot, long epoch, Role role) {
    if (plan == null) {
      throw new IllegalStateException("orders need a plan");
    }
    List<Order> all =
        plan.groups().stream().map(g -> new Order(g.name(), epoch, role, Map.of())).toList();
    orders = new Orders(boot, ++revision, plan.version(), all);
  }

  public synchronized void refuse(boolean all) {
    refusing = all;
  }

  public synchronized List<Beat> beats() {
    return List.copyOf(beats);
  }

  /** Waits until the newest beat is as wanted; fails with that beat when it never is. */
  public synchronized Beat await(String what, Predicate<Beat> wanted) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (beats.isEmpty() || !wanted.test(beats.getLast())) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        throw new AssertionError(
            "waited for " + what + "; last beat: " + (beats.isEmpty() ? null : beats.getLast()));
      }
      wait(left);
    }
    return beats.getLast();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String authorization = exchange.getRequestHeaders().getFirst("Authorization");
      if (!("Bearer " + TOKEN).equals(authorization)) {
        reply(exchange, 403, "no token of a node");
      } else {
        answer(exchange, body);
      }
    }
  }

  private synchronized void answer(HttpExchange exchange, String body) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (refusing) {
      reply(exchange, 503, "closed");
    } else if (path.equals("/beats")) {
      try {
        beats.add(Json.read(body, Beat.class));
      } catch (MalformedEvent e) {
        reply(exchange, 400, String.valueOf(e.getMessage()));
        return;
      }
      notifyAll();
      reply(exchange, orders == null ? 204 : 200, orders == null ? null : Json.write(orders));
    } else if (path.equals("/peers")) {
      reply(exchange, 200, Json.write(List.of(new PeerBeat("web/b", "boot-b", 7))));
    } else if (path.equals("/plans/web/a") && plan != null) {
      reply(exchange, 200, Json.write(plan));
    } else {
      reply(exchange, 404, "nothing at " + path);
    }
  }

  private static void reply(HttpExchange exchange, int status, @Nullable String body)
      throws IOException {
    if (body == null) {
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }
}
