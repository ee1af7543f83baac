/** Calls of the C library of Linux for what Java has no words for. */
@NullMarked
package dev.handoff.beacon.linux;

import org.jspecify.annotations.NullMarked;
