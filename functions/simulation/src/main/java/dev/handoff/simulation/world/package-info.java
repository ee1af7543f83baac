/**
 * Virtual time, seeded chance, and functions that can be suspended: all that makes it replayable.
 */
@NullMarked
package dev.handoff.simulation.world;

import org.jspecify.annotations.NullMarked;
