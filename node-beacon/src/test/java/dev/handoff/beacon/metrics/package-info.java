@NullMarked
package dev.handoff.beacon.metrics;

import org.jspecify.annotations.NullMarked;
