package dev.handoff.console.deployment;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Lambda's Invoke, STS's GetCallerIdentity and SNS's GetTopicAttributes on loopback: what is
 * invoked is the test's own function. All else is forbidden, in the words of Lambda or of EC2.
 */
public final class AwsFront implements AutoCloseable {

  /** Who calls, as this STS says. */
  public static final String CALLER = "arn:aws:sts::123456789012:assumed-role/operator/ann";

  private static final String LAMBDA = "/2015-03-31/";
  private static final String INVOKE = LAMBDA + "functions/";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, String> described = new ConcurrentHashMap<>();
  private final List<Invoked> invoked = new CopyOnWriteArrayList<>();
  private volatile UnaryOperator<Lambda> function =
      call -> call.answers(404, Map.of("x-amzn-ErrorType", "ResourceNotFoundException"), "{}");
  private volatile boolean knowsCaller = true;
  private volatile String subscriptions = "SubscriptionsConfirmed";

  /** A call of Invoke that arrived. */
  public record Invoked(String path, String event) {}

  /**
   * A call of Invoke and what is answered.
   *
   * @param status null: the connection is cut instead
   */
  public record Lambda(
      String event, @Nullable Integer status, Map<String, String> headers, String body) {

    public Lambda answers(int status, Map<String, String> headers, String body) {
      return new Lambda(event, status, headers, body);
    }

    /** What a function returned. */
    public Lambda returns(String payload) {
      return answers(200, Map.of(), payload);
    }

    public Lambda cut() {
      return new Lambda(event, null, Map.of(), "");
    }
  }

  public AwsFront() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException("no free port on loopback", e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** What Invoke does from now on. */
  public void function(UnaryOperator<Lambda> wanted) {
    function = wanted;
  }

  /** What Lambda tells of a path with its query below its version; all else is forbidden. */
  public void describes(String path, String json) {
    described.put(path, json);
  }

  /** From now on nobody is told who they are. */
  public void forgetCaller() {
    knowsCaller = false;
  }

  /** From now on the topic's only subscription waits for its confirmation. */
  public void leaveSubscriptionPending() {
    subscriptions = "SubscriptionsPending";
  }

  /** The calls of Invoke that arrived, oldest first. */
  public List<Invoked> invoked() {
    return List.copyOf(invoked);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String path = exchange.getRequestURI().getRawPath();
      if (path.startsWith(INVOKE) && path.endsWith("/invocations")) {
        invoked.add(new Invoked(path, body));
        answer(exchange, function.apply(new Lambda(body, null, Map.of(), "")));
      } else if (body.contains("Action=GetCallerIdentity") && knowsCaller) {
        send(
            exchange,
            200,
            "<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>"
                + CALLER
                + "</Arn></GetCallerIdentityResult></GetCallerIdentityResponse>");
      } else if (body.contains("Action=GetTopicAttributes")) {
        send(
            exchange,
            200,
            "<GetTopicAttributesResponse><GetTopicAttributesResult><Attributes><entry><key>"
                + subscriptions
                + "</key><value>1</value></entry></Attributes></GetTopicAttributesResult>"
                + "</GetTopicAttributesResponse>");
      } else if (path.startsWith(LAMBDA)) {
        String asked = exchange.getRequestURI().toString().substring(LAMBDA.length());
        String known = described.get(asked);
        if (known != null) {
          send(exchange, 200, known);
          return;
        }
        exchange.getResponseHeaders().set("x-amzn-ErrorType", "AccessDeniedException");
        send(exchange, 403, "{\"Message\": \"not with this role\"}");
      } else {
        send(
            exchange,
            403,
            "<Response><Errors><Error><Code>UnauthorizedOperation</Code><Message>You are not"
                + " authorized.</Message></Error></Errors></Response>");
      }
    }
  }

  private static void answer(HttpExchange exchange, Lambda call) throws IOException {
    if (call.status() != null) {
      call.headers().forEach(exchange.getResponseHeaders()::set);
      send(exchange, call.status(), call.body());
    }
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
