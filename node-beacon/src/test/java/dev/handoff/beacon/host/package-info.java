@NullMarked
package dev.handoff.beacon.host;

import org.jspecify.annotations.NullMarked;
