/** What goes between the controller and the beacons: beats by streams, the rest by objects. */
@NullMarked
package dev.handoff.oci.streaming;

import org.jspecify.annotations.NullMarked;
