package dev.handoff.oci.network;

import java.util.List;

/**
 * What OCI can do with one kind of IP object. Each change is one call, and all but {@link #create}
 * take effect only on what the {@link IpObject} shows, by If-Match.
 */
interface IpObjects {

  /** OCI's name of the objects in the names of its calls: {@code PrivateIp} or {@code Ipv6}. */
  String kind();

  /** The OCIDs of an address in a subnet: one, or none. */
  List<String> find(String subnet, String address);

  IpObject get(String id);

  /** Assigns it to a VNIC of its subnet, whoever holds it. */
  IpObject assign(IpObject ip, String vnic);

  /** Lets it outlive its VNIC. */
  IpObject reserve(IpObject ip);

  /** Takes it from its VNIC. */
  IpObject detach(IpObject ip);

  /**
   * Makes a reserved one.
   *
   * @param token the same token makes only one
   */
  IpObject create(String vnic, String address, String token);
}
