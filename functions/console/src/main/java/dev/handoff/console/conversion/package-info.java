/**
 * Turns a Pacemaker configuration into a cluster spec, and says of everything in it what became of
 * it.
 */
@NullMarked
package dev.handoff.console.conversion;

import org.jspecify.annotations.NullMarked;
