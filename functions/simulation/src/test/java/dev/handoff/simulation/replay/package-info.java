@NullMarked
package dev.handoff.simulation.replay;

import org.jspecify.annotations.NullMarked;
