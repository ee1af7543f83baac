package dev.handoff.console.scenario;

import dev.handoff.console.status.ClusterView;
import dev.handoff.console.status.ClusterView.GroupView;
import dev.handoff.console.status.ClusterView.ServiceView;
import dev.handoff.controller.port.Time;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Waits until a cluster has come to rest: nothing is on its way, and a whole beat has told nothing
 * new. So what a scenario shows does not depend on how fast a machine is.
 */
final class Calm {

  private static final Duration PACE = Duration.ofMillis(20);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Set<String> ON_ITS_WAY = Set.of("starting", "stopping");

  private final Stage stage;
  private final Time time;
  private final long enough;
  private boolean met;

  /**
   * Watches a stage.
   *
   * @param interval from one beat of a node to the next
   */
  Calm(Stage stage, Time time, Duration interval) {
    this.stage = stage;
    this.time = time;
    this.enough = interval.multipliedBy(3).dividedBy(2).toNanos();
  }

  /** The cluster at rest, or as it is when patience has ended; empty: there is none. */
  Optional<ClusterView> await() {
    long end = time.nanos() + PATIENCE.toNanos();
    Optional<ClusterView> seen = look();
    long since = time.nanos();
    while (time.nanos() - end < 0) {
      Optional<ClusterView> now = look();
      if (!now.equals(seen) || !isAtRest(now)) {
        seen = now;
        since = time.nanos();
      } else if (time.nanos() - since >= enough) {
        met = true;
        return stage.view();
      }
      time.pause(PACE);
    }
    return stage.view();
  }

  private Optional<ClusterView> look() {
    return stage.view().map(ClusterView::timeless);
  }

  /** Whether it has come to rest. */
  boolean isMet() {
    return met;
  }

  private static boolean isAtRest(Optional<ClusterView> view) {
    return view.stream()
        .flatMap(v -> v.groups().stream())
        .noneMatch(group ->
            group.state().equals("moving")
                || group.services().stream().anyMatch(service -> isOnItsWay(group, service)));
  }

  /** What has failed on a node that waits is tried there for as long as it takes. */
  private static boolean isOnItsWay(GroupView group, ServiceView service) {
    boolean isTriedAgain =
        service.state().equals("starting")
            && service.failCount() > 0
            && !service.node().equals(group.owner());
    return ON_ITS_WAY.contains(service.state()) && !isTriedAgain;
  }
}
