package dev.handoff.console.lab.cloud;

import dev.handoff.console.scenario.Step.From;
import dev.handoff.controller.port.Addresses;
import dev.handoff.controller.port.ClusterStore;
import dev.handoff.controller.port.Fence;
import dev.handoff.controller.port.Fleet;
import dev.handoff.controller.port.Journal;
import dev.handoff.controller.port.NodeChannel;
import dev.handoff.controller.port.Notifier;
import dev.handoff.events.spec.ClusterSpec;
import java.util.List;
import java.util.Map;

/** A cloud for the lab: the controller's ports, and what the lab itself asks of it. */
public interface Cloud extends AutoCloseable {

  /**
   * Creates what a spec needs and the cloud does not have.
   *
   * @return the spec with the ids that the cloud gave
   */
  ClusterSpec prepare(ClusterSpec spec);

  ClusterStore store();

  NodeChannel channel();

  Addresses addresses();

  Journal journal();

  Notifier notifier();

  Fence fence();

  Fleet fleet();

  /** How the beacon of a node reaches this cloud: the transport's part of its configuration. */
  Map<String, String> transport(ClusterSpec spec, String node);

  /**
   * Cuts a node from the cloud, or joins it again.
   *
   * @throws UnsupportedOperationException if this cloud cannot cut that alone; says why
   */
  void connected(String node, From from, boolean connected);

  /** What a person should know about what was created, a line each. */
  List<String> notes();

  @Override
  void close();
}
