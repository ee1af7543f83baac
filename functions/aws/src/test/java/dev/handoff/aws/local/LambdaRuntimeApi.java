package dev.handoff.aws.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The part of Lambda that a function's process talks to: AWS's documented Runtime API, version
 * 2018-06-01, on loopback. Hands out one event after the other and takes the answers.
 */
public final class LambdaRuntimeApi implements AutoCloseable {

  private static final String BASE = "/2018-06-01/runtime/";
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final BlockingQueue<Invocation> waiting = new LinkedBlockingQueue<>();
  private final Map<String, Invocation> running = new ConcurrentHashMap<>();
  private final CompletableFuture<Void> checkpoint = new CompletableFuture<>();
  private final CompletableFuture<Void> restored = new CompletableFuture<>();
  private final AtomicReference<@Nullable String> initError = new AtomicReference<>();

  /**
   * What a function answered.
   *
   * @param failed whether it reported an error instead of a response
   */
  public record Answer(String body, boolean failed) {}

  private record Invocation(String id, String event, CompletableFuture<Answer> answer) {}

  /** Starts the server on a free port. */
  public LambdaRuntimeApi() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException("no free port on loopback", e);
    }
    server.setExecutor(threads);
    server.createContext(BASE + "invocation/next", this::next);
    server.createContext(BASE + "invocation/", this::answered);
    server.createContext(BASE + "restore/next", this::restoring);
    server.createContext(BASE + "init/error", this::initFailed);
    server.start();
  }

  /** Host and port, as {@code AWS_LAMBDA_RUNTIME_API} wants it. */
  public String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** Invokes the function; the answer fails if the function's process could not be set up. */
  public CompletableFuture<Answer> invoke(String event) {
    Invocation invocation =
        new Invocation(UUID.randomUUID().toString(), event, new CompletableFuture<>());
    waiting.add(invocation);
    failAllIfSetUpFailed();
    return invocation.answer.orTimeout(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
  }

  /** Waits until a function of the kind {@code snap-start} is ready for its snapshot. */
  public void awaitCheckpoint() {
    checkpoint.orTimeout(TIMEOUT.toSeconds(), TimeUnit.SECONDS).join();
  }

  /** Lets it go on, as if it were a copy from the snapshot. */
  public void restore() {
    restored.complete(null);
  }

  private void restoring(HttpExchange exchange) throws IOException {
    try (exchange) {
      checkpoint.complete(null);
      restored.join();
      respond(exchange, 200, "");
    }
  }

  private void next(HttpExchange exchange) throws IOException {
    try (exchange) {
      Invocation invocation = waiting.take();
      running.put(invocation.id, invocation);
      var headers = exchange.getResponseHeaders();
      headers.set("Content-Type", "application/json");
      headers.set("Lambda-Runtime-Aws-Request-Id", invocation.id);
      headers.set(
          "Lambda-Runtime-Deadline-Ms", Long.toString(Instant.now().plus(TIMEOUT).toEpochMilli()));
      headers.set(
          "Lambda-Runtime-Invoked-Function-Arn",
          "arn:aws:lambda:eu-central-1:123456789012:function:handoff");
      respond(exchange, 200, invocation.event);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** {@code invocation/ID/response} and {@code invocation/ID/error}. */
  private void answered(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = body(exchange);
      String[] path = exchange.getRequestURI().getPath().substring(BASE.length()).split("/", -1);
      Invocation invocation = path.length == 3 ? running.remove(path[1]) : null;
      respond(exchange, invocation == null ? 404 : 202, "{\"status\":\"OK\"}");
      if (invocation != null) {
        invocation.answer.complete(new Answer(body, path[2].equals("error")));
      }
    }
  }

  private void initFailed(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = body(exchange);
      respond(exchange, 202, "{\"status\":\"OK\"}");
      initError.set("the function could not be set up: " + body);
      failAllIfSetUpFailed();
    }
  }

  private void failAllIfSetUpFailed() {
    String error = initError.get();
    if (error != null) {
      checkpoint.completeExceptionally(new IllegalStateException(error));
      waiting.forEach(i -> i.answer.completeExceptionally(new IllegalStateException(error)));
    }
  }

  private static String body(HttpExchange exchange) throws IOException {
    return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static void respond(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
