/** Failovers that are rehearsed on purpose. */
@NullMarked
package dev.handoff.console.drill;

import org.jspecify.annotations.NullMarked;
