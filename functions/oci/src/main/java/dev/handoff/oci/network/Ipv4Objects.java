package dev.handoff.oci.network;

import com.oracle.bmc.core.VirtualNetwork;
import com.oracle.bmc.core.model.CreatePrivateIpDetails;
import com.oracle.bmc.core.model.PrivateIp;
import com.oracle.bmc.core.model.UpdatePrivateIpDetails;
import com.oracle.bmc.core.requests.CreatePrivateIpRequest;
import com.oracle.bmc.core.requests.GetPrivateIpRequest;
import com.oracle.bmc.core.requests.ListPrivateIpsRequest;
import com.oracle.bmc.core.requests.PrivateIpVnicDetachRequest;
import com.oracle.bmc.core.requests.UpdatePrivateIpRequest;
import com.oracle.bmc.core.responses.CreatePrivateIpResponse;
import com.oracle.bmc.core.responses.GetPrivateIpResponse;
import com.oracle.bmc.core.responses.ListPrivateIpsResponse;
import com.oracle.bmc.core.responses.PrivateIpVnicDetachResponse;
import com.oracle.bmc.core.responses.UpdatePrivateIpResponse;
import dev.handoff.oci.Calls;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Private IPs. */
final class Ipv4Objects implements IpObjects {

  private final VirtualNetwork network;

  Ipv4Objects(VirtualNetwork network) {
    this.network = network;
  }

  @Override
  public String kind() {
    return "PrivateIp";
  }

  @Override
  public List<String> find(String subnet, String address) {
    return Paged.all(page -> {
      ListPrivateIpsResponse listed =
          network.listPrivateIps(
              ListPrivateIpsRequest.builder()
                  .subnetId(subnet)
                  .ipAddress(address)
                  .page(page)
                  .build());
      return new Paged.Page<>(
          listed.getItems().stream().map(PrivateIp::getId).toList(), listed.getOpcNextPage());
    });
  }

  @Override
  public IpObject get(String id) {
    GetPrivateIpResponse got =
        network.getPrivateIp(GetPrivateIpRequest.builder().privateIpId(id).build());
    return object(got.getPrivateIp(), got.getEtag());
  }

  @Override
  public IpObject assign(IpObject ip, String vnic) {
    return update(ip, UpdatePrivateIpDetails.builder().vnicId(vnic).build());
  }

  @Override
  public IpObject reserve(IpObject ip) {
    return update(
        ip,
        UpdatePrivateIpDetails.builder()
            .lifetime(UpdatePrivateIpDetails.Lifetime.Reserved)
            .build());
  }

  private IpObject update(IpObject ip, UpdatePrivateIpDetails details) {
    UpdatePrivateIpResponse updated =
        network.updatePrivateIp(
            UpdatePrivateIpRequest.builder()
                .privateIpId(ip.id())
                .updatePrivateIpDetails(details)
                .ifMatch(ip.etag())
                .build());
    return object(updated.getPrivateIp(), updated.getEtag());
  }

  @Override
  public IpObject detach(IpObject ip) {
    PrivateIpVnicDetachResponse detached =
        network.privateIpVnicDetach(
            PrivateIpVnicDetachRequest.builder().privateIpId(ip.id()).ifMatch(ip.etag()).build());
    return object(detached.getPrivateIp(), detached.getEtag());
  }

  @Override
  public IpObject create(String vnic, String address, String token) {
    CreatePrivateIpResponse created =
        network.createPrivateIp(
            CreatePrivateIpRequest.builder()
                .createPrivateIpDetails(
                    CreatePrivateIpDetails.builder()
                        .vnicId(vnic)
                        .ipAddress(address)
                        .lifetime(CreatePrivateIpDetails.Lifetime.Reserved)
                        .build())
                .opcRetryToken(token)
                .build());
    return object(created.getPrivateIp(), created.getEtag());
  }

  private static IpObject object(PrivateIp ip, @Nullable String etag) {
    return new IpObject(
        ip.getId(),
        ip.getIpAddress(),
        ip.getVnicId(),
        Calls.required(etag, "ETag"),
        Boolean.TRUE.equals(ip.getIsPrimary()),
        ip.getLifetime() == PrivateIp.Lifetime.Reserved);
  }
}
