package dev.handoff.beacon.loop;

import dev.handoff.events.GroupReport.Progress;
import dev.handoff.events.spec.GroupSpec;
import dev.handoff.events.spec.Monitor.OnFail;
import java.util.List;
import java.util.stream.Stream;

/**
 * Starts the services of a group in order and stops them in reverse. There is no list of steps to
 * remember: at every event it looks at what each service is and takes the next steps that are
 * possible, so that an order can change at any time. Plain loops, no streams: it looks at every
 * event.
 *
 * <ul>
 *   <li>An exclusive service depends on all earlier ones of its group; one that runs everywhere
 *       depends only on earlier ones that run everywhere too.
 *   <li>A service starts once all that it depends on run, and all that depend on it are down.
 *   <li>A service stops once all that depend on it are down: because it is not wanted, because it
 *       has failed, or because something that it depends on is down.
 * </ul>
 */
final class Group {

  private final GroupSpec spec;
  private final List<ServiceMachine> members;

  private Steering steering = new Steering(Drive.LEFT_ALONE, false, false, List.of());

  Group(GroupSpec spec, List<ServiceMachine> members) {
    this.spec = spec;
    this.members = List.copyOf(members);
  }

  GroupSpec spec() {
    return spec;
  }

  List<ServiceMachine> members() {
    return members;
  }

  /**
   * Where a group is to go.
   *
   * @param everywhereDown what runs everywhere is to go down as well
   * @param paused nothing exclusive is touched, unless by force, until it is known whether the
   *     drive still holds
   * @param stopped resources that are down although the drive is up
   */
  record Steering(Drive drive, boolean everywhereDown, boolean paused, List<String> stopped) {}

  /** Takes all steps that are possible now. */
  void advance(Steering to, long now, Outbox out) {
    steering = to;
    if (!spec.isManaged()) {
      return;
    }
    for (int i = members.size() - 1; i >= 0; i--) {
      stopIfNeeded(i, now, out);
    }
    for (int i = 0; i < members.size(); i++) {
      startIfPossible(i, now, out);
    }
  }

  /** Nothing of the group that has to go down is left, or what is left does not go. */
  boolean isQuiet() {
    return members.stream().allMatch(m -> !isManaged(m) || wanted(m) || m.isDown() || m.isStuck());
  }

  /** How far the node is with the order for this group. */
  Progress progress() {
    if (!spec.isManaged() && !exclusiveAllDown()) {
      return Progress.UNMANAGED;
    }
    return switch (drive()) {
      case LEFT_ALONE -> {
        if (exclusiveAllDown()) {
          yield Progress.STANDBY;
        }
        yield allServe() ? Progress.ACTIVE : Progress.STOPPING;
      }
      case UP -> progressUp();
      case DOWN, FORCED_DOWN -> {
        if (exclusiveAllDown()) {
          yield Progress.STANDBY;
        }
        boolean stuck = anyExclusiveStuck() || (isBlocked() && drive() == Drive.DOWN);
        yield stuck ? Progress.STOP_FAILED : Progress.STOPPING;
      }
    };
  }

  private Progress progressUp() {
    if (anyExclusiveStuck()) {
      return Progress.STOP_FAILED;
    }
    if (hasGivenUp() || asked().anyMatch(m -> m.faults().hold() == OnFail.STOP)) {
      boolean atRest =
          members.stream()
              .filter(m -> !m.isEverywhere())
              .allMatch(m -> m.isDown() || (wanted(m) && m.isRunning()));
      return atRest ? Progress.FAILED : Progress.STOPPING;
    }
    return allServe() && !isBlocked() ? Progress.ACTIVE : Progress.STARTING;
  }

  private void stopIfNeeded(int i, long now, Outbox out) {
    ServiceMachine member = members.get(i);
    if (isLeftAlone(member)) {
      return;
    }
    boolean wanted = wanted(member);
    if (wanted && member.isStuck()) {
      member.relearn(now);
    } else if (!wanted && member.isDown()) {
      acquitUnlessGivenUp(member);
    } else if ((!wanted || member.mustStop() || aDependencyIsOut(i))
        && dependentsAreDown(i)
        && !isHeldUp(i)) {
      member.stop(now, out);
    }
  }

  private void acquitUnlessGivenUp(ServiceMachine member) {
    if (drive() == Drive.DOWN) {
      member.acquit();
    }
  }

