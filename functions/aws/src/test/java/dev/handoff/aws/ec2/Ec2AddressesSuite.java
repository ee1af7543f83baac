package dev.handoff.aws.ec2;

import dev.handoff.aws.local.DynamoDbLocalServer;
import dev.handoff.controller.port.Addresses;
import dev.handoff.controller.port.AddressesContract;
import dev.handoff.dispatch.SystemTime;
import dev.handoff.events.spec.Address;
import dev.handoff.events.spec.ClusterSpec;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * The contract over an AWS API server.
 *
 * <p>Such servers leave a private IP at its former holder as well, and find one at a stranger only
 * by its primary address. So what the contract shows here of private IPs is: the wanted node gets
 * it at the first call, and the second call takes it from the others.
 */
abstract class Ec2AddressesSuite extends AddressesContract {

  private @Nullable Ec2World world;
  private @Nullable Ec2Query query;
  private @Nullable Addresses addresses;

  /** The server under test; skips the test where there is none. */
  abstract URI server();

  @BeforeEach
  void makeWorld() {
    URI server = server();
    world = new Ec2World(server);
    query =
        new Ec2Query(
            Ec2World.settings(server), DynamoDbLocalServer.CREDENTIALS, Limits.DEFAULT.attempt());
    addresses = new Ec2Addresses(query, Limits.DEFAULT, new SystemTime());
  }

  @AfterEach
  void close() {
    if (world != null && query != null) {
      world.close();
      query.close();
    }
  }

  private Ec2World world() {
    if (world == null) {
      throw new IllegalStateException("before the test");
    }
    return world;
  }

  @Override
  protected Addresses addresses() {
    if (addresses == null) {
      throw new IllegalStateException("before the test");
    }
    return addresses;
  }

  @Override
  protected ClusterSpec spec() {
    return world().spec;
  }

  @Override
  protected List<Address> missing() {
    return List.of(
        new Address.ElasticIp("no-eip", "eipalloc-00000000", null),
        new Address.Route(
            "half-a-route", "10.99.0.0/16", List.of(world().tables.getFirst(), "rtb-00000000")));
  }

  @Override
  protected void leadElsewhere(Address address) {
    world().leadElsewhere(address);
  }
}
