package dev.handoff.beacon.loop;

/** What looking at a service, before anything was done to it, has shown. */
public sealed interface Finding {

  /** It runs. */
  record Runs() implements Finding {}

  /** Nothing of it runs. */
  record IsStopped() implements Finding {}

  /** It could not be found out. */
  record Unclear(String detail) implements Finding {}
}
