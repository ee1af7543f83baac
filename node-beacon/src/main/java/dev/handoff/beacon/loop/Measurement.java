package dev.handoff.beacon.loop;

/** What one round of a probe came to. */
public sealed interface Measurement {

  /** The node attribute should have this value. */
  record Value(String value) implements Measurement {}

  /** The probe could not be made, which says nothing about what it asks for. */
  record Unknown(String detail) implements Measurement {}
}
