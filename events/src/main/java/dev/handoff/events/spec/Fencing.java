package dev.handoff.events.spec;

/** Whether the controller powers a silent node off before it takes a group from it. */
public enum Fencing {
  NONE,
  STOP
}
