/** {@code handoff chaos}: seeds become worlds, worlds become histories, and those are judged. */
@NullMarked
package dev.handoff.simulation.chaos;

import org.jspecify.annotations.NullMarked;
