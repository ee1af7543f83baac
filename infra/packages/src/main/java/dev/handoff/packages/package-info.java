/** Lays out the files of the beacon's packages. */
@NullMarked
package dev.handoff.packages;

import org.jspecify.annotations.NullMarked;
