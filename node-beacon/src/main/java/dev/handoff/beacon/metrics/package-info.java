/** What the beacon counts of itself, and how it tells that when it is asked. */
@NullMarked
package dev.handoff.beacon.metrics;

import org.jspecify.annotations.NullMarked;
