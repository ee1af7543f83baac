package dev.handoff.oci.network;

import com.oracle.bmc.core.VirtualNetwork;
import com.oracle.bmc.core.model.GetPublicIpByPrivateIpIdDetails;
import com.oracle.bmc.core.model.PublicIp;
import com.oracle.bmc.core.model.PublicIp.AssignedEntityType;
import com.oracle.bmc.core.model.UpdatePublicIpDetails;
import com.oracle.bmc.core.requests.GetPublicIpByPrivateIpIdRequest;
import com.oracle.bmc.core.requests.GetPublicIpRequest;
import com.oracle.bmc.core.requests.UpdatePublicIpRequest;
import com.oracle.bmc.core.responses.GetPublicIpResponse;
import dev.handoff.controller.port.Addresses.Moved;
import dev.handoff.controller.port.Addresses.Place;
import dev.handoff.events.spec.Address;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.oci.Calls;
import dev.handoff.oci.attempt.Effort;
import dev.handoff.oci.attempt.Efforts;
import dev.handoff.oci.attempt.Outcome;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reserved public IPs. A call only begins their move, and an assignment may fail without a word: so
 * they are watched until they have arrived, and sent again when they have not. One that is bound to
 * a secondary private IP moves with it, which is faster: that is one call, and takes effect at
 * once.
 */
final class PublicIps implements AddressKind<Address.PublicIp> {

  /** What UpdatePublicIp takes for "no private IP". */
  private static final String NONE = "";

  private final VirtualNetwork network;
  private final Vnics vnics;
  private final Efforts efforts;
  private final IpObjects privateIps;
  private final IpMoves moves;

  PublicIps(VirtualNetwork network, Vnics vnics, Efforts efforts) {
    this.network = network;
    this.vnics = vnics;
    this.efforts = efforts;
    privateIps = new Ipv4Objects(network);
    moves = new IpMoves(privateIps);
  }

  /** What was read, and its ETag. */
  private record Read(PublicIp ip, String etag) {}

  @Override
  public Place locate(ClusterSpec spec, Address.PublicIp address, Effort effort) {
    return switch (get(address.id(), effort)) {
      case Outcome.Failed<Read> failed -> AddressKind.unreadable(failed);
      case Outcome.Done<Read>(Read read) -> place(spec, address, read.ip(), effort);
    };
  }

  private Place place(ClusterSpec spec, Address.PublicIp address, PublicIp ip, Effort effort) {
    return switch (ip.getLifecycleState()) {
      case Available, Unassigned -> new Place.Nowhere();
      case Assigned -> arrived(spec, address, ip, effort);
      case Assigning, Unassigning, Provisioning, UnknownEnumValue ->
          new Place.Elsewhere(PublicIpStep.words(ip));
      case Terminating, Terminated -> new Place.Unreadable(PublicIpStep.words(ip));
    };
  }

  private Place arrived(ClusterSpec spec, Address.PublicIp address, PublicIp ip, Effort effort) {
    String at = ip.getAssignedEntityId();
    if (at == null || ip.getAssignedEntityType() == AssignedEntityType.NatGateway) {
      return new Place.Elsewhere(PublicIpStep.words(ip));
    }
    return switch (holder(at, effort)) {
      case Outcome.Done<IpObject>(IpObject holder) -> bound(spec, address, holder);
      case Outcome.Refused<IpObject> refused when refused.isHidden() ->
          new Place.Elsewhere("at " + at + Hidden.HINT);
      case Outcome.Failed<IpObject> failed -> AddressKind.unreadable(failed);
    };
  }

  private static Place bound(ClusterSpec spec, Address.PublicIp address, IpObject holder) {
    if (holder.vnic() == null) {
      return new Place.Elsewhere("at " + holder.address() + ", which is at no VNIC");
    }
    Place place = AddressKind.at(spec, holder.vnic());
    boolean asWished =
        address.privateIp() == null ? holder.primary() : address.privateIp().equals(holder.id());
    return asWished || !(place instanceof Place.AtNode(String node))
        ? place
        : new Place.Elsewhere("at %s, but bound to %s".formatted(node, holder.address()));
  }

  private Outcome<IpObject> holder(String privateIp, Effort effort) {
    return effort.read("GetPrivateIp", () -> privateIps.get(privateIp));
  }

  private Outcome<Read> get(String id, Effort effort) {
    return effort.read(
        "GetPublicIp",
        () -> {
          GetPublicIpResponse got =
              network.getPublicIp(GetPublicIpRequest.builder().publicIpId(id).build());
          return new Read(got.getPublicIp(), Calls.required(got.getEtag(), "ETag"));
        });
  }

  @Override
  public Moved move(
      ClusterSpec spec, Address.PublicIp address, Destination to, BooleanSupplier current) {
    Effort effort = efforts.changing(current);
    Outcome<Read> moved =
        carrier(address, to, effort).then(privateIp -> drive(address.id(), privateIp, effort));
    return AddressKind.conclude(
        address,
        moved,
        effort,
        () -> locate(spec, address, efforts.glancing()).equals(new Place.AtNode(to.node().name())));
  }

