package dev.handoff.console.lab;

import dev.handoff.console.lab.net.ClientLoop;
import dev.handoff.console.lab.net.Forwarder;
import dev.handoff.console.lab.net.Gaps;
import dev.handoff.console.lab.node.NodePorts;
import dev.handoff.controller.port.Addresses;
import dev.handoff.controller.port.Addresses.Located;
import dev.handoff.controller.port.Addresses.Place;
import dev.handoff.events.spec.Address;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.NodeSpec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes the cloud's addresses real: each is a forwarder on loopback that leads to the service of
 * the node where the cloud says that the address is. Looks again whenever the controller has moved
 * something.
 */
final class Network implements Addresses, AutoCloseable {

  /** Where the first address listens, if that port is free, so that people can remember it. */
  private static final int FIRST_PORT = 18_080;

  private final Addresses cloud;
  private final NodePorts ports;
  private final Object refreshing = new Object();
  private final Map<String, Line> lines = new LinkedHashMap<>();

  /** Nodes that no client gets through to. */
  private final Set<String> cutOff = ConcurrentHashMap.newKeySet();

  private record Line(Address address, Forwarder forwarder, ClientLoop client) {}

  Network(Addresses cloud, NodePorts ports) {
    this.cloud = cloud;
    this.ports = ports;
  }

  /** Opens a line for each address of a spec that has none, and leads all to where they are. */
  void open(ClusterSpec spec) throws IOException {
    synchronized (lines) {
      for (Address address : spec.addresses().toList()) {
        if (!lines.containsKey(address.name())) {
          Forwarder forwarder = forwarder(FIRST_PORT + lines.size());
          ClientLoop client = ClientLoop.start(forwarder.port());
          lines.put(address.name(), new Line(address, forwarder, client));
        }
      }
    }
    refresh(spec, spec.addresses().toList());
  }

  private static Forwarder forwarder(int wanted) throws IOException {
    try {
      return Forwarder.open(wanted);
    } catch (IOException e) {
      return Forwarder.open(0);
    }
  }

  /** Cuts a node from whoever asks it for its service, or joins it again. */
  void connected(ClusterSpec spec, String node, boolean connected) {
    boolean changed = connected ? cutOff.remove(node) : cutOff.add(node);
    if (changed) {
      refresh(spec, spec.addresses().toList());
    }
  }

  /** Where the line of an address leads; empty: nowhere. */
  Optional<InetSocketAddress> target(String address) {
    return line(address).map(line -> line.forwarder.target());
  }

  /** Where people reach an address. */
  Optional<Integer> port(String address) {
    return line(address).map(line -> line.forwarder.port());
  }

  /** What the client of an address has seen. */
  Optional<Gaps> gaps(String address) {
    return line(address).map(line -> line.client.gaps());
  }

  private Optional<Line> line(String address) {
    synchronized (lines) {
      return Optional.ofNullable(lines.get(address));
    }
  }

  @Override
  public List<Located> locate(ClusterSpec spec, List<Address> addresses) {
    return cloud.locate(spec, addresses);
  }

  @Override
  public List<Moved> move(
      ClusterSpec spec, List<Address> addresses, NodeSpec target, BooleanSupplier current) {
    List<Moved> results = cloud.move(spec, addresses, target, current);
    refresh(spec, addresses);
    return results;
  }

  @Override
  public List<Moved> release(ClusterSpec spec, List<Address> addresses, BooleanSupplier current) {
    List<Moved> results = cloud.release(spec, addresses, current);
    refresh(spec, addresses);
    return results;
  }

  @Override
  public Duration lateBound() {
    return cloud.lateBound();
  }

  /**
   * Leads the lines of addresses to where the cloud has them. One at a time: whoever has looked
   * before a move must not lead a line after whoever has moved.
   */
  void refresh(ClusterSpec spec, List<Address> addresses) {
    synchronized (refreshing) {
      for (Located located : cloud.locate(spec, addresses)) {
        if (!(located.place() instanceof Place.Unreadable)) {
          line(located.address().name())
              .ifPresent(line -> line.forwarder.lead(target(spec, located)));
        }
      }
    }
  }

  private @Nullable InetSocketAddress target(ClusterSpec spec, Located located) {
    return located.place() instanceof Place.AtNode at && !cutOff.contains(at.node())
        ? NodePorts.behind(spec, located.address())
            .map(service -> ports.of(at.node(), service.name()))
            .map(port -> new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
            .orElse(null)
        : null;
  }

  @Override
  public void close() {
    synchronized (lines) {
      lines.values().forEach(line -> line.client.close());
      lines.values().forEach(line -> line.forwarder.close());
      lines.clear();
    }
  }
}