  private void startIfPossible(int i, long now, Outbox out) {
    ServiceMachine member = members.get(i);
    if (!isLeftAlone(member)
        && wanted(member)
        && member.mayStart(now)
        && dependenciesRun(i)
        && dependentsAreDown(i)) {
      member.start(now, out);
    }
  }

  private boolean isManaged(ServiceMachine member) {
    return spec.options(member.spec().name()).managed();
  }

  private boolean isLeftAlone(ServiceMachine member) {
    boolean blocked = member.faults().hold() == OnFail.BLOCK && drive() != Drive.FORCED_DOWN;
    if (blocked || !isManaged(member)) {
      return true;
    }
    return switch (drive()) {
      case LEFT_ALONE -> !member.isEverywhere();
      case UP, DOWN -> steering.paused() && !member.isEverywhere();
      case FORCED_DOWN -> false;
    };
  }

  private boolean wanted(ServiceMachine member) {
    if (member.faults().hold() == OnFail.STOP) {
      return false;
    }
    return member.isEverywhere()
        ? !steering.everywhereDown()
        : drive() == Drive.UP && !hasGivenUp() && !isStoppedAlone(member);
  }

  /** What of the group is asked to run here, when the drive is up. */
  private Stream<ServiceMachine> asked() {
    return members.stream().filter(member -> !isStoppedAlone(member));
  }

  private boolean isStoppedAlone(ServiceMachine member) {
    return steering.stopped().contains(member.spec().name());
  }

  private Drive drive() {
    return steering.drive();
  }

  /**
   * A service has failed too often to be tried again here. Only counters and thresholds decide, so
   * that a cleanup is all that it takes to begin anew.
   */
  private boolean hasGivenUp() {
    for (ServiceMachine member : members) {
      if (hasFailedForGood(member) && !isStoppedAlone(member) && isManaged(member)) {
        return true;
      }
    }
    return false;
  }

  private boolean hasFailedForGood(ServiceMachine member) {
    Faults faults = member.faults();
    if (faults.hold() == OnFail.STANDBY) {
      return true;
    }
    if (faults.count() == 0) {
      return false; // Whatever the threshold is.
    }
    int threshold = spec.options(member.spec().name()).meta().migrationThreshold().value();
    return threshold > 0 && faults.count() >= threshold;
  }

  private boolean isBlocked() {
    for (ServiceMachine member : members) {
      if (member.faults().hold() == OnFail.BLOCK) {
        return true;
      }
    }
    return false;
  }

  private boolean dependsOn(int later, int earlier) {
    return earlier < later
        && (members.get(earlier).isEverywhere() || !members.get(later).isEverywhere());
  }

  private boolean dependenciesRun(int i) {
    for (int j = 0; j < i; j++) {
      if (dependsOn(i, j) && !members.get(j).isRunning()) {
        return false;
      }
    }
    return true;
  }

  private boolean aDependencyIsOut(int i) {
    for (int j = 0; j < i; j++) {
      if (dependsOn(i, j) && members.get(j).phase().isOut()) {
        return true;
      }
    }
    return false;
  }

  /** For safety's sake one that does not stop must not keep the others up. */
  private boolean dependentsAreDown(int i) {
    for (int j = i + 1; j < members.size(); j++) {
      ServiceMachine dependent = members.get(j);
      boolean gone = dependent.isDown() || (drive() == Drive.FORCED_DOWN && dependent.isStuck());
      if (dependsOn(j, i) && isManaged(dependent) && !gone) {
        return false;
      }
    }
    return true;
  }

  /** One that is not managed and runs keeps those before it up, as in Pacemaker. */
  private boolean isHeldUp(int i) {
    for (int j = i + 1; j < members.size(); j++) {
      ServiceMachine dependent = members.get(j);
      if (dependsOn(j, i) && !isManaged(dependent) && !dependent.phase().isOut()) {
        return drive() != Drive.FORCED_DOWN;
      }
    }
    return false;
  }

  private boolean exclusiveAllDown() {
    for (ServiceMachine member : members) {
      if (!member.isEverywhere() && !member.isDown()) {
        return false;
      }
    }
    return true;
  }

  private boolean anyExclusiveStuck() {
    for (ServiceMachine member : members) {
      if (!member.isEverywhere() && member.isStuck()) {
        return true;
      }
    }
    return false;
  }

  private boolean allServe() {
    for (ServiceMachine member : members) {
      if (!isStoppedAlone(member) && !member.isServing()) {
        return false;
      }
    }
    return true;
  }
}
