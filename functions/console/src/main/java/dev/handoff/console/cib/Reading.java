package dev.handoff.console.cib;

import dev.handoff.controller.placement.PlacementProblem;

/** What became of reading a CIB. */
public sealed interface Reading {

  /** It can be placed. */
  record Understood(PlacementProblem problem) implements Reading {}

  /** It uses something that the controller does not have. */
  record Unsupported(String why) implements Reading {}

  /** It is no CIB, or says something that cannot be. */
  record Invalid(String why) implements Reading {}
}
