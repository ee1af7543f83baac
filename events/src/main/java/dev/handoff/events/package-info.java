/**
 * What travels between nodes, functions, operators and people: beats, orders, plans, operator
 * commands, journal entries and alerts. Plain values; nothing here does I/O or reads a clock.
 */
@NullMarked
package dev.handoff.events;

import org.jspecify.annotations.NullMarked;
