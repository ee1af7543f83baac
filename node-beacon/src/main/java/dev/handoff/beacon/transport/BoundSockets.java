package dev.handoff.beacon.transport;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.util.Collections;
import javax.net.ssl.SSLSocketFactory;

/**
 * TLS sockets that leave from an interface's own address. Which way they then take is for the
 * machine's routing: it needs a rule for that address, which cloud images with several interfaces
 * have.
 */
final class BoundSockets extends SSLSocketFactory {

  private final String networkInterface;
  private final SSLSocketFactory sockets;

  BoundSockets(String networkInterface) {
    this(networkInterface, (SSLSocketFactory) SSLSocketFactory.getDefault());
  }

  /** With TLS as somebody else has set it up. */
  BoundSockets(String networkInterface, SSLSocketFactory sockets) {
    this.networkInterface = networkInterface;
    this.sockets = sockets;
  }

  /** The way in which the JDK's HTTP connections make theirs; connecting comes after. */
  @Override
  public Socket createSocket() throws IOException {
    Socket socket = sockets.createSocket();
    try {
      socket.bind(new InetSocketAddress(address(), 0));
    } catch (IOException e) {
      socket.close();
      throw e;
    }
    return socket;
  }

  /** The interface's first address: what is put on it later comes after. */
  private InetAddress address() throws SocketException {
    NetworkInterface found = NetworkInterface.getByName(networkInterface);
    if (found == null) {
      throw new SocketException("there is no interface " + networkInterface);
    }
    return Collections.list(found.getInetAddresses()).stream()
        .filter(Inet4Address.class::isInstance)
        .findFirst()
        .orElseThrow(() -> new SocketException(networkInterface + " has no IPv4 address"));
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return sockets.getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return sockets.getSupportedCipherSuites();
  }

  @Override
  public Socket createSocket(Socket socket, String host, int port, boolean close)
      throws IOException {
    return sockets.createSocket(socket, host, port, close);
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return sockets.createSocket(host, port, local, localPort);
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return sockets.createSocket(host, port, local, localPort);
  }

  private Socket connected(InetSocketAddress to) throws IOException {
    Socket socket = createSocket();
    try {
      socket.connect(to);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
    return socket;
  }
}
