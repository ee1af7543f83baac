package dev.handoff.console.lab.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * An address, as the lab has it: a port on loopback that leads to one place at a time.
 *
 * <p>As with a real remap, existing connections do not survive a change of the place: they are cut
 * by a reset, and the client has to connect anew. An address that leads nowhere, or to a port where
 * nobody listens, resets each connection as soon as it was made. While {@linkplain #blackhole
 * blackholed} it takes connections and answers nothing, as a cut network does.
 */
public final class Forwarder implements AutoCloseable {

  private static final int BACKLOG = 256;
  private static final int CONNECT_MILLIS = 1_000;
  private static final long PAUSE_NANOS = 10_000_000;

  private final ServerSocket listener;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Object change = new Object();
  private volatile @Nullable InetSocketAddress target;
  private volatile boolean blackhole;

  private Forwarder(ServerSocket listener) {
    this.listener = listener;
  }

  /**
   * Opens a forwarder that leads nowhere yet.
   *
   * @param port on loopback; zero: any free one
   * @throws IOException if the port is taken
   */
  public static Forwarder open(int port) throws IOException {
    ServerSocket listener = new ServerSocket();
    try {
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
    } catch (IOException e) {
      listener.close();
      throw new IOException("port " + port + " cannot be opened: " + e.getMessage(), e);
    }
    Forwarder forwarder = new Forwarder(listener);
    Thread.ofVirtual().name("forwarder-" + forwarder.port()).start(forwarder::acceptAll);
    return forwarder;
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** Where new connections go; null: nowhere. */
  public @Nullable InetSocketAddress target() {
    return target;
  }

  /** Leads to another place from now on, and cuts what was connected to the former one. */
  public void lead(@Nullable InetSocketAddress next) {
    synchronized (change) {
      if (Objects.equals(target, next)) {
        return;
      }
      target = next;
    }
    cutAll();
  }

  /** While on, whatever arrives is swallowed; turned on or off, existing connections are cut. */
  public void blackhole(boolean on) {
    blackhole = on;
    cutAll();
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException("port " + port() + " could not be closed", e);
    } finally {
      cutAll();
    }
  }

  private void acceptAll() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        open.add(client);
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException e) {
        if (!listener.isClosed()) {
          // Out of descriptors, or a client that was gone before we took it: the next one may do.
          LockSupport.parkNanos(PAUSE_NANOS);
        }
      }
    }
  }

  private void serve(Socket client) {
    InetSocketAddress place = target;
    if (blackhole) {
      swallow(client);
      return;
    }
    if (place == null) {
      cut(client);
      return;
    }
    Socket server = new Socket();
    open.add(server);
    try {
      server.setTcpNoDelay(true);
      client.setTcpNoDelay(true);
      server.connect(place, CONNECT_MILLIS);
    } catch (IOException e) {
      cut(server);
      cut(client);
      return;
    }
    if (!place.equals(target)) {
      cut(server);
      cut(client);
      return;
    }
    Thread.ofVirtual().start(() -> copy(server, client));
    copy(client, server);
  }

  /** Copies one direction; at its end the other one may still go on, at an error both are cut. */
  private void copy(Socket from, Socket to) {
    byte[] buffer = new byte[16 * 1024];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        out.write(buffer, 0, n);
      }
      to.shutdownOutput();
      if (from.isOutputShutdown()) {
        finish(from);
        finish(to);
      }
    } catch (IOException e) {
      cut(from);
      cut(to);
    }
  }

  private void swallow(Socket client) {
    byte[] buffer = new byte[4 * 1024];
    try {
      InputStream in = client.getInputStream();
      int n = in.read(buffer);
      while (n >= 0) {
        n = in.read(buffer);
      }
    } catch (IOException e) {
      // The client gave up, or the network is whole again: either way this connection is over.
    }
    cut(client);
  }

  private void cutAll() {
    open.forEach(this::cut);
  }

  /** Closes with a reset, so that the peer learns of it at once. */
  private void cut(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
    } catch (IOException e) {
      // Closed already: then there is nothing left to reset.
    }
    finish(socket);
  }

  private void finish(Socket socket) {
    open.remove(socket);
    try {
      socket.close();
    } catch (IOException e) {
      // Nothing more can be done about a socket that does not close.
    }
  }
}
