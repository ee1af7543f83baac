package dev.handoff.aws.local;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * EC2, SNS and SQS by {@code moto_server}, where that is installed: one process for all tests of
 * this JVM, on a free loopback port, which ends with the JVM.
 */
public final class MotoServer implements AutoCloseable {

  /** What a test that is skipped for want of it says. */
  public static final String MISSING =
      "no moto_server on the PATH and no Docker: install moto[server], or run Docker";

  private static final Duration START = Duration.ofSeconds(60);

  private static @Nullable MotoServer shared;

  private final Process process;
  private final URI endpoint;

  private MotoServer(Process process, URI endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  /** The server of this JVM; empty where none is installed. */
  public static synchronized Optional<MotoServer> shared() {
    if (shared == null) {
      shared = command().map(MotoServer::start).orElse(null);
    }
    return Optional.ofNullable(shared);
  }

  private static Optional<File> command() {
    String path = System.getenv().getOrDefault("PATH", "");
    return Arrays.stream(path.split(File.pathSeparator, -1))
        .map(folder -> new File(folder, "moto_server"))
        .filter(File::canExecute)
        .findFirst();
  }

  private static MotoServer start(File command) {
    int port = freePort();
    Process process;
    try {
      process =
          new ProcessBuilder(command.getPath(), "-H", "127.0.0.1", "-p", Integer.toString(port))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException e) {
      throw new IllegalStateException(command + " cannot be started", e);
    }
    MotoServer server = new MotoServer(process, URI.create("http://127.0.0.1:" + port));
    Runtime.getRuntime().addShutdownHook(new Thread(server::close));
    server.awaitStart();
    return server;
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException("no free port on loopback", e);
    }
  }

  private void awaitStart() {
    HttpRequest request = HttpRequest.newBuilder(endpoint.resolve("/moto-api/")).build();
    long end = System.nanoTime() + START.toNanos();
    try (HttpClient client = HttpClient.newHttpClient()) {
      while (true) {
        try {
          client.send(request, HttpResponse.BodyHandlers.discarding());
          return;
        } catch (IOException e) {
          if (!process.isAlive() || System.nanoTime() > end) {
            throw new IllegalStateException("moto_server does not answer at " + endpoint, e);
          }
          Thread.sleep(100);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while moto_server started", e);
    }
  }

  public URI endpoint() {
    return endpoint;
  }

  /** Ends this process and those that it started, which a launcher script may have done. */
  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
