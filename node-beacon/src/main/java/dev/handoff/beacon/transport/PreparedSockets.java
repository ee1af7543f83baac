package dev.handoff.beacon.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** TLS sockets of somebody else's making, with something done to each before its handshake. */
abstract class PreparedSockets extends SSLSocketFactory {

  private final Supplier<SSLSocketFactory> sockets;

  /**
   * @param sockets asked for when the first socket is: the JDK's own reads all the certificates
   *     that this machine trusts
   */
  PreparedSockets(Supplier<SSLSocketFactory> sockets) {
    this.sockets = sockets;
  }

  /**
   * Does what is to be done to a new socket.
   *
   * @param socket not connected, or laid over one that is; its handshake has not begun
   * @throws IOException if this socket cannot be used; it is closed then
   */
  abstract void prepare(SSLSocket socket) throws IOException;

  /** The way in which the JDK's HTTP connections make theirs; connecting comes after. */
  @Override
  public final Socket createSocket() throws IOException {
    return prepared(sockets.get().createSocket());
  }

  @Override
  public final Socket createSocket(Socket socket, String host, int port, boolean close)
      throws IOException {
    return prepared(sockets.get().createSocket(socket, host, port, close));
  }

  @Override
  public final Socket createSocket(String host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public final Socket createSocket(InetAddress host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public final Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return prepared(sockets.get().createSocket(host, port, local, localPort));
  }

  @Override
  public final Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return prepared(sockets.get().createSocket(host, port, local, localPort));
  }

  @Override
  public final String[] getDefaultCipherSuites() {
    return sockets.get().getDefaultCipherSuites();
  }

  @Override
  public final String[] getSupportedCipherSuites() {
    return sockets.get().getSupportedCipherSuites();
  }

  private Socket prepared(Socket socket) throws IOException {
    try {
      prepare((SSLSocket) socket);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private Socket connected(SocketAddress to) throws IOException {
    Socket socket = createSocket();
    try {
      socket.connect(to);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }
}
