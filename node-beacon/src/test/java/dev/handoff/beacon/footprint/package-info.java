/** Measures what a beacon costs; not a test. */
@NullMarked
package dev.handoff.beacon.footprint;

import org.jspecify.annotations.NullMarked;
