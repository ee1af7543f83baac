package dev.handoff.beacon.loop;

import dev.handoff.events.Plan;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Holds the plan, and fetches the one that the orders name. */
final class PlanKeeper {

  /** How soon a fetch is repeated that failed, or that brought another version than asked for. */
  static final Duration RETRY_INTERVAL = Duration.ofSeconds(1);

  /** How long a fetch is waited for. */
  static final Duration PATIENCE = Duration.ofSeconds(5);

  private @Nullable Plan held;
  private @Nullable String wanted;
  private boolean fetching;
  private long nextFetch;

  @Nullable Plan held() {
    return held;
  }

  String version() {
    return held == null ? "" : held.version();
  }

  /** The orders name this version. */
  void want(String version) {
    if (!version.equals(wanted) && !fetching) {
      nextFetch = 0;
    }
    wanted = version;
  }

  void advance(long now, Outbox out) {
    if (wanted != null && now >= nextWake()) {
      fetching = true;
      nextFetch = Nanos.after(now, PATIENCE);
      out.add(new Action.FetchPlan(wanted));
    }
  }

  /**
   * A plan has arrived.
   *
   * @return whether it is one to adopt
   */
  boolean arrived(Plan plan, Identity self, long now, Outbox out) {
    ended(now);
    if (!plan.cluster().equals(self.cluster()) || !plan.node().equals(self.node())) {
      out.log(
          "ignored a plan for node %s of cluster %s: this is %s of %s"
              .formatted(plan.node(), plan.cluster(), self.node(), self.cluster()));
      return false;
    }
    if (plan.version().equals(version())) {
      return false;
    }
    held = plan;
    return true;
  }

  /** A fetch has ended. */
  void ended(long now) {
    if (fetching) {
      fetching = false;
      nextFetch = Nanos.after(now, RETRY_INTERVAL);
    }
  }

  long nextWake() {
    return wanted == null || wanted.equals(version()) ? Nanos.NEVER : nextFetch;
  }
}
