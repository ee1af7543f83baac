/** The cluster record: all that the controller knows of a cluster between two evaluations. */
@NullMarked
package dev.handoff.controller.record;

import org.jspecify.annotations.NullMarked;
