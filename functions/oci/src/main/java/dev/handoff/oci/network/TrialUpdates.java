package dev.handoff.oci.network;

import com.oracle.bmc.core.Compute;
import com.oracle.bmc.core.VirtualNetwork;
import com.oracle.bmc.core.model.PublicIp;
import com.oracle.bmc.core.model.UpdatePublicIpDetails;
import com.oracle.bmc.core.model.UpdateRouteTableDetails;
import com.oracle.bmc.core.requests.GetInstanceRequest;
import com.oracle.bmc.core.requests.GetPublicIpRequest;
import com.oracle.bmc.core.requests.GetRouteTableRequest;
import com.oracle.bmc.core.requests.GetVnicRequest;
import com.oracle.bmc.core.requests.UpdatePublicIpRequest;
import com.oracle.bmc.core.requests.UpdateRouteTableRequest;
import dev.handoff.controller.port.Time;
import dev.handoff.dispatch.Parallel;
import dev.handoff.dispatch.Permission;
import dev.handoff.dispatch.Permission.Ruling;
import dev.handoff.events.spec.Address;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.Fencing;
import dev.handoff.events.spec.NodeSpec;
import dev.handoff.oci.attempt.Effort;
import dev.handoff.oci.attempt.Efforts;
import dev.handoff.oci.attempt.Limits;
import dev.handoff.oci.attempt.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Finds out whether the calls that a spec may lead to are permitted to whoever runs this. OCI has
 * no dry run. But a change under an ETag that nothing has is refused for that ETag where it is
 * permitted, and as not found where it is not; and it asks for what is so already, so that nothing
 * is changed even by a service that overlooks the ETag. A power action has nothing of that kind: it
 * is not tried, only the instance is read.
 */
public final class TrialUpdates {

  private static final String NO_ETAG = "handoff-doctor-tries-without-changing";

  private static final Limits ONE_TRY =
      new Limits(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ofSeconds(1));

  private final VirtualNetwork network;
  private final Compute compute;
  private final Efforts efforts;
  private final Vnics vnics;

  public TrialUpdates(VirtualNetwork network, Compute compute, Time time) {
    this.network = network;
    this.compute = compute;
    efforts = new Efforts(ONE_TRY, time);
    vnics = new Vnics(network);
  }

  /** Tries every call that a spec may lead to, one attempt each. */
  public List<Permission> of(ClusterSpec spec) {
    Stream<Supplier<List<Permission>>> ofNodes =
        spec.nodes().stream().map(node -> () -> node(spec, node));
    Stream<Supplier<List<Permission>>> ofAddresses =
        spec.addresses().map(address -> () -> address(spec, address));
    return Parallel.map(Stream.concat(ofNodes, ofAddresses).toList(), Supplier::get).stream()
        .flatMap(List::stream)
        .distinct()
        .toList();
  }

  private List<Permission> node(ClusterSpec spec, NodeSpec node) {
    String vnic = node.networkInterface();
    String instance = node.instance();
    Stream<Permission> reading =
        vnic == null || spec.addresses().findAny().isEmpty()
            ? Stream.of()
            : Stream.of(
                read(
                    "GetVnic",
                    vnic + " of " + node.name(),
                    () -> network.getVnic(GetVnicRequest.builder().vnicId(vnic).build())));
    return Stream.concat(
            reading,
            instance == null || spec.fence() != Fencing.STOP
                ? Stream.of()
                : power(node.name(), instance))
        .toList();
  }

  private Stream<Permission> power(String node, String instance) {
    return Stream.of(
        read(
            "GetInstance",
            instance + " of " + node,
            () -> compute.getInstance(GetInstanceRequest.builder().instanceId(instance).build())),
        new Permission(
            "InstanceAction",
            instance + " of " + node,
            Ruling.UNCLEAR,
            "InstanceAction: OCI has no way to try a power action without doing it; it needs"
                + " 'use instances' or more"));
  }

  private List<Permission> address(ClusterSpec spec, Address address) {
    return switch (address) {
      case Address.PrivateIp ip -> privateIp(spec, ip);
      case Address.PublicIp ip -> publicIp(ip);
      case Address.Route route -> route.tables().stream().flatMap(this::table).toList();
      // AWS's; a spec with one says so itself when it is to be moved.
      case Address.ElasticIp _ -> List.of();
    };
  }

