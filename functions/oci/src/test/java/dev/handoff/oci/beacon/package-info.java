/** The beacon's side of what controller and beacon say to each other by this cloud. */
@NullMarked
package dev.handoff.oci.beacon;

import org.jspecify.annotations.NullMarked;
