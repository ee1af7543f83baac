/** Fencing by OCI Compute. */
@NullMarked
package dev.handoff.oci.compute;

import org.jspecify.annotations.NullMarked;
