package dev.handoff.packages.network;

import dev.handoff.controller.port.Addresses;
import dev.handoff.events.spec.Address;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.NodeSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** The cloud's addresses made real: packets go where its tables say, right after each call. */
final class Fabric implements Addresses {

  private final Addresses cloud;
  private final Wires wires;
  private final Map<String, Integer> machines;

  /**
   * @param machines number of each node's machine
   */
  Fabric(Addresses cloud, Wires wires, Map<String, Integer> machines) {
    this.cloud = cloud;
    this.wires = wires;
    this.machines = Map.copyOf(machines);
  }

  @Override
  public List<Located> locate(ClusterSpec spec, List<Address> addresses) {
    return cloud.locate(spec, addresses);
  }

  @Override
  public List<Moved> move(
      ClusterSpec spec, List<Address> addresses, NodeSpec target, BooleanSupplier current) {
    List<Moved> moved = cloud.move(spec, addresses, target, current);
    follow(spec, addresses);
    return moved;
  }

  @Override
  public List<Moved> release(ClusterSpec spec, List<Address> addresses, BooleanSupplier current) {
    List<Moved> released = cloud.release(spec, addresses, current);
    follow(spec, addresses);
    return released;
  }

  @Override
  public Duration lateBound() {
    return cloud.lateBound();
  }

  /** One at a time: who has looked before a move must not lead packets after it. */
  private synchronized void follow(ClusterSpec spec, List<Address> addresses) {
    try {
      for (Located located : cloud.locate(spec, addresses)) {
        wires.lead(located.place() instanceof Place.AtNode at ? machines.get(at.node()) : null);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
