package dev.handoff.beacon.loop;

/** What one round of a probe came to. */
public sealed interface Measurement {

  /** The node attribute should have this value. */
  record Value(String value) implements Measurement {}

  /**
   * How much there is of something, in percent. The node attribute has it in {@link Steps}.
   *
   * @param percent 0 or more; what it is a part of may be exceeded, as by a load
   */
  record Level(double percent) implements Measurement {}

  /** The probe could not be made, which says nothing about what it asks for. */
  record Unknown(String detail) implements Measurement {}
}
