package dev.handoff.oci.network;

import com.oracle.bmc.core.VirtualNetwork;
import com.oracle.bmc.core.model.CreateIpv6Details;
import com.oracle.bmc.core.model.Ipv6;
import com.oracle.bmc.core.model.UpdateIpv6Details;
import com.oracle.bmc.core.requests.CreateIpv6Request;
import com.oracle.bmc.core.requests.GetIpv6Request;
import com.oracle.bmc.core.requests.Ipv6VnicDetachRequest;
import com.oracle.bmc.core.requests.ListIpv6sRequest;
import com.oracle.bmc.core.requests.UpdateIpv6Request;
import com.oracle.bmc.core.responses.CreateIpv6Response;
import com.oracle.bmc.core.responses.GetIpv6Response;
import com.oracle.bmc.core.responses.Ipv6VnicDetachResponse;
import com.oracle.bmc.core.responses.ListIpv6sResponse;
import com.oracle.bmc.core.responses.UpdateIpv6Response;
import dev.handoff.oci.Calls;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** IPv6 addresses; none of them is primary. */
final class Ipv6Objects implements IpObjects {

  private final VirtualNetwork network;

  Ipv6Objects(VirtualNetwork network) {
    this.network = network;
  }

  @Override
  public String kind() {
    return "Ipv6";
  }

  @Override
  public List<String> find(String subnet, String address) {
    return Paged.all(page -> {
      ListIpv6sResponse listed =
          network.listIpv6s(
              ListIpv6sRequest.builder().subnetId(subnet).ipAddress(address).page(page).build());
      return new Paged.Page<>(
          listed.getItems().stream().map(Ipv6::getId).toList(), listed.getOpcNextPage());
    });
  }

  @Override
  public IpObject get(String id) {
    GetIpv6Response got = network.getIpv6(GetIpv6Request.builder().ipv6Id(id).build());
    return object(got.getIpv6(), got.getEtag());
  }

  @Override
  public IpObject assign(IpObject ip, String vnic) {
    return update(ip, UpdateIpv6Details.builder().vnicId(vnic).build());
  }

  @Override
  public IpObject reserve(IpObject ip) {
    return update(
        ip, UpdateIpv6Details.builder().lifetime(UpdateIpv6Details.Lifetime.Reserved).build());
  }

  private IpObject update(IpObject ip, UpdateIpv6Details details) {
    UpdateIpv6Response updated =
        network.updateIpv6(
            UpdateIpv6Request.builder()
                .ipv6Id(ip.id())
                .updateIpv6Details(details)
                .ifMatch(ip.etag())
                .build());
    return object(updated.getIpv6(), updated.getEtag());
  }

  @Override
  public IpObject detach(IpObject ip) {
    Ipv6VnicDetachResponse detached =
        network.ipv6VnicDetach(
            Ipv6VnicDetachRequest.builder().ipv6Id(ip.id()).ifMatch(ip.etag()).build());
    return object(detached.getIpv6(), detached.getEtag());
  }

  @Override
  public IpObject create(String vnic, String address, String token) {
    CreateIpv6Response created =
        network.createIpv6(
            CreateIpv6Request.builder()
                .createIpv6Details(
                    CreateIpv6Details.builder()
                        .vnicId(vnic)
                        .ipAddress(address)
                        .lifetime(CreateIpv6Details.Lifetime.Reserved)
                        .build())
                .opcRetryToken(token)
                .build());
    return object(created.getIpv6(), created.getEtag());
  }

  private static IpObject object(Ipv6 ip, @Nullable String etag) {
    return new IpObject(
        ip.getId(),
        ip.getIpAddress(),
        ip.getVnicId(),
        Calls.required(etag, "ETag"),
        false,
        ip.getLifetime() == Ipv6.Lifetime.Reserved);
  }
}
