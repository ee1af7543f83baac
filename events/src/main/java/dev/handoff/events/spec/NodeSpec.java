package dev.handoff.events.spec;

import dev.handoff.events.SortedCopy;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A machine with a beacon.
 *
 * @param instance the cloud's id of the machine ({@code i-…} or an instance OCID)
 * @param networkInterface the interface that addresses move to ({@code eni-…} or a VNIC OCID);
 *     required where the cluster has a cloud address
 * @param attributes fixed node attributes that location rules can use
 */
public record NodeSpec(
    String name,
    @Nullable String instance,
    @Nullable String networkInterface,
    Map<String, String> attributes) {

  public NodeSpec {
    attributes = SortedCopy.of(attributes);
  }
}
