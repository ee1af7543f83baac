package dev.handoff.controller.handover;

import dev.handoff.events.Aftermath;
import dev.handoff.events.Beat;
import dev.handoff.events.Order;
import dev.handoff.events.ResourceReport;
import dev.handoff.events.spec.GroupSpec;
import dev.handoff.events.spec.ResourceOptions;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Judges the word of a node that has tried a group, and says that it has failed. */
final class GivenUp {

  private GivenUp() {}

  /**
   * Whether the node will go on saying so once it goes by the present spec, and has fetched what it
   * has been forgiven. Else it starts the group anew at any moment, without a new epoch. The same
   * rule as the beacon's own.
   *
   * @param order that lies ready for the node
   */
  static boolean lasts(Beat beat, GroupSpec group, @Nullable Order order) {
    Map<String, Long> forgiven = order == null ? Map.of() : order.forgiven();
    return group.services().stream()
        .flatMap(service -> beat.resource(service.name()).stream())
        .anyMatch(service ->
            lasts(
                service,
                group.options(service.resource()),
                forgiven.getOrDefault(service.resource(), 0L)));
  }

  private static boolean lasts(ResourceReport service, ResourceOptions options, long forgiven) {
    Aftermath aftermath = service.aftermath();
    if (aftermath != null && aftermath.holds(forgiven)) {
      return true;
    }
    int threshold = options.meta().migrationThreshold().value();
    return options.managed() && threshold > 0 && service.failures() - forgiven >= threshold;
  }
}
