@NullMarked
package dev.handoff.beacon.linux;

import org.jspecify.annotations.NullMarked;
