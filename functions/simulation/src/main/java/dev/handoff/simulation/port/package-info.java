/**
 * The controller's ports, simulated: what the store, the cloud and the network do to a function.
 * The state behind them is shared by all functions; each function has adapters of its own.
 */
@NullMarked
package dev.handoff.simulation.port;

import org.jspecify.annotations.NullMarked;
