package dev.handoff.controller;

import dev.handoff.controller.decision.Plans;
import dev.handoff.events.Plan;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.NodeSpec;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The plans of the specs that were seen last. A function that looks each minute seldom sees a new
 * spec, and the digest of a plan takes longer than the rest of a quiet evaluation. Evaluations that
 * run at the same time may share one.
 */
public final class PlanBook {

  /** Of so many clusters; one has a few plans of some kilobytes. */
  private static final int MOST = 256;

  private record Page(ClusterSpec spec, Map<String, Plan> plans) {}

  private final LinkedHashMap<String, Page> pages = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * The plan of a node.
   *
   * @param key the store's key of a node's beats; the same for the same spec
   */
  synchronized Plan plan(ClusterSpec spec, NodeSpec node, Function<NodeSpec, String> key) {
    Page page = pages.get(spec.cluster());
    if (page == null || !page.spec().equals(spec)) {
      page = new Page(spec, new HashMap<>());
      pages.put(spec.cluster(), page);
      if (pages.size() > MOST) {
        pages.pollFirstEntry();
      }
    }
    return page.plans().computeIfAbsent(node.name(), name -> Plans.of(spec, node, key));
  }
}
