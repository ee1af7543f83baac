/** The promises of docs/promises.md as checkers over what truly happened in a simulated world. */
@NullMarked
package dev.handoff.simulation.promise;

import org.jspecify.annotations.NullMarked;
