@NullMarked
package dev.handoff.beacon.loop;

import org.jspecify.annotations.NullMarked;
