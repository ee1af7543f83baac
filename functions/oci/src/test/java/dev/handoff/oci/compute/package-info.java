@NullMarked
package dev.handoff.oci.compute;

import org.jspecify.annotations.NullMarked;
