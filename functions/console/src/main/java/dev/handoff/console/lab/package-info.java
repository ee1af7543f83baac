/** The lab: a cluster of real processes on one machine, with a controller and a cloud. */
@NullMarked
package dev.handoff.console.lab;

import org.jspecify.annotations.NullMarked;
