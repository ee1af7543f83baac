package dev.handoff.oci.network;

import org.jspecify.annotations.Nullable;

/**
 * An IP address as an object of its own in a subnet, IPv4 or IPv6.
 *
 * @param id its OCID
 * @param vnic the VNIC that holds it; null: none, it is only reserved
 * @param etag of what was read
 * @param primary it was made with its VNIC and cannot leave it
 * @param reserved it outlives its VNIC, and may be without one
 */
record IpObject(
    String id,
    String address,
    @Nullable String vnic,
    String etag,
    boolean primary,
    boolean reserved) {}
