package dev.handoff.console.lab.node;

import dev.handoff.events.spec.Address;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.GroupSpec;
import dev.handoff.events.spec.Monitor.Check;
import dev.handoff.events.spec.Service;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which port a service listens on at each node. All nodes of the lab share one machine, so the port
 * that a spec names is another one on every node, as if each had a published port of a container.
 */
public final class NodePorts {

  private record Key(String node, String service) {}

  private final Map<Key, Integer> ports = new ConcurrentHashMap<>();

  /** The port of a service on a node; the same one for as long as the lab runs. */
  public int of(String node, String service) {
    return ports.computeIfAbsent(new Key(node, service), key -> anyFree());
  }

  /**
   * The port that the spec gives a service: its own, or else the one that its monitors ask on the
   * loopback.
   */
  public static Optional<Integer> named(Service service) {
    Integer port = service.port();
    return port != null
        ? Optional.of(port)
        : service.monitors().stream().flatMap(m -> loopbackPort(m.check()).stream()).findFirst();
  }

  /** The service that an address leads to: the first of its group that has a port. */
  public static Optional<Service> behind(ClusterSpec spec, Address address) {
    return spec.groupOf(address.name()).map(GroupSpec::services).stream()
        .flatMap(services -> services.stream().filter(s -> named(s).isPresent()))
        .findFirst();
  }

  static Optional<Integer> loopbackPort(Check check) {
    return switch (check) {
      case Check.Http http -> {
        URI uri = URI.create(http.url());
        yield isLoopback(String.valueOf(uri.getHost()))
            ? Optional.of(
                uri.getPort() >= 0 ? uri.getPort() : http.url().startsWith("https") ? 443 : 80)
            : Optional.empty();
      }
      case Check.Tcp tcp -> isLoopback(tcp.host()) ? Optional.of(tcp.port()) : Optional.empty();
      case Check.Command _, Check.Own _ -> Optional.empty();
      case Check.PidFile _, Check.Processes _ -> Optional.empty();
    };
  }

  static boolean isLoopback(String host) {
    return host.startsWith("127.") || host.equals("localhost") || host.equals("[::1]");
  }

  private static int anyFree() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("no free port on loopback", e);
    }
  }
}
