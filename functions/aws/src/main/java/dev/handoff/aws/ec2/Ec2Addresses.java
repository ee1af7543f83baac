package dev.handoff.aws.ec2;

import dev.handoff.aws.ec2.AddressKind.Destination;
import dev.handoff.aws.ec2.Ec2Calls.Patience;
import dev.handoff.controller.port.Addresses;
import dev.handoff.controller.port.Time;
import dev.handoff.dispatch.Parallel;
import dev.handoff.events.spec.Address;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.NodeSpec;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Elastic IPs, routes and private IPs of EC2. All are attempted at the same time. EC2's calls carry
 * no fencing token and no condition: so each is preceded by the question whether this evaluation is
 * still the newest, is bounded in time, and the result is read back by the caller.
 */
public final class Ec2Addresses implements Addresses {

  private final Limits limits;
  private final ElasticIps elasticIps;
  private final Routes routes;
  private final PrivateIps privateIps;

  public Ec2Addresses(Ec2Query query, Limits limits, Time time) {
    this.limits = limits;
    Ec2Calls calls = new Ec2Calls(query, limits, time);
    elasticIps = new ElasticIps(calls);
    routes = new Routes(calls);
    privateIps = new PrivateIps(calls);
  }

  @Override
  public List<Located> locate(ClusterSpec spec, List<Address> addresses) {
    List<Map<? extends Address, Place>> found =
        Parallel.map(
            List.of(Address.ElasticIp.class, Address.Route.class, Address.PrivateIp.class),
            type -> locate(spec, addresses, type));
    Map<Address, Place> places = new HashMap<>();
    found.forEach(places::putAll);
    return addresses.stream()
        .map(a -> new Located(a, places.getOrDefault(a, new Place.Unreadable(foreign(a)))))
        .toList();
  }

  private Map<? extends Address, Place> locate(
      ClusterSpec spec, List<Address> addresses, Class<? extends Address> type) {
    if (addresses.stream().noneMatch(type::isInstance)) {
      return Map.of();
    }
    if (type == Address.ElasticIp.class) {
      return elasticIps.locate(spec, only(addresses, Address.ElasticIp.class), Patience.REPEATED);
    }
    return type == Address.Route.class
        ? routes.locate(spec, only(addresses, Address.Route.class), Patience.REPEATED)
        : privateIps.locate(spec, only(addresses, Address.PrivateIp.class), Patience.REPEATED);
  }

  private static <A extends Address> List<A> only(List<Address> addresses, Class<A> type) {
    return addresses.stream().filter(type::isInstance).map(type::cast).toList();
  }

  @Override
  public List<Moved> move(
      ClusterSpec spec, List<Address> addresses, NodeSpec target, BooleanSupplier current) {
    return Parallel.map(
        addresses,
        address -> {
          try {
            return move(spec, address, target, current);
          } catch (RuntimeException e) {
            // Most likely nobody could say who is current; the other addresses go their own way.
            return new Moved.Unknown(address, address.shown() + ": " + e);
          }
        });
  }

  private Moved move(ClusterSpec spec, Address address, NodeSpec target, BooleanSupplier current) {
    String networkInterface = target.networkInterface();
    if (networkInterface == null) {
      return new Moved.Refused(
          address, "node " + target.name() + " has no 'interface' (eni-…) in the spec");
    }
    if (!current.getAsBoolean()) {
      return new Moved.NotCurrent(address);
    }
    Destination to = new Destination(target, networkInterface);
    return switch (address) {
      case Address.ElasticIp eip -> elasticIps.move(spec, eip, to, current);
      case Address.Route route -> routes.move(spec, route, to, current);
      case Address.PrivateIp ip -> privateIps.move(spec, ip, to, current);
      case Address.PublicIp other -> new Moved.Refused(other, foreign(other));
    };
  }

  @Override
  public List<Moved> release(ClusterSpec spec, List<Address> addresses, BooleanSupplier current) {
    return Parallel.map(
        addresses,
        address -> {
          try {
            return release(spec, address, current);
          } catch (RuntimeException e) {
            // As above: the other addresses go their own way.
            return new Moved.Unknown(address, address.shown() + ": " + e);
          }
        });
  }

  private Moved release(ClusterSpec spec, Address address, BooleanSupplier current) {
    if (!current.getAsBoolean()) {
      return new Moved.NotCurrent(address);
    }
    return switch (address) {
      case Address.ElasticIp eip -> elasticIps.release(spec, eip, current);
      case Address.Route route -> routes.release(spec, route, current);
      case Address.PrivateIp ip -> privateIps.release(spec, ip, current);
      case Address.PublicIp other -> new Moved.Refused(other, foreign(other));
    };
  }

  private static String foreign(Address address) {
    return "'" + address.name() + "' is a public-ip, which is OCI's; on AWS it is an elastic-ip";
  }

  @Override
  public Duration lateBound() {
    return limits.late();
  }
}
