@NullMarked
package dev.handoff.beacon.transport.oci;

import org.jspecify.annotations.NullMarked;
