package dev.handoff.controller.alert;

/** How urgent an alert is. */
enum Severity {
  /** Good to know: something is over, or somebody has asked for it. */
  INFO,
  /** The controller deals with it; somebody should look within the day. */
  WARNING,
  /** It waits for a person. */
  CRITICAL
}
