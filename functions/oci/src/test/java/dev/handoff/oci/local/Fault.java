package dev.handoff.oci.local;

import java.time.Duration;

/** What can be done to a call. */
public sealed interface Fault {

  Fault THROTTLE = new Answer(429, "TooManyRequests");
  Fault SERVER_ERROR = new Answer(500, "InternalServerError");
  Fault UNAVAILABLE = new Answer(503, "ServiceUnavailable");
  Fault CONFLICT = new Answer(409, "IncorrectState");
  Fault FORBID = new Answer(404, "NotAuthorizedOrNotFound");
  Fault LOSE_REPLY = new LoseReply();
  Fault CUT = new Cut();
  Fault HANG = new Hang();
  Fault GARBAGE = new Body("\"injected by a test\"");

  /** Answered with this error; not applied. */
  record Answer(int status, String code) implements Fault {}

  /** Applied; then the connection is cut instead of an answer. */
  record LoseReply() implements Fault {}

  /** Not applied; the connection is cut. */
  record Cut() implements Fault {}

  /** Not applied and never answered, until the server is closed. */
  record Hang() implements Fault {}

  /** Answered with 200 and this JSON, but none of the headers that belong to it; not applied. */
  record Body(String json) implements Fault {}

  /** Applied and answered, but later. */
  record Delay(Duration time) implements Fault {}

  /** Applied and answered, after something else has happened. */
  record Meanwhile(Runnable other) implements Fault {}
}
