/**
 * What a beacon decides: a single-threaded state machine that takes events and the time and returns
 * actions. It knows no thread, clock, socket, process or random number, so that a simulation can
 * drive it through years of faults in seconds.
 */
@NullMarked
package dev.handoff.beacon.loop;

import org.jspecify.annotations.NullMarked;
