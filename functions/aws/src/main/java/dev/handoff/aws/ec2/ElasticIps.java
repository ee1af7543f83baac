package dev.handoff.aws.ec2;

import dev.handoff.aws.ec2.Ec2Calls.Filter;
import dev.handoff.aws.ec2.Ec2Calls.Listing;
import dev.handoff.aws.ec2.Ec2Calls.Patience;
import dev.handoff.controller.port.Addresses.Moved;
import dev.handoff.controller.port.Addresses.Place;
import dev.handoff.events.spec.Address.ElasticIp;
import dev.handoff.events.spec.ClusterSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Elastic IPs: associated with an interface, never an instance, because an instance id works only
 * as long as it has one interface. Reassociation is allowed in the same call: to disassociate first
 * would leave a gap. Repeated remaps are billed, so one that is in place already is not asked for.
 */
final class ElasticIps implements AddressKind<ElasticIp> {

  private final Ec2Calls calls;

  ElasticIps(Ec2Calls calls) {
    this.calls = calls;
  }

  @Override
  public Map<ElasticIp, Place> locate(
      ClusterSpec spec, List<ElasticIp> addresses, Patience patience) {
    List<String> ids = addresses.stream().map(ElasticIp::allocation).distinct().toList();
    Listing listing =
        calls.list(
            "DescribeAddresses",
            "addressesSet",
            List.of(new Filter("allocation-id", ids)),
            patience);
    Map<ElasticIp, Place> places = new HashMap<>();
    switch (listing) {
      case Listing.Unreadable(String detail) ->
          addresses.forEach(address -> places.put(address, new Place.Unreadable(detail)));
      case Listing.Complete(List<Xml> items) -> {
        Map<String, Xml> byId = new HashMap<>();
        items.forEach(item -> byId.put(item.text("allocationId"), item));
        for (ElasticIp address : addresses) {
          Xml item = byId.get(address.allocation());
          places.put(
              address,
              item == null
                  ? new Place.Unreadable(address.allocation() + HIDDEN)
                  : place(spec, address, item));
        }
      }
    }
    return places;
  }

  private static Place place(ClusterSpec spec, ElasticIp address, Xml item) {
    String at = item.text("networkInterfaceId");
    if (at.isEmpty()) {
      String instance = item.text("instanceId");
      return instance.isEmpty() ? new Place.Nowhere() : new Place.Elsewhere("at " + instance);
    }
    String node = AddressKind.nodeAt(spec, at);
    if (node.isEmpty()) {
      return new Place.Elsewhere("at " + at);
    }
    String bound = item.text("privateIpAddress");
    return address.privateIp() == null || address.privateIp().equals(bound)
        ? new Place.AtNode(node)
        : new Place.Elsewhere("at %s, but bound to %s".formatted(node, bound));
  }

  @Override
  public Moved move(ClusterSpec spec, ElasticIp address, Destination to, BooleanSupplier current) {
    if (glance(spec, address).equals(new Place.AtNode(to.node().name()))) {
      return new Moved.Accepted(address);
    }
    Map<String, String> parameters = new HashMap<>();
    parameters.put("AllocationId", address.allocation());
    parameters.put("NetworkInterfaceId", to.networkInterface());
    parameters.put("AllowReassociation", "true");
    if (address.privateIp() != null) {
      parameters.put("PrivateIpAddress", address.privateIp());
    }
    return conclude(spec, address, to, calls.change("AssociateAddress", parameters, current));
  }

  @Override
  public Moved release(ClusterSpec spec, ElasticIp address, BooleanSupplier current) {
    Listing listing =
        calls.list(
            "DescribeAddresses",
            "addressesSet",
            List.of(new Filter("allocation-id", List.of(address.allocation()))),
            Patience.REPEATED);
    return switch (listing) {
      case Listing.Unreadable(String detail) -> new Moved.Unknown(address, detail);
      case Listing.Complete(List<Xml> items) when items.isEmpty() ->
          new Moved.Refused(address, address.allocation() + HIDDEN);
      case Listing.Complete(List<Xml> items) ->
          AddressKind.nodeAt(spec, items.getFirst().text("networkInterfaceId")).isEmpty()
              ? new Moved.Accepted(address)
              : disassociate(spec, address, items.getFirst().text("associationId"), current);
    };
  }

  /** An association that is gone by now was somebody's answer to the same wish. */
  private Moved disassociate(
      ClusterSpec spec, ElasticIp address, String association, BooleanSupplier current) {
    Outcome outcome =
        calls.change("DisassociateAddress", Map.of("AssociationId", association), current);
    return outcome instanceof Outcome.Refused(String code, _, _)
            && code.equals("InvalidAssociationID.NotFound")
        ? new Moved.Accepted(address)
        : conclude(address, outcome, () -> isNowhere(spec, address));
  }
}
