package dev.handoff.beacon.loop;

/** What a monitor, a start or a stop came to. Details are for people. */
public sealed interface Outcome {

  Outcome OK = new Ok();

  /** Why it was not good; empty if it was. */
  String detail();

  /** It did what it should. */
  record Ok() implements Outcome {
    @Override
    public String detail() {
      return "";
    }
  }

  /** It was carried out and the answer is no. */
  record Failed(String detail) implements Outcome {}

  /** It could not be carried out, which says nothing about the service. */
  record Unknown(String detail) implements Outcome {}
}
