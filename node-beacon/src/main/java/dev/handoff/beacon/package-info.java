/** The agent of a node as a process: one thread that drives the loop, and the I/O around it. */
@NullMarked
package dev.handoff.beacon;

import org.jspecify.annotations.NullMarked;
