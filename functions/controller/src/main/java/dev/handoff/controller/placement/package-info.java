/** Where each group should run, and why. Pure. */
@NullMarked
package dev.handoff.controller.placement;

import org.jspecify.annotations.NullMarked;
