/** How beats leave the node and orders come in. */
@NullMarked
package dev.handoff.beacon.transport;

import org.jspecify.annotations.NullMarked;
