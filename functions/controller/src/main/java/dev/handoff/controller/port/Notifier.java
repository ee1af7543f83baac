package dev.handoff.controller.port;

import dev.handoff.events.Alert;

/** Sends alerts to people and machines. */
public interface Notifier {

  /**
   * Sends one alert.
   *
   * @param topic as the spec names it
   */
  Delivery send(String topic, Alert alert);

  /** What sending came to. */
  sealed interface Delivery {

    record Delivered() implements Delivery {}

    /** Worth another try by the next evaluation. */
    record Failed(String detail) implements Delivery {}

    /** The topic is gone or forbidden: another try will not help before that is mended. */
    record Refused(String detail) implements Delivery {}
  }
}
