package dev.handoff.console.lab.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * What stands for the network beyond each node: a port of loopback that accepts connections for as
 * long as the node is connected to its gateway. Each node has one of its own, so that one can be
 * cut off alone.
 */
public final class Gateways implements AutoCloseable {

  private static final int BACKLOG = 16;
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final int MOST_ATTEMPTS = 40;

  private final Map<String, Gateway> gateways = new HashMap<>();
  private boolean closed;

  /** The port that stays the same, and whoever listens on it, if somebody does. */
  private static final class Gateway {
    private final int port;
    private ServerSocket socket;

    Gateway() throws IOException {
      socket = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
      port = socket.getLocalPort();
      serve(socket);
    }

    void open() throws IOException {
      if (socket.isClosed()) {
        socket = listening(port);
        serve(socket);
      }
    }

    void close() throws IOException {
      socket.close();
    }

    /** Whoever comes is let in, and seen off. */
    private static void serve(ServerSocket socket) {
      Thread.ofVirtual()
          .name("gateway-" + socket.getLocalPort())
          .start(() -> {
            while (!socket.isClosed()) {
              try (Socket visitor = socket.accept()) {
                visitor.shutdownOutput();
              } catch (IOException _) {
                // The gateway is cut, or the visitor has left at once: both are all right.
              }
            }
          });
    }

    /** Between two connections of somebody else a port may be taken for a moment. */
    private static ServerSocket listening(int port) throws IOException {
      for (int attempt = 1; ; attempt++) {
        try {
          ServerSocket socket = new ServerSocket();
          socket.setReuseAddress(true);
          socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
          return socket;
        } catch (IOException e) {
          if (attempt == MOST_ATTEMPTS) {
            throw e;
          }
          LockSupport.parkNanos(PAUSE.toNanos());
        }
      }
    }
  }

  /** The port of a node's gateway; the same one for as long as the lab runs. */
  public synchronized int port(String node) {
    try {
      return of(node).port;
    } catch (IOException e) {
      throw new UncheckedIOException("no port for the gateway of " + node, e);
    }
  }

  /**
   * Cuts a node from its gateway, or joins it again.
   *
   * @throws IOException if the gateway's port cannot be opened again
   */
  public synchronized void connected(String node, boolean connected) throws IOException {
    if (connected) {
      of(node).open();
    } else {
      of(node).close();
    }
  }

  private Gateway of(String node) throws IOException {
    if (closed) {
      throw new IOException("the lab is closed");
    }
    Gateway gateway = gateways.get(node);
    if (gateway == null) {
      gateway = new Gateway();
      gateways.put(node, gateway);
    }
    return gateway;
  }

  @Override
  public synchronized void close() {
    closed = true;
    for (Gateway gateway : gateways.values()) {
      try {
        gateway.close();
      } catch (IOException e) {
        throw new UncheckedIOException("a gateway cannot be closed", e);
      }
    }
    gateways.clear();
  }
}
