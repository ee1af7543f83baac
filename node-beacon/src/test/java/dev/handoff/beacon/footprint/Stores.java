package dev.handoff.beacon.footprint;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.handoff.events.Order;
import dev.handoff.events.Orders;
import dev.handoff.events.Plan;
import dev.handoff.events.Role;
import dev.handoff.events.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Stores on loopback that answer every beat with the same orders: active. */
final class Stores {

  /** The boot that the orders are for. */
  static final String BOOT = "boot-1";

  /** Handshakes after which the next one takes the store hardly longer than any later one. */
  private static final int GREETINGS = 100;

  private final Plan plan;
  private final AtomicLong beats = new AtomicLong();

  Stores(Plan plan) {
    this.plan = plan;
  }

  long beats() {
    return beats.get();
  }

  /** As the lab's embedded cloud. */
  HttpServer plain() throws IOException {
    HttpServer server = HttpServer.create(loopback(), 0);
    server.createContext("/", this::answer);
    return started(server);
  }

  /** As DynamoDB and as Oracle Cloud, with TLS. */
  HttpServer withTls(Path keyStore, String password) throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keyStore)) {
      keys.load(in, password.toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, password.toCharArray());
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(managers.getKeyManagers(), null, null);
    HttpsServer server = HttpsServer.create(loopback(), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    server.createContext("/", this::answerAsDynamoDb);
    server.createContext("/20180418/", this::answerAsStreaming);
    server.createContext("/20181201/", exchange -> reply(exchange, 202, "", Map.of()));
    server.createContext("/n/", this::answerAsObjectStorage);
    server.createContext("/v1/x509", exchange -> reply(exchange, token()));
    return started(server);
  }

  /** As the instance metadata services of both clouds. */
  static HttpServer metadata(Path keyStore, String password)
      throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance(keyStore.toFile(), password.toCharArray());
    String alias = keys.aliases().nextElement();
    byte[] key = keys.getKey(alias, password.toCharArray()).getEncoded();
    String certificate = pem("CERTIFICATE", keys.getCertificate(alias).getEncoded());
    HttpServer server = metadata();
    server.createContext(
        "/opc/v2/identity/key.pem", exchange -> reply(exchange, pem("PRIVATE KEY", key)));
    server.createContext("/opc/v2/identity/", exchange -> reply(exchange, certificate));
    return server;
  }

  /** As the instance metadata service of EC2, with credentials of a role. */
  static HttpServer metadata() throws IOException {
    HttpServer server = HttpServer.create(loopback(), 0);
    server.createContext("/", exchange -> reply(exchange, "role"));
    server.createContext(
        "/latest/meta-data/iam/security-credentials/role",
        exchange ->
            reply(
                exchange,
                """
                {"AccessKeyId": "AK", "SecretAccessKey": "SK", "Token": "token",
                 "Expiration": "%s"}
                """
                    .formatted(Instant.now().plus(Duration.ofHours(6)))));
    server.createContext(
        "/latest/dynamic/instance-identity/document",
        exchange ->
            reply(
                exchange,
                "{'region': 'eu-central-1', 'accountId': '123456789012', 'instanceId': 'i-0a'}"
                    .replace('\'', '"')));
    return started(server);
  }

  /**
   * Greets the store as often as it takes until its side of a handshake is compiled: a beacon's
   * start is not charged with that of its store, which in the cloud has served others before.
   */
  static void greet(Path keyStore, String password, int port)
      throws IOException, GeneralSecurityException {
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(KeyStore.getInstance(keyStore.toFile(), password.toCharArray()));
    URI store = URI.create("https://localhost:" + port + "/");
    for (int greeted = 0; greeted < GREETINGS; greeted++) {
      // One of its own each time: a session that is resumed spares the store the most of it.
      SSLContext tls = SSLContext.getInstance("TLS");
      tls.init(null, trust.getTrustManagers(), null);
      HttpsURLConnection call = (HttpsURLConnection) store.toURL().openConnection();
      call.setSSLSocketFactory(tls.getSocketFactory());
      call.setRequestProperty("X-Amz-Target", "DynamoDB_20120810.GetItem");
      if (call.getResponseCode() != 200) {
        throw new IOException("the store answers " + call.getResponseCode());
      }
      call.disconnect();
    }
  }

  private static HttpServer started(HttpServer server) {
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    return server;
  }

  private void answer(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    switch (exchange.getRequestURI().getPath()) {
      case "/beats" -> {
        beats.incrementAndGet();
        reply(exchange, orders());
      }
      case "/peers" -> reply(exchange, "[]");
      default -> reply(exchange, Json.write(plan));
    }
  }

  private void answerAsDynamoDb(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    switch (target.substring(target.indexOf('.') + 1)) {
      case "UpdateItem" -> {
        beats.incrementAndGet();
        reply(exchange, holder("Attributes", "orders", orders()));
      }
      case "GetItem" -> reply(exchange, holder("Item", "plan", Json.write(plan)));
      default -> reply(exchange, "{\"Responses\":{\"nodes\":[]},\"UnprocessedKeys\":{}}");
    }
  }

  private void answerAsStreaming(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    beats.incrementAndGet();
    reply(
        exchange,
        "{\"failures\": 0, \"entries\": [{\"partition\": \"0\", \"offset\": %d}]}"
            .formatted(beats.get()));
  }

  private void answerAsObjectStorage(HttpExchange exchange) throws IOException {
    boolean isPlan = exchange.getRequestURI().getPath().endsWith("/plan");
    if (exchange.getRequestHeaders().containsKey("If-None-Match")) {
      reply(exchange, 304, "", Map.of("ETag", "same"));
    } else {
      reply(exchange, 200, isPlan ? Json.write(plan) : orders(), Map.of("ETag", "same"));
    }
  }

  /** A token for an hour. */
  private static String token() {
    String claims =
        "{\"exp\": %d}".formatted(Instant.now().plus(Duration.ofHours(1)).getEpochSecond());
    return "{\"token\": \"e30.%s.c2ln\"}".formatted(base64(claims));
  }

  private static String pem(String label, byte[] der) {
    return "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n"
        .formatted(label, Base64.getMimeEncoder().encodeToString(der));
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String holder(String name, String attribute, String text) {
    JsonObject value = new JsonObject();
    value.addProperty("S", text);
    JsonObject item = new JsonObject();
    item.add(attribute, value);
    JsonObject answer = JsonParser.parseString("{}").getAsJsonObject();
    answer.add(name, item);
    return answer.toString();
  }

  private String orders() {
    List<Order> active =
        plan.groups().stream().map(g -> new Order(g.name(), 1, Role.ACTIVE, Map.of())).toList();
    return Json.write(new Orders(BOOT, 1, plan.version(), active));
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private static void reply(HttpExchange exchange, String body) throws IOException {
    reply(exchange, 200, body, Map.of());
  }

  private static void reply(
      HttpExchange exchange, int status, String body, Map<String, String> headers)
      throws IOException {
    try (exchange) {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      headers.forEach(exchange.getResponseHeaders()::set);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
