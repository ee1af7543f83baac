package dev.handoff.console.cib;

import dev.handoff.controller.placement.Candidate;
import dev.handoff.controller.placement.Candidate.Availability;
import dev.handoff.controller.placement.Member;
import dev.handoff.controller.placement.Member.FailCount;
import dev.handoff.controller.placement.Member.Failure;
import dev.handoff.controller.placement.Member.Observed;
import dev.handoff.controller.placement.Member.Reaction;
import dev.handoff.controller.placement.Member.Settings;
import dev.handoff.controller.placement.Unit;
import dev.handoff.events.spec.Meta;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Joins the configured resources with what the status section tells of them. */
final class Observations {

  private final Cib cib;
  private final Nodes nodes;
  private final Resources resources;
  private final FailCounts failCounts;

  Observations(Cib cib, Nodes nodes, Resources resources) throws InvalidCib, UnsupportedCib {
    this.cib = cib;
    this.nodes = nodes;
    this.resources = resources;
    this.failCounts = new FailCounts(cib, nodes);
    refuseManagedStrangers();
  }

  List<Unit> units() throws InvalidCib, UnsupportedCib {
    List<Unit> units = new ArrayList<>();
    for (Resources.Root root : resources.roots()) {
      List<Member> members = new ArrayList<>();
      for (Resource resource : root.members()) {
        members.add(member(resource));
      }
      units.add(new Unit(root.id(), root.priority(), members, root.group()));
    }
    return units;
  }

  private Member member(Resource resource) throws InvalidCib, UnsupportedCib {
    Settings settings = resource.settings();
    Duration timeout = settings.meta().failureTimeout();
    List<FailCount> counts = new ArrayList<>(failCounts.of(resource.id()));
    List<String> activeOn = new ArrayList<>();
    List<Failure> failures = new ArrayList<>();
    boolean managed = settings.managed() && !cib.options().isOn("maintenance-mode", false);
    for (Candidate node : nodes.candidates()) {
      List<Element> operations = operations(node.name(), resource.id());
      if (operations.isEmpty()) {
        continue;
      }
      if (node.availability() == Availability.OFFLINE && !cib.options().fencing()) {
        continue;
      }
      History history =
          new History(cib, resource, timeout, failCounts.on(counts, node.name()), managed);
      history.replay(operations);
      timeout = history.failureTimeout();
      if (history.isActive() && node.availability() == Availability.OFFLINE) {
        throw new UnsupportedCib("node %s would have to be fenced".formatted(node.name()));
      }
      if (history.isActive()) {
        activeOn.add(node.name());
      }
      if (history.isForgiven()) {
        counts.removeIf(count -> count.node().equals(node.name()));
      }
      if (history.isActive() && (history.needsRestart() || isOtherAgent(resource, node))) {
        failures.add(new Failure(node.name(), Reaction.RESTART));
      }
      if (history.isToRecover() && (managed || isInMaintenance(resource, node))) {
        failures.add(new Failure(node.name(), Reaction.RECOVER));
      }
      for (Reaction reaction : history.reactions()) {
        failures.add(new Failure(node.name(), reaction));
      }
    }
    if (activeOn.size() > 1) {
      throw new UnsupportedCib(
          "resource %s is active on several nodes: %s".formatted(resource.id(), activeOn));
    }
    if (timeout.isZero() || isBlockedByFailure(resource, counts)) {
      settings = settings.with(withoutTimeout(settings.meta()));
    }
    return new Member(resource.id(), settings, new Observed(activeOn, counts, failures));
  }

  private static Meta withoutTimeout(Meta meta) {
    return new Meta(
        meta.priority(), meta.resourceStickiness(), meta.migrationThreshold(), Duration.ZERO);
  }

  /** Whether an operation that is configured to block has failed where there is a fail-count. */
  private boolean isBlockedByFailure(Resource resource, List<FailCount> counts) throws InvalidCib {
    if (!resource.settings().meta().failureTimeout().isPositive()) {
      return false;
    }
    for (FailCount count : counts) {
      if (count.count() > 0) {
        for (Element operation : operations(count.node(), resource.id())) {
          if (OnFail.blocks(resource, operation)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /**
   * In maintenance a failed resource is to be recovered once that is over, and what is ordered
   * after it waits; one that is not managed for good is not waited for.
   */
  private boolean isInMaintenance(Resource resource, Candidate node) throws InvalidCib {
    return resource.maintenance()
        || node.availability() == Availability.MAINTENANCE
        || cib.options().isOn("maintenance-mode", false);
  }

  private boolean isOtherAgent(Resource resource, Candidate node) {
    return entries(node.name()).stream()
        .anyMatch(e -> resource.id().equals(e.get("id")) && !resource.hasAgentOf(e));
  }

  private List<Element> operations(String node, String resource) {
    for (Element entry : entries(node)) {
      if (resource.equals(entry.get("id"))) {
        return entry.children("lrm_rsc_op");
      }
    }
    return List.of();
  }

  private List<Element> entries(String node) {
    Element state = nodes.state(node);
    Element lrm = state == null ? null : state.child("lrm");
    Element list = lrm == null ? null : lrm.child("lrm_resources");
    return list == null ? List.of() : list.children("lrm_resource");
  }

  /**
   * Resources that run but are not configured any more are stopped, which touches nothing else;
   * where they are to be left alone they would count as load.
   */
  private void refuseManagedStrangers() throws InvalidCib, UnsupportedCib {
    boolean stopped =
        cib.options().isOn("stop-orphan-resources", true)
            && !cib.options().isOn("maintenance-mode", false);
    for (Candidate node : nodes.candidates()) {
      for (Element entry : entries(node.name())) {
        @Nullable String id = entry.get("id");
        boolean stranger = id != null && resources.get(id) == null;
        if (stranger && !entry.children("lrm_rsc_op").isEmpty()) {
          if (!stopped || (cib.options().fencing() && isFailed(entry))) {
            throw new UnsupportedCib("resource %s is not configured but known".formatted(id));
          }
        }
      }
    }
  }

  private static boolean isFailed(Element entry) throws InvalidCib {
    for (Element operation : entry.children("lrm_rsc_op")) {
      if (Operation.targetRc(operation) != Operation.rc(operation)) {
        return true;
      }
    }
    return false;
  }
}
