/** Tests of what wires the OCI adapters together. */
@NullMarked
package dev.handoff.oci;

import org.jspecify.annotations.NullMarked;
