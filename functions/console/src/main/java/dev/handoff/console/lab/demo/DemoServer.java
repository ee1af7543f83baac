package dev.handoff.console.lab.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * The service of a lab node: a web server of a few lines that answers every request with the name
 * of its node. A spec starts it as {@code handoff-demo-server}; the port is its only argument, or
 * comes from {@code HANDOFF_PORT}.
 *
 * <p>It ends with the process that {@code HANDOFF_LAB_PID} names, so that no lab leaves it behind.
 * While the file that {@code HANDOFF_FAULT} names exists, it answers with the status written there:
 * the fault outlives a restart, as a broken deployment does.
 */
public final class DemoServer {

  /** What a spec calls this server. */
  public static final String COMMAND = "handoff-demo-server";

  /** Environment: the node's name, for the answer. */
  public static final String NODE = "HANDOFF_NODE";

  /** Environment: the port to listen on, where no argument names one. */
  public static final String PORT = "HANDOFF_PORT";

  /** Environment: file that holds the HTTP status to answer with; absent: all is well. */
  public static final String FAULT = "HANDOFF_FAULT";

  /** Environment: process to live with. */
  public static final String LAB_PID = "HANDOFF_LAB_PID";

  private static final int BAD_USAGE = 2;

  /** Answers given at once. More requests than these wait, and take next to no memory meanwhile. */
  private static final int THREADS = 8;

  private final String node;
  private final @Nullable Path fault;
  private final HttpServer server;

  private DemoServer(String node, @Nullable Path fault, HttpServer server) {
    this.node = node;
    this.fault = fault;
    this.server = server;
  }

  /** Runs until killed. Argument: the port, unless the environment tells it. */
  public static void main(String[] args) throws IOException {
    Map<String, String> environment = System.getenv();
    Optional<Integer> port = port(args, environment.get(PORT));
    if (port.isEmpty()) {
      System.err.println("usage: " + COMMAND + " PORT, from 1 to 65535");
      System.exit(BAD_USAGE);
    }
    endWith(environment.get(LAB_PID));
    String fault = environment.get(FAULT);
    start(
        port.orElseThrow(),
        environment.getOrDefault(NODE, "this machine"),
        fault == null ? null : Path.of(fault));
  }

  /** Starts to serve on loopback. */
  static DemoServer start(int port, String node, @Nullable Path fault) throws IOException {
    System.setProperty("sun.net.httpserver.nodelay", "true");
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    HttpServer server = HttpServer.create(address, 0);
    DemoServer demo = new DemoServer(node, fault, server);
    server.createContext("/", demo::answer);
    server.setExecutor(Executors.newFixedThreadPool(THREADS, DemoServer::thread));
    server.start();
    return demo;
  }

  private static Thread thread(Runnable work) {
    return Thread.ofPlatform().daemon().name("answer").unstarted(work);
  }

  int port() {
    return server.getAddress().getPort();
  }

  void stop() {
    server.stop(0);
  }

  private static Optional<Integer> port(String[] args, @Nullable String inherited) {
    String text = args.length == 1 ? args[0] : inherited;
    if (args.length > 1 || text == null) {
      return Optional.empty();
    }
    try {
      int port = Integer.parseInt(text);
      return port > 0 && port < 65_536 ? Optional.of(port) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static void endWith(@Nullable String pid) {
    if (pid == null) {
      return;
    }
    ProcessHandle lab = ProcessHandle.of(Long.parseLong(pid)).orElse(null);
    Thread.ofPlatform()
        .daemon()
        .name("tether")
        .start(() -> {
          if (lab != null) {
            lab.onExit().join();
          }
          Runtime.getRuntime().halt(0);
        });
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      int status = status();
      String text = status == 200 ? "served by " + node : node + " answers " + status;
      byte[] body = (text + "\n").getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private int status() throws IOException {
    if (fault == null || !Files.exists(fault)) {
      return 200;
    }
    return Integer.parseInt(Files.readString(fault).strip());
  }
}
