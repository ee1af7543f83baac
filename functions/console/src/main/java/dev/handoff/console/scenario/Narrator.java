package dev.handoff.console.scenario;

import java.time.Duration;
import java.util.List;

/** Tells how a scenario goes. */
public interface Narrator {

  void begins(Scenario.Placed step);

  /**
   * A step is over.
   *
   * @param detail what was seen
   */
  void ends(Scenario.Placed step, boolean ok, String detail, Duration took);

  /** What a step has to show, as lines for people. */
  void shows(Scenario.Placed step, List<String> lines);

  /** The longest that a client of an address went without an answer since something was broken. */
  void gap(String address, Duration longest);

  /** The scenario is over. */
  void closes(Scenario scenario, boolean ok, Duration took);
}
