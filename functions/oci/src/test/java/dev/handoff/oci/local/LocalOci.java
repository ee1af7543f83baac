package dev.handoff.oci.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.handoff.oci.OciClients;
import dev.handoff.oci.OciSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/**
 * An OCI API server on loopback: who calls is known by the signature, what may be done by a policy,
 * what happens by the {@linkplain OciService services}, and what goes wrong by the test. All
 * services share one base URL; their paths tell them apart.
 */
public final class LocalOci implements AutoCloseable {

  public static final String COMPARTMENT = "ocid1.compartment.oc1..local";
  public static final String REGION = "eu-frankfurt-1";
  public static final String NAMESPACE = "localns";

  private final HttpServer server;
  private final List<OciService> services;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Signatures signatures = new Signatures();
  private final Faults faults = new Faults();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile InstantSource clock = InstantSource.system();
  private volatile Predicate<OciRequest> policy = request -> true;

  private LocalOci(HttpServer server, List<OciService> services) {
    this.server = server;
    this.services = services;
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Starts a server with these services on a free loopback port. */
  public static LocalOci start(OciService... services) {
    // Without it the kernel waits 40 ms for the second half of small answers.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    try {
      return new LocalOci(
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0),
          List.of(services));
    } catch (IOException e) {
      throw new IllegalStateException("no free port on loopback", e);
    }
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Settings that lead here, for an installation of this name. */
  public OciSettings settings(String name) {
    return new OciSettings(name, COMPARTMENT, REGION, NAMESPACE, endpoint(), endpoint());
  }

  /** The SDK's clients, of a user who is made for them. */
  public OciClients clients(String installation) {
    return clients(installation, user("controller"));
  }

  /** The SDK's clients of somebody. */
  public OciClients clients(String installation, Principal principal) {
    return new OciClients(settings(installation), principal.credentials());
  }

  /** Makes a user whose signature is known here. */
  public Principal user(String name) {
    Principal principal = Principal.named(name);
    key(principal.keyId(), principal.publicKey(), principal.ocid());
    return principal;
  }

  /** Lets a key sign for somebody, such as the session key of an instance's token. */
  public void key(String keyId, PublicKey key, String ocid) {
    signatures.add(keyId, key, ocid);
  }

  /** Forgets a key, as when it is deleted. */
  public void revoke(String keyId) {
    signatures.remove(keyId);
  }

  /** Lets pass only calls that this allows; all others are answered as if nothing were there. */
  public void policy(Predicate<OciRequest> allowed) {
    policy = allowed;
  }

  /** The clock that signatures are held against; services have their own. */
  public void clock(InstantSource source) {
    clock = source;
  }

  public Faults faults() {
    return faults;
  }

  private void handle(HttpExchange exchange) throws IOException {
    String id = UUID.randomUUID().toString().replace("-", "").toUpperCase(Locale.ROOT);
    try (exchange) {
      OciRequest unknown = read(exchange);
      OciRequest request;
      try {
        request = unknown.from(signatures.caller(unknown, clock.instant()));
      } catch (OciRefusal e) {
        send(exchange, id, e.reply());
        return;
      }
      switch (faults.arrived(request)) {
        case null -> send(exchange, id, answer(request));
        case Fault.Answer fault ->
            send(exchange, id, OciReply.error(fault.status(), fault.code(), "injected by a test"));
        case Fault.Body body ->
            send(
                exchange,
                id,
                new OciReply(200, OciReply.JSON, body.json().getBytes(StandardCharsets.UTF_8)));
        case Fault.LoseReply lose -> answer(request);
        case Fault.Cut cut -> {
          // Closing the exchange without an answer cuts the connection.
        }
        case Fault.Hang hang -> closed.await();
        case Fault.Delay delay -> {
          Thread.sleep(delay.time());
          send(exchange, id, answer(request));
        }
        case Fault.Meanwhile meanwhile -> {
          meanwhile.other().run();
          send(exchange, id, answer(request));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static OciRequest read(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
    return new OciRequest(
        exchange.getRequestMethod(),
        exchange.getRequestURI(),
        headers,
        exchange.getRequestBody().readAllBytes(),
        "");
  }

  private OciReply answer(OciRequest request) {
    try {
      if (!policy.test(request)) {
        throw OciRefusal.notFound(request.target().getPath());
      }
      for (OciService service : services) {
        Optional<OciReply> reply = service.answer(request);
        if (reply.isPresent()) {
          return reply.get();
        }
      }
      throw OciRefusal.notFound("no service knows " + request);
    } catch (OciRefusal e) {
      return e.reply();
    } catch (RuntimeException e) {
      // A fault of the server itself: the test shall see it as what it is.
      return OciReply.error(500, "LocalServerBroken", request + ": " + e);
    }
  }

  private static void send(HttpExchange exchange, String id, OciReply reply) throws IOException {
    reply.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.getResponseHeaders().set("opc-request-id", id);
    boolean bare = reply.body().length == 0 || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(reply.status(), bare ? -1 : reply.body().length);
    if (!bare) {
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(reply.body());
      }
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.close();
  }
}
