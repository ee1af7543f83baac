package dev.handoff.console.deployment;

import dev.handoff.controller.port.Addresses;
import dev.handoff.controller.port.ClusterStore;
import dev.handoff.controller.port.Journal;
import dev.handoff.controller.port.NodeChannel;
import dev.handoff.controller.port.Time;

/** What there is of a deployment to read, by the function's own adapters; and its function. */
public sealed interface Installation extends AutoCloseable
    permits AwsInstallation, OciInstallation {

  ClusterStore store();

  NodeChannel channel();

  Journal journal();

  Addresses addresses();

  Time time();

  /** Calls the function with an event, and waits for its answer. */
  Invocation invoke(String event);

  /** Who calls, for the log and the journal: a remark that nobody relies on. */
  String caller();

  /** The installation in words. */
  String where();

  @Override
  void close();
}
