/** Benchmarks of placement; see the profile {@code benchmark}. */
@NullMarked
package dev.handoff.controller.placement;

import org.jspecify.annotations.NullMarked;
