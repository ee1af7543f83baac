package dev.handoff.simulation.chaos;

import dev.handoff.controller.Ports;
import java.util.Set;

/** Breaks ports on purpose. */
final class Canaries {

  private Canaries() {}

  static Ports tamper(Ports ports, Set<Canary> canaries) {
    return ports;
  }
}
