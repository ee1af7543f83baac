/** Addresses by OCI's Virtual Cloud Network. */
@NullMarked
package dev.handoff.oci.network;

import org.jspecify.annotations.NullMarked;
