package dev.handoff.console.cib;

/**
 * A resource of a random cluster.
 *
 * @param unit resources of one unit mostly run on the same node
 * @param onFail of its monitor
 */
record RandomResource(String name, int unit, String onFail) {}
