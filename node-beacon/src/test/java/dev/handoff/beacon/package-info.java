@NullMarked
package dev.handoff.beacon;

import org.jspecify.annotations.NullMarked;
