package dev.handoff.simulation.promise;

/**
 * A promise that was not kept.
 *
 * @param promise its number and name in docs/promises.md
 * @param at when, in nanoseconds of the world
 */
public record Violation(String promise, long at, String cluster, String words) {}
