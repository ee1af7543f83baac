package dev.handoff.controller.memory;

import dev.handoff.controller.port.Fence;
import dev.handoff.events.spec.NodeSpec;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Machines that can be powered off. */
public final class MemoryFence implements Fence {

  private final Set<String> off = new HashSet<>();
  private final Map<String, Integer> stubborn = new HashMap<>();
  private final Map<String, String> refusals = new HashMap<>();

  @Override
  public synchronized Fenced powerOff(NodeSpec node) {
    String refusal = refusals.get(node.name());
    if (refusal != null) {
      return new Fenced.Refused(refusal);
    }
    if (stubborn.merge(node.name(), -1, Integer::sum) >= 0) {
      return new Fenced.NotYet("scripted: still stopping");
    }
    off.add(node.name());
    return new Fenced.Off();
  }

  /** The node of this name is only off after being asked so many times in vain. */
  public synchronized void slow(String node, int times) {
    stubborn.put(node, times);
  }

  /** The cloud refuses to power the node of this name off. */
  public synchronized void refuse(String node, String why) {
    refusals.put(node, why);
  }

  public synchronized boolean isOff(String node) {
    return off.contains(node);
  }
}
