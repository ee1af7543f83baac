package dev.handoff.dispatch;

import dev.handoff.events.SortedCopy;
import java.util.List;
import java.util.Map;

/**
 * What the function answers to {@code {"doctor": {}}}: only it can say what it is permitted.
 *
 * @param version of the function; empty if it was not packaged
 * @param permissions by cluster: what EC2 said of each call that its spec may lead to
 * @param unreadable why a cluster's record could not be read, by cluster
 */
public record Checkup(
    String version, Map<String, List<Permission>> permissions, Map<String, String> unreadable) {

  public Checkup {
    permissions = SortedCopy.of(permissions);
    unreadable = SortedCopy.of(unreadable);
  }
}
