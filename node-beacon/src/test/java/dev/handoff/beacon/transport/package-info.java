@NullMarked
package dev.handoff.beacon.transport;

import org.jspecify.annotations.NullMarked;