  private List<Permission> privateIp(ClusterSpec spec, Address.PrivateIp address) {
    IpObjects objects =
        address.address().contains(":") ? new Ipv6Objects(network) : new Ipv4Objects(network);
    Optional<String> vnic =
        spec.nodes().stream()
            .map(NodeSpec::networkInterface)
            .flatMap(Stream::ofNullable)
            .findFirst();
    if (vnic.isEmpty()) {
      return List.of();
    }
    Effort effort = effort();
    Outcome<List<String>> found =
        vnics
            .subnet(vnic.get(), effort)
            .then(subnet ->
                effort.read(
                    "List" + objects.kind() + "s", () -> objects.find(subnet, address.address())));
    Permission listing = ruled("List" + objects.kind() + "s", address.shown(), found, effort);
    return found instanceof Outcome.Done<List<String>>(List<String> ids) && !ids.isEmpty()
        ? Stream.concat(Stream.of(listing), object(objects, ids.getFirst(), address.shown()))
            .toList()
        : List.of(listing);
  }

  private Stream<Permission> object(IpObjects objects, String id, String on) {
    return readAndUpdate(
        objects.kind(),
        on,
        () -> objects.get(id),
        ip -> {
          IpObject other =
              new IpObject(id, ip.address(), ip.vnic(), NO_ETAG, ip.primary(), ip.reserved());
          return other.vnic() == null
              ? objects.reserve(other)
              : objects.assign(other, other.vnic());
        });
  }

  private List<Permission> publicIp(Address.PublicIp address) {
    Stream<Permission> own =
        readAndUpdate(
            "PublicIp",
            address.shown(),
            () ->
                network
                    .getPublicIp(GetPublicIpRequest.builder().publicIpId(address.id()).build())
                    .getPublicIp(),
            ip -> network.updatePublicIp(unchanged(ip)));
    String carrier = address.privateIp();
    return Stream.concat(
            own,
            carrier == null
                ? Stream.of()
                : object(new Ipv4Objects(network), carrier, carrier + " of " + address.name()))
        .toList();
  }

  private static UpdatePublicIpRequest unchanged(PublicIp ip) {
    UpdatePublicIpDetails.Builder details = UpdatePublicIpDetails.builder();
    if (ip.getPrivateIpId() != null) {
      details.privateIpId(ip.getPrivateIpId());
    }
    return UpdatePublicIpRequest.builder()
        .publicIpId(ip.getId())
        .updatePublicIpDetails(details.build())
        .ifMatch(NO_ETAG)
        .build();
  }

  private Stream<Permission> table(String id) {
    return readAndUpdate(
        "RouteTable",
        id,
        () -> network.getRouteTable(GetRouteTableRequest.builder().rtId(id).build()),
        any ->
            network.updateRouteTable(
                UpdateRouteTableRequest.builder()
                    .rtId(id)
                    .updateRouteTableDetails(UpdateRouteTableDetails.builder().build())
                    .ifMatch(NO_ETAG)
                    .build()));
  }

  /** What cannot be read is not tried to be changed: the answer would be the same. */
  private <T> Stream<Permission> readAndUpdate(
      String kind, String on, Supplier<T> get, Function<T, ?> update) {
    Effort reading = effort();
    Outcome<T> got = reading.read("Get" + kind, get);
    Permission read = ruled("Get" + kind, on, got, reading);
    if (!(got instanceof Outcome.Done<T>(T thing))) {
      return Stream.of(read);
    }
    Effort changing = effort();
    Outcome<?> tried = changing.update("Update" + kind, () -> update.apply(thing));
    return Stream.of(read, ruled("Update" + kind, on, tried, changing));
  }

  private Permission read(String call, String on, Supplier<?> get) {
    Effort effort = effort();
    return ruled(call, on, effort.read(call, get), effort);
  }

  private Effort effort() {
    return efforts.changing(() -> true);
  }

  private static Permission ruled(String call, String on, Outcome<?> outcome, Effort effort) {
    return switch (outcome) {
      case Outcome.Done<?> _ -> new Permission(call, on, Ruling.PERMITTED, "");
      case Outcome.Stale<?>(String detail) ->
          effort.isDoubtful()
              ? new Permission(call, on, Ruling.UNCLEAR, detail)
              : new Permission(call, on, Ruling.PERMITTED, "");
      case Outcome.Refused<?> refused ->
          new Permission(
              call,
              on,
              refused.isHidden() || refused.status() == 403 ? Ruling.REFUSED : Ruling.UNCLEAR,
              refused.detail());
      case Outcome.GivenUp<?>(String detail) -> new Permission(call, on, Ruling.UNCLEAR, detail);
      case Outcome.NotCurrent<?> _ ->
          throw new IllegalStateException("a trial does not ask who is current");
    };
  }
}
