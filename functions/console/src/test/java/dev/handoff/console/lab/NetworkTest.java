package dev.handoff.console.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handoff.console.lab.node.NodePorts;
import dev.handoff.controller.port.Addresses;
import dev.handoff.events.spec.Address;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.NodeSpec;
import dev.handoff.events.yaml.SpecReader;
import dev.handoff.events.yaml.SpecResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

final class NetworkTest {

  private static final ClusterSpec SPEC =
      ((SpecResult.Valid)
              SpecReader.read(
                  "spec",
                  """
                  cluster: web
                  nodes:
                    a: {instance: i-1, interface: eni-1}
                    b: {instance: i-2, interface: eni-2}
                  groups:
                    front:
                      resources:
                        eip: {type: elastic-ip, allocation: eipalloc-1}
                        httpd: {type: process, command: [sleep, inf], port: 8080}
                  """))
          .spec();

  /** A cloud with one address, in which somebody can be held up who has looked where it is. */
  private static final class SlowCloud implements Addresses {

    private final CountDownLatch looked = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private volatile String place = "a";
    private volatile boolean holdsUp;

    @Override
    public List<Located> locate(ClusterSpec spec, List<Address> addresses) {
      String found = place;
      if (holdsUp) {
        holdsUp = false;
        looked.countDown();
        await(goOn);
      }
      return addresses.stream().map(a -> new Located(a, new Place.AtNode(found))).toList();
    }

    @Override
    public List<Moved> move(
        ClusterSpec spec, List<Address> addresses, NodeSpec target, BooleanSupplier current) {
      place = target.name();
      return addresses.stream().<Moved>map(Moved.Accepted::new).toList();
    }

    @Override
    public List<Moved> release(ClusterSpec spec, List<Address> addresses, BooleanSupplier current) {
      throw new UnsupportedOperationException("nobody releases here");
    }

    @Override
    public Duration lateBound() {
      return Duration.ZERO;
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whoHasLookedBeforeAMoveDoesNotLeadTheLineBack() throws IOException, InterruptedException {
    SlowCloud cloud = new SlowCloud();
    NodePorts ports = new NodePorts();
    try (Network network = new Network(cloud, ports)) {
      network.open(SPEC);
      List<Address> addresses = SPEC.addresses().toList();
      cloud.holdsUp = true;
      Thread looking = Thread.ofPlatform().start(() -> network.refresh(SPEC, addresses));
      await(cloud.looked);
      Thread moving =
          Thread.ofPlatform()
              .start(() -> network.move(SPEC, addresses, SPEC.node("b").orElseThrow(), () -> true));
      while (moving.isAlive() && moving.getState() != Thread.State.BLOCKED) {
        Thread.onSpinWait();
      }
      cloud.goOn.countDown();
      looking.join();
      moving.join();

      assertEquals(
          Optional.of(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.of("b", "httpd"))),
          network.target("eip"));
    }
  }
}
