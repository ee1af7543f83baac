/** A recorded past, played again: the production code under another spec, with nothing new. */
@NullMarked
package dev.handoff.simulation.replay;

import org.jspecify.annotations.NullMarked;