  /** OCID of the private IP at the target's VNIC that the public IP is to be at. */
  private Outcome<String> carrier(Address.PublicIp address, Destination to, Effort effort) {
    String privateIp = address.privateIp();
    return privateIp == null
        ? vnics.primaryIp(to.vnic(), effort)
        : moves.bring(privateIp, to.vnic(), effort).then(ip -> new Outcome.Done<>(ip.id()));
  }

  @Override
  public Moved release(ClusterSpec spec, Address.PublicIp address, BooleanSupplier current) {
    Effort effort = efforts.changing(current);
    Outcome<Read> released =
        get(address.id(), effort)
            .then(read -> leadsToUs(spec, read.ip(), effort))
            .then(ours -> ours ? drive(address.id(), null, effort) : get(address.id(), effort));
    return AddressKind.conclude(
        address,
        released,
        effort,
        () -> locate(spec, address, efforts.glancing()) instanceof Place.Nowhere);
  }

  /** Whether it is at a node of the cluster, or on its way to one. */
  private Outcome<Boolean> leadsToUs(ClusterSpec spec, PublicIp ip, Effort effort) {
    String at = ip.getAssignedEntityId();
    return at == null || ip.getAssignedEntityType() == AssignedEntityType.NatGateway
        ? new Outcome.Done<>(false)
        : holder(at, effort)
            .then(holder ->
                new Outcome.Done<>(
                    holder.vnic() != null && AddressKind.nodeAt(spec, holder.vnic()).isPresent()));
  }

  /**
   * Sends a public IP where it is wanted, and follows it until it is there or time is over.
   *
   * @param target OCID of a private IP; null: it is to be unassigned
   */
  private Outcome<Read> drive(String id, @Nullable String target, Effort effort) {
    for (int sent = 0; ; ) {
      Outcome<Read> got = get(id, effort);
      if (!(got instanceof Outcome.Done<Read>(Read read))) {
        return got;
      }
      String detail;
      boolean taken = false;
      switch (PublicIpStep.toward(target, read.ip())) {
        case PublicIpStep.There _ -> {
          return got;
        }
        case PublicIpStep.Never(String why) -> {
          return new Outcome.Refused<>(0, "Never", why);
        }
        case PublicIpStep.Wait(boolean here, String why) -> {
          // Sent twice means that it has failed silently once, and may do so again.
          taken = here && sent <= 1;
          detail = "%s, sent %d times".formatted(why, sent);
        }
        case PublicIpStep.Assign _ -> {
          Outcome<Read> asked = send(read, target, effort);
          if (asked instanceof Outcome.Refused<Read> refused && target != null) {
            return explained(id, target, refused, effort);
          }
          if (!(asked instanceof Outcome.Done || asked instanceof Outcome.Stale)) {
            return asked;
          }
          sent++;
          detail = "%s has not arrived, sent %d times".formatted(id, sent);
        }
      }
      if (!effort.pause(efforts.look())) {
        // On its way to where it is wanted: the cloud has taken the call.
        return taken ? got : new Outcome.GivenUp<>(detail);
      }
    }
  }

  private Outcome<Read> send(Read read, @Nullable String target, Effort effort) {
    return effort.update(
        "UpdatePublicIp",
        () -> {
          var updated =
              network.updatePublicIp(
                  UpdatePublicIpRequest.builder()
                      .publicIpId(read.ip().getId())
                      .updatePublicIpDetails(
                          UpdatePublicIpDetails.builder()
                              .privateIpId(target == null ? NONE : target)
                              .build())
                      .ifMatch(read.etag())
                      .build());
          return new Read(updated.getPublicIp(), updated.getEtag());
        });
  }

  /** A private IP holds one public IP, and what somebody else has put there is not ours to take. */
  private Outcome<Read> explained(
      String id, String target, Outcome.Refused<Read> refused, Effort effort) {
    Outcome<PublicIp> there =
        effort.read(
            "GetPublicIpByPrivateIpId",
            () ->
                network
                    .getPublicIpByPrivateIpId(
                        GetPublicIpByPrivateIpIdRequest.builder()
                            .getPublicIpByPrivateIpIdDetails(
                                GetPublicIpByPrivateIpIdDetails.builder()
                                    .privateIpId(target)
                                    .build())
                            .build())
                    .getPublicIp());
    return there instanceof Outcome.Done<PublicIp>(PublicIp other) && !other.getId().equals(id)
        ? new Outcome.Refused<>(
            refused.status(),
            refused.code(),
            "%s cannot go to %s, which has the public IP %s (%s) already: take that away first; %s"
                .formatted(id, target, other.getIpAddress(), other.getId(), refused.detail()))
        : refused;
  }
}
