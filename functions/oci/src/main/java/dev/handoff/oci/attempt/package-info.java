/** How a call to OCI is repeated, how long, and what it came to. */
@NullMarked
package dev.handoff.oci.attempt;

import org.jspecify.annotations.NullMarked;
