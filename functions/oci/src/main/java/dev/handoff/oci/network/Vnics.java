package dev.handoff.oci.network;

import com.oracle.bmc.core.VirtualNetwork;
import com.oracle.bmc.core.model.PrivateIp;
import com.oracle.bmc.core.model.Vnic;
import com.oracle.bmc.core.requests.GetVnicRequest;
import com.oracle.bmc.core.requests.ListPrivateIpsRequest;
import com.oracle.bmc.core.responses.ListPrivateIpsResponse;
import dev.handoff.oci.attempt.Effort;
import dev.handoff.oci.attempt.Outcome;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The nodes' interfaces. What never changes while a VNIC exists is asked once. */
final class Vnics {

  private final VirtualNetwork network;
  private final Map<String, String> subnets = new ConcurrentHashMap<>();
  private final Map<String, String> primaries = new ConcurrentHashMap<>();

  Vnics(VirtualNetwork network) {
    this.network = network;
  }

  /** A VNIC as it is now. */
  Outcome<Vnic> get(String id, Effort effort) {
    return effort.read(
        "GetVnic",
        () -> {
          Vnic vnic = network.getVnic(GetVnicRequest.builder().vnicId(id).build()).getVnic();
          subnets.put(id, vnic.getSubnetId());
          return vnic;
        });
  }

  /** OCID of the subnet that a VNIC is in. */
  Outcome<String> subnet(String id, Effort effort) {
    String known = subnets.get(id);
    return known != null
        ? new Outcome.Done<>(known)
        : get(id, effort).then(vnic -> new Outcome.Done<>(vnic.getSubnetId()));
  }

  /** OCID of the private IP that a VNIC was made with. */
  Outcome<String> primaryIp(String id, Effort effort) {
    String known = primaries.get(id);
    if (known != null) {
      return new Outcome.Done<>(known);
    }
    Outcome<List<PrivateIp>> all = effort.read("ListPrivateIps", () -> privateIps(id));
    return all.then(ips ->
        ips.stream()
            .filter(ip -> Boolean.TRUE.equals(ip.getIsPrimary()))
            .map(PrivateIp::getId)
            .findFirst()
            .<Outcome<String>>map(primary -> {
              primaries.put(id, primary);
              return new Outcome.Done<>(primary);
            })
            .orElseGet(() ->
                new Outcome.Refused<>(404, "", "the primary private IP of " + id + Hidden.HINT)));
  }

  private List<PrivateIp> privateIps(String vnic) {
    return Paged.all(page -> {
      ListPrivateIpsResponse listed =
          network.listPrivateIps(ListPrivateIpsRequest.builder().vnicId(vnic).page(page).build());
      return new Paged.Page<>(listed.getItems(), listed.getOpcNextPage());
    });
  }
}
