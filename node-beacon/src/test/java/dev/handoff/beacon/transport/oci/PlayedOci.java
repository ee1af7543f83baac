package dev.handoff.beacon.transport.oci;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.handoff.beacon.transport.StoreHttp;
import dev.handoff.events.Beat;
import dev.handoff.events.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The few calls of Oracle Cloud that a beacon makes, played on loopback for one test, which says
 * what goes wrong. Who may do what, and what the services do beside that, is not played here.
 */
final class PlayedOci implements AutoCloseable {

  static final KeyPair KEYS = keys();
  static final SigningKey KEY = new SigningKey("tenancy/user/fingerprint", KEYS.getPrivate());

  /** A call that came. */
  record Call(String method, URI target, Map<String, String> headers, String body) {
    boolean has(String method, String part) {
      return this.method.equals(method) && target.toString().contains(part);
    }

    /** The header's value; empty: there is none. */
    String header(String name) {
      return headers.getOrDefault(name, "");
    }

    JsonObject json() {
      return JsonParser.parseString(body).getAsJsonObject();
    }
  }

  /** What is answered. */
  record Reply(int status, String body, Map<String, String> headers) {
    static Reply error(int status, String code) {
      return new Reply(
          status, "{\"code\": \"%s\", \"message\": \"played\"}".formatted(code), Map.of());
    }
  }

  private record Stored(String tag, String content) {}

  /** An answer in place of the usual one. */
  private static final class Fault {
    final Predicate<Call> calls;
    final Reply reply;
    int times;

    Fault(Predicate<Call> calls, Reply reply, int times) {
      this.calls = calls;
      this.reply = reply;
      this.times = times;
    }
  }

  private final HttpServer server;
  private final List<Call> calls = new ArrayList<>();
  private final List<Fault> faults = new ArrayList<>();
  private final Map<String, Stored> objects = new HashMap<>();
  private final Map<String, List<String>> streams = new LinkedHashMap<>();
  private final Map<String, Integer> cursors = new HashMap<>();
  private int made;
  private boolean onlyFreshSignatures;
  private Duration oldest = Duration.ZERO;
  private volatile Consumer<Call> afterReply = call -> {};

  PlayedOci() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  URI stream(String id) {
    return URI.create(url() + "/20180418/streams/" + id);
  }

  URI object(String name) {
    return URI.create(url() + "/n/ns/b/handoff/o/" + name);
  }

  /** Signed by {@link #KEY}, by the machine's clock. */
  OciCall call() {
    return call(InstantSource.system());
  }

  OciCall call(InstantSource clock) {
    return new OciCall(new StoreHttp(List.of()), OciCredentials.fixed(KEY), new ServerClock(clock));
  }

  /** Answers so in place of the usual answer, so many times. */
  synchronized void fault(int times, Predicate<Call> which, Reply reply) {
    faults.add(new Fault(which, reply, times));
  }

  /** Refuses a signature that was there before. */
  synchronized void wantFreshSignatures() {
    onlyFreshSignatures = true;
  }

  /** Runs between the moment that an answer is certain and the one that it is sent. */
  void afterReply(Consumer<Call> run) {
    afterReply = run;
  }

  synchronized void put(String object, String content) {
    objects.put(object, new Stored("tag-" + ++made, content));
  }

  synchronized void delete(String object) {
    objects.remove(object);
  }

  /** A cursor by time finds messages only if it begins at least so far back. */
  synchronized void findOnly(Duration back) {
    oldest = back;
  }

  synchronized void append(String stream, Beat beat) {
    append(stream, Json.write(beat));
  }

  synchronized void append(String stream, String message) {
    messages(stream).add(message);
  }

  /** The messages of a stream, which comes into being with that. */
  synchronized List<String> messages(String stream) {
    return streams.computeIfAbsent(stream, name -> new ArrayList<>());
  }

  /** The service has forgotten all cursors. */
  synchronized void expireCursors() {
    cursors.clear();
  }

  synchronized List<Call> calls(String method, String part) {
    return calls.stream().filter(call -> call.has(method, part)).toList();
  }

