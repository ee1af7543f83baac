package dev.handoff.aws.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A fault injector: an HTTP server on loopback that passes calls on to an AWS API server, except
 * where a test has scripted a fault that the server itself cannot make. Which call it is, it reads
 * from the {@code Action} of the query protocol or the {@code X-Amz-Target} of the JSON protocols.
 */
public final class FaultyFront implements AutoCloseable {

  private static final Pattern ACTION = Pattern.compile("(?:^|&)Action=([A-Za-z0-9]+)");
  private static final Set<String> NOT_PASSED_ON =
      Set.of("connection", "content-length", "expect", "host", "transfer-encoding", "upgrade");

  private final URI behind;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client = HttpClient.newBuilder().executor(threads).build();
  private final Map<String, Deque<Fault>> next = new HashMap<>();
  private final Map<String, Fault> always = new HashMap<>();
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  /** What can be done to a call. */
  public enum Fault {
    /** Answered with {@code RequestLimitExceeded} in EC2's XML; not passed on. */
    THROTTLE,
    /** Answered with {@code ThrottlingException} in DynamoDB's JSON; not passed on. */
    THROTTLE_JSON,
    /** Answered with {@code AccessDeniedException} in DynamoDB's JSON; not passed on. */
    FORBID_JSON,
    /** Answered with status 500 and no body of use; not passed on. */
    SERVER_ERROR,
    /** Answered with {@code UnauthorizedOperation} in EC2's XML; not passed on. */
    FORBID,
    /** Answered with {@code DryRunOperation} in EC2's XML; not passed on. */
    DRY_RUN,
    /** Answered with {@code IncorrectInstanceState} in EC2's XML; not passed on. */
    WRONG_STATE,
    /** Passed on; then the connection is cut instead of an answer. */
    LOSE_REPLY,
    /** Not passed on and never answered, until this front is closed. */
    HANG,
    /** Answered with 200 and a text that is no XML; not passed on. */
    GARBAGE
  }

  /** A call that arrived, whatever became of it. */
  public record Call(String action, String body) {}

  private FaultyFront(URI behind, HttpServer server) {
    this.behind = behind;
    this.server = server;
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Starts a front on a free loopback port. */
  public static FaultyFront before(URI behind) {
    try {
      return new FaultyFront(
          behind, HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    } catch (IOException e) {
      throw new IllegalStateException("no free port on loopback", e);
    }
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Lets the next calls of an action go wrong, one fault each. */
  public synchronized void next(String action, Fault... faults) {
    next.computeIfAbsent(action, name -> new ArrayDeque<>()).addAll(List.of(faults));
  }

  /** Lets all calls of an action go wrong, until {@link #heal}. */
  public synchronized void always(String action, Fault fault) {
    always.put(action, fault);
  }

  /** No more faults; what was counted is forgotten. */
  public synchronized void heal() {
    next.clear();
    always.clear();
    calls.clear();
  }

  /** The calls of an action that arrived, oldest first. */
  public List<Call> calls(String action) {
    return calls.stream().filter(call -> call.action().equals(action)).toList();
  }

  /** All calls that arrived, oldest first. */
  public List<Call> calls() {
    return List.copyOf(calls);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String action = action(exchange, body);
      calls.add(new Call(action, new String(body, StandardCharsets.UTF_8)));
      switch (faultFor(action)) {
        case null -> answer(exchange, passOn(exchange, body));
        case THROTTLE ->
            answer(exchange, 503, ec2Error("RequestLimitExceeded", "Request limit exceeded."));
        case THROTTLE_JSON -> answer(exchange, 400, jsonError("ThrottlingException"));
        case FORBID_JSON -> answer(exchange, 400, jsonError("AccessDeniedException"));
        case SERVER_ERROR -> answer(exchange, 500, "injected by a test");
        case FORBID ->
            answer(
                exchange,
                403,
                ec2Error("UnauthorizedOperation", "You are not authorized to do this."));
        case DRY_RUN ->
            answer(
                exchange,
                412,
                ec2Error("DryRunOperation", "Request would have succeeded, but DryRun is set."));
        case WRONG_STATE ->
            answer(exchange, 400, ec2Error("IncorrectInstanceState", "Not in this state."));
        case GARBAGE -> answer(exchange, 200, "<html>injected by a test");
        case LOSE_REPLY -> passOn(exchange, body);
        case HANG -> awaitClose();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitClose() throws InterruptedException {
    closed.await();
  }

  private static String action(HttpExchange exchange, byte[] body) {
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    if (target != null) {
      return target.substring(target.indexOf('.') + 1);
    }
    Matcher matcher = ACTION.matcher(new String(body, StandardCharsets.UTF_8));
    return matcher.find() ? matcher.group(1) : "";
  }

  private synchronized @Nullable Fault faultFor(String action) {
    Deque<Fault> scripted = next.get(action);
    return scripted == null || scripted.isEmpty() ? always.get(action) : scripted.poll();
  }

  private HttpResponse<byte[]> passOn(HttpExchange exchange, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(behind.resolve(exchange.getRequestURI()))
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> {
          if (!NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
            values.forEach(value -> request.header(name, value));
          }
        });
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private static void answer(HttpExchange exchange, HttpResponse<byte[]> reply) throws IOException {
    reply
        .headers()
        .map()
        .forEach((name, values) -> {
          if (!NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
            values.forEach(value -> exchange.getResponseHeaders().add(name, value));
          }
        });
    send(exchange, reply.statusCode(), reply.body());
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    send(exchange, status, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  private static String jsonError(String type) {
    return "{\"__type\":\"com.amazonaws.dynamodb.v20120810#" + type + "\"}";
  }

  private static String ec2Error(String code, String message) {
    return "<Response><Errors><Error><Code>%s</Code><Message>%s</Message></Error></Errors>"
            .formatted(code, message)
        + "<RequestID>injected-by-a-test</RequestID></Response>";
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    client.close();
    threads.close();
  }
}
