package dev.handoff.aws.ec2;

/** What a call came to, repetitions included. */
sealed interface Outcome {

  record Done(Xml body) implements Outcome {}

  /**
   * EC2 refused for good.
   *
   * @param code EC2's error code
   * @param doubtful an earlier attempt was left without an answer, and may be what made this one
   *     fail
   */
  record Refused(String code, String detail, boolean doubtful) implements Outcome {}

  /**
   * Not carried out within the limit, as far as is known.
   *
   * @param doubtful an attempt was left without an answer and may have been carried out
   */
  record GivenUp(String detail, boolean doubtful) implements Outcome {}

  /** Not tried, or not tried again: a newer evaluation has taken over. */
  record NotCurrent(boolean doubtful) implements Outcome {}
}
