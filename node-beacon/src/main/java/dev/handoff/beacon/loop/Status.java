package dev.handoff.beacon.loop;

import dev.handoff.events.GroupReport;
import dev.handoff.events.MissedBeat;
import dev.handoff.events.ResourceReport;
import dev.handoff.events.SortedCopy;
import java.util.List;
import java.util.Map;

/**
 * All that a beat tells of the node's state.
 *
 * @param planVersion of the plan that the node holds; empty before the first
 */
public record Status(
    String planVersion,
    List<GroupReport> groups,
    List<ResourceReport> resources,
    Map<String, String> attributes,
    List<MissedBeat> missed) {

  public Status {
    groups = List.copyOf(groups);
    resources = List.copyOf(resources);
    attributes = SortedCopy.of(attributes);
    missed = List.copyOf(missed);
  }
}
