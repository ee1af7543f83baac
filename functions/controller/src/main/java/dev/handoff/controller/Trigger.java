package dev.handoff.controller;

/** Why somebody looks at a cluster. All of them say only that: look. */
public enum Trigger {
  /** The schedule: also asks the cloud where the addresses are. */
  SCHEDULE,
  /** An urgent beat, or a report of missed beats. */
  BEAT,
  /** An operator's command has just been stored. */
  OPERATOR
}
