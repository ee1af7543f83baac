@NullMarked
package dev.handoff.beacon.check;

import org.jspecify.annotations.NullMarked;
