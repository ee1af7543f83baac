package dev.handoff.aws.ec2;

import dev.handoff.aws.ec2.Ec2Calls.Filter;
import dev.handoff.aws.ec2.Ec2Calls.Listing;
import dev.handoff.aws.ec2.Ec2Calls.Patience;
import dev.handoff.controller.port.Addresses.Moved;
import dev.handoff.controller.port.Addresses.Place;
import dev.handoff.events.spec.Address.PrivateIp;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.NodeSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/**
 * Secondary private IPs. An IPv4 address is taken over in one call; an IPv6 address must be taken
 * from its holder first. An address that EC2 shows at several interfaces is taken from all but the
 * wanted one.
 */
final class PrivateIps implements AddressKind<PrivateIp> {

  private static final String DESCRIBE = "DescribeNetworkInterfaces";
  private static final String SET = "networkInterfaceSet";

  private final Ec2Calls calls;

  PrivateIps(Ec2Calls calls) {
    this.calls = calls;
  }

  /** The interfaces that hold an address, or why that cannot be told. */
  private sealed interface Holders {

    record Known(List<String> interfaces) implements Holders {}

    record Hidden(String detail) implements Holders {}
  }

  @Override
  public Map<PrivateIp, Place> locate(
      ClusterSpec spec, List<PrivateIp> addresses, Patience patience) {
    Map<PrivateIp, Place> places = new HashMap<>();
    holders(spec, addresses, patience)
        .forEach((address, holders) -> places.put(address, place(spec, holders)));
    return places;
  }

  private static Place place(ClusterSpec spec, Holders holders) {
    return switch (holders) {
      case Holders.Hidden(String detail) -> new Place.Unreadable(detail);
      case Holders.Known(List<String> at) when at.isEmpty() -> new Place.Nowhere();
      case Holders.Known(List<String> at) -> {
        List<String> names = at.stream().map(eni -> AddressKind.nodeAt(spec, eni)).toList();
        yield names.size() == 1 && !names.getFirst().isEmpty()
            ? new Place.AtNode(names.getFirst())
            : new Place.Elsewhere("at " + String.join(" and ", at));
      }
    };
  }

  private Map<PrivateIp, Holders> holders(
      ClusterSpec spec, List<PrivateIp> addresses, Patience patience) {
    List<String> interfaces =
        spec.nodes().stream().map(NodeSpec::networkInterface).filter(Objects::nonNull).toList();
    Listing listing =
        calls.list(
            DESCRIBE, SET, List.of(new Filter("network-interface-id", interfaces)), patience);
    Map<PrivateIp, Holders> holders = new HashMap<>();
    switch (listing) {
      case Listing.Unreadable(String detail) ->
          addresses.forEach(address -> holders.put(address, new Holders.Hidden(detail)));
      case Listing.Complete(List<Xml> items) -> {
        for (PrivateIp address : addresses) {
          holders.put(address, holders(address, interfaces, items, patience));
        }
      }
    }
    return holders;
  }

  /** First the cluster's own interfaces; only if none holds it, the others of their subnets. */
  private Holders holders(
      PrivateIp address, List<String> interfaces, List<Xml> items, Patience patience) {
    if (items.isEmpty()) {
      return new Holders.Hidden("interfaces " + interfaces + HIDDEN);
    }
    List<String> ours = holding(address, items);
    if (!ours.isEmpty()) {
      return new Holders.Known(ours);
    }
    List<String> subnets = items.stream().map(item -> item.text("subnetId")).distinct().toList();
    String byAddress =
        isV6(address) ? "ipv6-addresses.ipv6-address" : "addresses.private-ip-address";
    List<Filter> filters =
        List.of(
            new Filter(byAddress, List.of(address.address())), new Filter("subnet-id", subnets));
    return switch (calls.list(DESCRIBE, SET, filters, patience)) {
      case Listing.Complete(List<Xml> others) -> new Holders.Known(holding(address, others));
      case Listing.Unreadable(String detail) -> new Holders.Hidden(detail);
    };
  }

  private static List<String> holding(PrivateIp address, List<Xml> interfaces) {
    boolean v6 = isV6(address);
    return interfaces.stream()
        .filter(eni ->
            eni.items(v6 ? "ipv6AddressesSet" : "privateIpAddressesSet").stream()
                .map(item -> item.text(v6 ? "ipv6Address" : "privateIpAddress"))
                .anyMatch(shown -> shown.equalsIgnoreCase(address.address())))
        .map(eni -> eni.text("networkInterfaceId"))
        .toList();
  }

  @Override
  public Moved move(ClusterSpec spec, PrivateIp address, Destination to, BooleanSupplier current) {
    Holders holders =
        Objects.requireNonNull(holders(spec, List.of(address), Patience.ONE_TRY).get(address));
    List<String> at =
        switch (holders) {
          case Holders.Known(List<String> interfaces) -> interfaces;
          case Holders.Hidden hidden -> List.of();
        };
    if (holders instanceof Holders.Hidden(String detail) && isV6(address)) {
      return new Moved.Unknown(address, "whom to take it from could not be read: " + detail);
    }
    boolean there = at.contains(to.networkInterface());
    if (there || isV6(address)) {
      List<String> others = at.stream().filter(e -> !e.equals(to.networkInterface())).toList();
      for (String other : others) {
        Outcome taken = take(address, other, current);
        if (!(taken instanceof Outcome.Done)) {
          return conclude(spec, address, to, taken);
        }
      }
    }
    return there
        ? new Moved.Accepted(address)
        : conclude(spec, address, to, give(address, to.networkInterface(), current));
  }

  @Override
  public Moved release(ClusterSpec spec, PrivateIp address, BooleanSupplier current) {
    Holders holders =
        Objects.requireNonNull(holders(spec, List.of(address), Patience.REPEATED).get(address));
    return switch (holders) {
      case Holders.Hidden(String detail) -> new Moved.Unknown(address, detail);
      case Holders.Known(List<String> interfaces) -> {
        for (String holder : interfaces) {
          if (!AddressKind.nodeAt(spec, holder).isEmpty()) {
            Outcome taken = take(address, holder, current);
            if (!(taken instanceof Outcome.Done)) {
              yield conclude(address, taken, () -> isNowhere(spec, address));
            }
          }
        }
        yield new Moved.Accepted(address);
      }
    };
  }

  private Outcome take(PrivateIp address, String from, BooleanSupplier current) {
    return isV6(address)
        ? calls.change(
            "UnassignIpv6Addresses",
            Map.of("NetworkInterfaceId", from, "Ipv6Addresses.1", address.address()),
            current)
        : calls.change(
            "UnassignPrivateIpAddresses",
            Map.of("NetworkInterfaceId", from, "PrivateIpAddress.1", address.address()),
            current);
  }

  private Outcome give(PrivateIp address, String to, BooleanSupplier current) {
    return isV6(address)
        ? calls.change(
            "AssignIpv6Addresses",
            Map.of("NetworkInterfaceId", to, "Ipv6Addresses.1", address.address()),
            current)
        : calls.change(
            "AssignPrivateIpAddresses",
            Map.of(
                "NetworkInterfaceId",
                to,
                "PrivateIpAddress.1",
                address.address(),
                "AllowReassignment",
                "true"),
            current);
  }

  static boolean isV6(PrivateIp address) {
    return address.address().contains(":");
  }
}
