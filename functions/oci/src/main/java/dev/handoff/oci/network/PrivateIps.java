package dev.handoff.oci.network;

import com.oracle.bmc.core.VirtualNetwork;
import dev.handoff.controller.port.Addresses.Moved;
import dev.handoff.controller.port.Addresses.Place;
import dev.handoff.events.spec.Address.PrivateIp;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.NodeSpec;
import dev.handoff.oci.attempt.Effort;
import dev.handoff.oci.attempt.Efforts;
import dev.handoff.oci.attempt.Outcome;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Secondary private IPs and IPv6 addresses, across the availability domains of a regional subnet.
 * An ephemeral one goes with the instance that holds it when that is terminated: one that is not
 * there any more is made anew, and reserved.
 */
final class PrivateIps implements AddressKind<PrivateIp> {

  private final Vnics vnics;
  private final Efforts efforts;
  private final Family v4;
  private final Family v6;

  PrivateIps(VirtualNetwork network, Vnics vnics, Efforts efforts) {
    this.vnics = vnics;
    this.efforts = efforts;
    v4 = new Family(new Ipv4Objects(network));
    v6 = new Family(new Ipv6Objects(network));
  }

  /** IPv4 or IPv6, with the OCIDs that are known by address and subnet. */
  private record Family(IpObjects objects, IpMoves moves, Map<String, String> ids) {
    Family(IpObjects objects) {
      this(objects, new IpMoves(objects), new ConcurrentHashMap<>());
    }
  }

  private Family family(PrivateIp address) {
    return address.address().contains(":") ? v6 : v4;
  }

  @Override
  public Place locate(ClusterSpec spec, PrivateIp address, Effort effort) {
    return switch (find(spec, address, effort)) {
      case Outcome.Done<Optional<IpObject>>(Optional<IpObject> ip) ->
          AddressKind.at(spec, ip.map(IpObject::vnic).orElse(null));
      case Outcome.Failed<Optional<IpObject>> failed -> AddressKind.unreadable(failed);
    };
  }

  /**
   * Looks in the subnets of all nodes; they should be one. A VNIC that cannot be seen, because its
   * instance is gone, hides nothing as long as another shows the subnet.
   */
  private Outcome<Optional<IpObject>> find(ClusterSpec spec, PrivateIp address, Effort effort) {
    Outcome<Optional<IpObject>> found = new Outcome.Done<>(Optional.empty());
    Set<String> subnets = new HashSet<>();
    for (String vnic : interfaces(spec).toList()) {
      Outcome<String> of = vnics.subnet(vnic, effort);
      if (of instanceof Outcome.Failed<String> hidden && subnets.isEmpty()) {
        found = hidden.retyped();
      }
      if (of instanceof Outcome.Done<String>(String subnet) && subnets.add(subnet)) {
        found = find(subnet, address, effort);
        if (!(found instanceof Outcome.Done<Optional<IpObject>>(Optional<IpObject> ip))
            || ip.isPresent()) {
          return found;
        }
      }
    }
    return found;
  }

  private static Stream<String> interfaces(ClusterSpec spec) {
    return spec.nodes().stream().map(NodeSpec::networkInterface).flatMap(Stream::ofNullable);
  }

  private Outcome<Optional<IpObject>> find(String subnet, PrivateIp address, Effort effort) {
    Family family = family(address);
    return withId(
        family,
        subnet,
        address,
        effort,
        id -> effort.read("Get" + family.objects().kind(), () -> family.objects().get(id)));
  }

  /**
   * Does something with the object of an address, if there is one. Its OCID stays the same until it
   * is deleted, so it is looked up again only when nothing is found by it.
   */
  private static Outcome<Optional<IpObject>> withId(
      Family family,
      String subnet,
      PrivateIp address,
      Effort effort,
      Function<String, Outcome<IpObject>> action) {
    String key = subnet + " " + address.address();
    String known = family.ids().get(key);
    if (known != null) {
      Outcome<IpObject> done = action.apply(known);
      if (!(done instanceof Outcome.Refused<IpObject> refused && refused.isHidden())) {
        return done.then(ip -> new Outcome.Done<>(Optional.of(ip)));
      }
      family.ids().remove(key, known);
    }
    Outcome<List<String>> listed =
        effort.read(
            "List" + family.objects().kind() + "s",
            () -> family.objects().find(subnet, address.address()));
    return listed.then(ids -> {
      if (ids.isEmpty()) {
        return new Outcome.Done<>(Optional.empty());
      }
      family.ids().put(key, ids.getFirst());
      return action.apply(ids.getFirst()).then(ip -> new Outcome.Done<>(Optional.of(ip)));
    });
  }

  @Override
  public Moved move(ClusterSpec spec, PrivateIp address, Destination to, BooleanSupplier current) {
    Effort effort = efforts.changing(current);
    Outcome<IpObject> moved =
        vnics.subnet(to.vnic(), effort).then(subnet -> bring(subnet, address, to.vnic(), effort));
    return AddressKind.conclude(
        address,
        moved,
        effort,
        () -> locate(spec, address, efforts.glancing()).equals(new Place.AtNode(to.node().name())));
  }

  private Outcome<IpObject> bring(String subnet, PrivateIp address, String vnic, Effort effort) {
    Family family = family(address);
    Function<String, Outcome<IpObject>> assign = id -> family.moves().bring(id, vnic, effort);
    return withId(family, subnet, address, effort, assign)
        .then(ip ->
            ip.<Outcome<IpObject>>map(Outcome.Done::new)
                .orElseGet(() -> create(family, subnet, address, vnic, effort)));
  }

  private Outcome<IpObject> create(
      Family family, String subnet, PrivateIp address, String vnic, Effort effort) {
    String token = UUID.randomUUID().toString();
    Outcome<IpObject> created =
        effort.change(
            "Create" + family.objects().kind(),
            () -> family.objects().create(vnic, address.address(), token));
    if (!(created instanceof Outcome.Refused)) {
      return created;
    }
    // Somebody may have made it since: another evaluation, or a person.
    Outcome<Optional<IpObject>> brought =
        withId(family, subnet, address, effort, id -> family.moves().bring(id, vnic, effort));
    return brought.then(ip -> ip.<Outcome<IpObject>>map(Outcome.Done::new).orElse(created));
  }

  @Override
  public Moved release(ClusterSpec spec, PrivateIp address, BooleanSupplier current) {
    Effort effort = efforts.changing(current);
    Family family = family(address);
    Outcome<IpObject> off =
        find(spec, address, effort)
            .then(ip ->
                ip.isEmpty()
                    ? new Outcome.Done<>(NONE)
                    : family
                        .moves()
                        .takeOff(
                            ip.get().id(),
                            vnic -> AddressKind.nodeAt(spec, vnic).isPresent(),
                            effort));
    return AddressKind.conclude(
        address,
        off,
        effort,
        () -> locate(spec, address, efforts.glancing()) instanceof Place.Nowhere);
  }

  /** What is not there is taken off already. */
  private static final IpObject NONE = new IpObject("", "", null, "", false, false);
}
