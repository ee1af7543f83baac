package dev.handoff.beacon.loop;

/**
 * The part of a peer's newest beat that tells whether it moves.
 *
 * @param key under which the store keeps it
 */
public record PeerBeat(String key, String boot, long sequence) {}
