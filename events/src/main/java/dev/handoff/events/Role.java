package dev.handoff.events;

/** What a node is to be for one group. */
public enum Role {
  ACTIVE,
  STANDBY
}
