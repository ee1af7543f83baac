package dev.handoff.oci.network;

import com.oracle.bmc.core.VirtualNetwork;
import dev.handoff.controller.port.Addresses;
import dev.handoff.controller.port.Time;
import dev.handoff.dispatch.Parallel;
import dev.handoff.events.spec.Address;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.NodeSpec;
import dev.handoff.oci.attempt.Effort;
import dev.handoff.oci.attempt.Efforts;
import dev.handoff.oci.attempt.Limits;
import dev.handoff.oci.network.AddressKind.Destination;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Private IPs, reserved public IPs and routes of a VCN. All are attempted at the same time. Each
 * change is preceded by the question whether this evaluation is still the newest, names the ETag of
 * what it was decided on, is bounded in time, and is read back by the caller.
 */
public final class OciAddresses implements Addresses {

  private final Limits limits;
  private final Efforts efforts;
  private final PrivateIps privateIps;
  private final PublicIps publicIps;
  private final Routes routes;

  public OciAddresses(VirtualNetwork network, Limits limits, Time time) {
    this.limits = limits;
    efforts = new Efforts(limits, time);
    Vnics vnics = new Vnics(network);
    privateIps = new PrivateIps(network, vnics, efforts);
    publicIps = new PublicIps(network, vnics, efforts);
    routes = new Routes(network, vnics, efforts);
  }

  @Override
  public List<Located> locate(ClusterSpec spec, List<Address> addresses) {
    return Parallel.map(
        addresses,
        address -> {
          try {
            return new Located(address, place(spec, address, efforts.reading()));
          } catch (RuntimeException e) {
            // An answer that makes no sense says nothing of the other addresses.
            return new Located(address, new Place.Unreadable(address.shown() + ": " + e));
          }
        });
  }

  private Place place(ClusterSpec spec, Address address, Effort effort) {
    return switch (address) {
      case Address.PrivateIp ip -> privateIps.locate(spec, ip, effort);
      case Address.PublicIp ip -> publicIps.locate(spec, ip, effort);
      case Address.Route route -> routes.locate(spec, route, effort);
      case Address.ElasticIp other -> new Place.Unreadable(foreign(other));
    };
  }

  @Override
  public List<Moved> move(
      ClusterSpec spec, List<Address> addresses, NodeSpec target, BooleanSupplier current) {
    return each(addresses, address -> move(spec, address, target, current));
  }

  private Moved move(ClusterSpec spec, Address address, NodeSpec target, BooleanSupplier current) {
    String vnic = target.networkInterface();
    if (vnic == null) {
      return new Moved.Refused(
          address, "node " + target.name() + " has no 'interface' (ocid1.vnic.…) in the spec");
    }
    if (!current.getAsBoolean()) {
      return new Moved.NotCurrent(address);
    }
    Destination to = new Destination(target, vnic);
    return switch (address) {
      case Address.PrivateIp ip -> privateIps.move(spec, ip, to, current);
      case Address.PublicIp ip -> publicIps.move(spec, ip, to, current);
      case Address.Route route -> routes.move(spec, route, to, current);
      case Address.ElasticIp other -> new Moved.Refused(other, foreign(other));
    };
  }

  @Override
  public List<Moved> release(ClusterSpec spec, List<Address> addresses, BooleanSupplier current) {
    return each(addresses, address -> release(spec, address, current));
  }

  private Moved release(ClusterSpec spec, Address address, BooleanSupplier current) {
    if (!current.getAsBoolean()) {
      return new Moved.NotCurrent(address);
    }
    return switch (address) {
      case Address.PrivateIp ip -> privateIps.release(spec, ip, current);
      case Address.PublicIp ip -> publicIps.release(spec, ip, current);
      case Address.Route route -> routes.release(spec, route, current);
      case Address.ElasticIp other -> new Moved.Refused(other, foreign(other));
    };
  }

  /** One result each: where nobody could say who is current, the others go their own way. */
  private static List<Moved> each(List<Address> addresses, Function<Address, Moved> work) {
    return Parallel.map(
        addresses,
        address -> {
          try {
            return work.apply(address);
          } catch (RuntimeException e) {
            return new Moved.Unknown(address, address.shown() + ": " + e);
          }
        });
  }

  private static String foreign(Address address) {
    return "'" + address.name() + "' is an elastic-ip, which is AWS's; on OCI it is a public-ip";
  }

  @Override
  public Duration lateBound() {
    return limits.late();
  }
}
