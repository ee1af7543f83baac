/** The beacon's own configuration: who it is and where its beats go. */
@NullMarked
package dev.handoff.beacon.config;

import org.jspecify.annotations.NullMarked;
