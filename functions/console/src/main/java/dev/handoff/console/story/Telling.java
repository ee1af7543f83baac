package dev.handoff.console.story;

import dev.handoff.console.lab.LabListener;
import dev.handoff.console.scenario.Narrator;
import dev.handoff.events.spec.ClusterSpec;
import java.util.List;
import java.util.Map;

/** Tells everything about one run of the lab. */
public interface Telling extends LabListener, Narrator {

  /**
   * The lab is up.
   *
   * @param urls where each address is served, by name
   * @param notes what else a person should know
   */
  void opens(ClusterSpec spec, Map<String, String> urls, List<String> notes);
}
