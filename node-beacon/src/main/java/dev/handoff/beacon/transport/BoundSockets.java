package dev.handoff.beacon.transport;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Collections;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * TLS sockets that leave from an interface's own address. Which way they then take is for the
 * machine's routing: it needs a rule for that address, which cloud images with several interfaces
 * have.
 */
final class BoundSockets extends PreparedSockets {

  private final String networkInterface;

  BoundSockets(String networkInterface, SSLSocketFactory sockets) {
    super(() -> sockets);
    this.networkInterface = networkInterface;
  }

  @Override
  void prepare(SSLSocket socket) throws IOException {
    if (!socket.isConnected()) {
      socket.bind(new InetSocketAddress(address(), 0));
    }
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
}
