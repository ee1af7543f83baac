/** Every monitor and probe of this machine's plan, once and by hand. */
@NullMarked
package dev.handoff.beacon.check;

import org.jspecify.annotations.NullMarked;
