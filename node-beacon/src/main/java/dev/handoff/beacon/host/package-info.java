/**
 * What a beacon does to its own machine: services started, stopped and looked at, monitors run,
 * failures remembered. Everything blocks; nothing decides.
 */
@NullMarked
package dev.handoff.beacon.host;

import org.jspecify.annotations.NullMarked;