  synchronized void forgetCalls() {
    calls.clear();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Map<String, String> headers = new HashMap<>();
      exchange
          .getRequestHeaders()
          .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
      Call call =
          new Call(
              exchange.getRequestMethod(),
              exchange.getRequestURI(),
              headers,
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      Reply reply = reply(call);
      afterReply.accept(call);
      send(exchange, reply);
    }
  }

  private synchronized Reply reply(Call call) {
    String signature = call.header("authorization");
    boolean repeated =
        calls.stream().anyMatch(c -> signature.equals(c.headers.get("authorization")));
    calls.add(call);
    if (onlyFreshSignatures && repeated) {
      return Reply.error(401, "NotAuthenticated");
    }
    for (Fault fault : faults) {
      if (fault.times > 0 && fault.calls.test(call)) {
        fault.times--;
        return fault.reply;
      }
    }
    String[] path = call.target.getRawPath().split("/", -1);
    return switch (path[1]) {
      case "n" -> object(call, URLDecoder.decode(path[6], StandardCharsets.UTF_8));
      case "20180418" -> stream(call, path[3], path[4]);
      case "20181201" -> new Reply(202, "", Map.of());
      default -> Reply.error(404, "NotAuthorizedOrNotFound");
    };
  }

  private Reply object(Call call, String name) {
    Stored object = objects.get(name);
    if (object == null) {
      return Reply.error(404, "ObjectNotFound");
    }
    Map<String, String> tag = Map.of("ETag", object.tag);
    return object.tag.equals(call.headers.get("if-none-match"))
        ? new Reply(304, "", tag)
        : new Reply(200, object.content, tag);
  }

  private Reply stream(Call call, String stream, String what) {
    if (call.method.equals("POST") && what.equals("messages")) {
      return put(stream, call.json().getAsJsonArray("messages").get(0).getAsJsonObject());
    }
    if (!streams.containsKey(stream)) {
      return Reply.error(404, "NotAuthorizedOrNotFound");
    }
    if (what.equals("cursors")) {
      return new Reply(
          200, "{\"value\": \"%s\"}".formatted(cursor(begin(stream, call.json()))), Map.of());
    }
    Map<String, String> query = new HashMap<>();
    for (String member : call.target.getQuery().split("&", -1)) {
      query.put(member.split("=", 2)[0], member.split("=", 2)[1]);
    }
    Integer from = cursors.get(query.get("cursor"));
    return from == null
        ? Reply.error(400, "InvalidParameter")
        : read(stream, from, Integer.parseInt(query.getOrDefault("limit", "10000")));
  }

  private Reply put(String stream, JsonObject message) {
    List<String> messages = messages(stream);
    messages.add(decoded(message.get("value").getAsString()));
    return new Reply(
        200,
        "{\"failures\": 0, \"entries\": [{\"offset\": %d, \"timestamp\": \"%s\"}]}"
            .formatted(messages.size() - 1, Instant.now()),
        Map.of());
  }

  private int begin(String stream, JsonObject wanted) {
    return switch (wanted.get("type").getAsString()) {
      case "AFTER_OFFSET" -> wanted.get("offset").getAsInt() + 1;
      case "AT_TIME" ->
          Instant.parse(wanted.get("time").getAsString()).isAfter(Instant.now().minus(oldest))
              ? messages(stream).size()
              : 0;
      default -> messages(stream).size();
    };
  }

  private String cursor(int position) {
    String cursor = "c+/=" + ++made;
    cursors.put(cursor, position);
    return cursor;
  }

  private Reply read(String stream, int from, int limit) {
    JsonArray answer = new JsonArray();
    List<String> messages = messages(stream);
    int end = Math.min(messages.size(), from + limit);
    for (int i = from; i < end; i++) {
      JsonObject message = new JsonObject();
      message.addProperty("offset", i);
      message.addProperty(
          "value",
          Base64.getEncoder().encodeToString(messages.get(i).getBytes(StandardCharsets.UTF_8)));
      answer.add(message);
    }
    return new Reply(
        200, answer.toString(), Map.of("opc-next-cursor", cursor(Math.max(from, end))));
  }

  static String decoded(String base64) {
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
  }

  private static void send(HttpExchange exchange, Reply reply) throws IOException {
    reply.headers.forEach(exchange.getResponseHeaders()::set);
    byte[] bytes = reply.body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(reply.status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(bytes);
      }
    }
  }

  private static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
