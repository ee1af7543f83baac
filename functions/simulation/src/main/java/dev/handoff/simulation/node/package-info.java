/** Machines: the production beacon's loop with simulated clocks, services and network around it. */
@NullMarked
package dev.handoff.simulation.node;

import org.jspecify.annotations.NullMarked;
