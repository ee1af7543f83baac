/** Seeded bugs: are they caught? */
@NullMarked
package dev.handoff.simulation.mutation;

import org.jspecify.annotations.NullMarked;
