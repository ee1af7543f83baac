package dev.handoff.beacon.loop;

/** What a monitor, a start or a stop came to. Details are for people. */
public sealed interface Outcome {

  Outcome OK = new Ok();

  /** It did what it should. */
  record Ok() implements Outcome {}

  /** It was carried out and the answer is no. */
  record Failed(String detail) implements Outcome {}

  /** It could not be carried out, which says nothing about the service. */
  record Unknown(String detail) implements Outcome {}
}
