package dev.handoff.beacon.loop;

/**
 * Who this beacon speaks for.
 *
 * @param boot id of the machine's boot; the loop never outlives it
 */
public record Identity(String cluster, String node, String boot) {}
