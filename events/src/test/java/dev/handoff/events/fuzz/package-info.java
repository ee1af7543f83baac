/** Input that nobody meant to be read: generated from a seed, for the tests of every module. */
@NullMarked
package dev.handoff.events.fuzz;

import org.jspecify.annotations.NullMarked;
