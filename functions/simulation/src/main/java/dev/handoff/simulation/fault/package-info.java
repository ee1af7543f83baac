/** What can go wrong in a simulated world, and seeded plans of it. */
@NullMarked
package dev.handoff.simulation.fault;

import org.jspecify.annotations.NullMarked;
