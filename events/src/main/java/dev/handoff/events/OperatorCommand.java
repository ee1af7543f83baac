package dev.handoff.events;

import dev.handoff.events.spec.ClusterSpec;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What an operator asks of the controller. Each can be repeated without doing harm. */
public sealed interface OperatorCommand {

  /** Stores a spec, which creates the cluster if it is not there. */
  record Apply(ClusterSpec spec) implements OperatorCommand {}

  /**
   * Prefers a node for a group, or with no node named turns the group away from where it is.
   *
   * @param group a group, or a resource that stands for its group
   * @param lifetime after which the preference is gone; null: stays until cleared
   */
  record Move(String group, @Nullable String node, @Nullable Duration lifetime)
      implements OperatorCommand {}

  /**
   * Forbids a node (or the current one) to a group.
   *
   * @param lifetime after which the ban is gone; null: stays until cleared
   */
  record Ban(String group, @Nullable String node, @Nullable Duration lifetime)
      implements OperatorCommand {}

  /** Removes a group's preferences and bans, on one node or on all. */
  record Clear(String group, @Nullable String node) implements OperatorCommand {}

  /** Forgives failures of a group or of one resource, on one node or on all. */
  record Cleanup(String target, @Nullable String node) implements OperatorCommand {}

  /** Empties a node and keeps it empty. */
  record Standby(String node) implements OperatorCommand {}

  /** Takes a node back after standby. */
  record Online(String node) implements OperatorCommand {}

  /** While on, the controller watches and changes nothing. */
  record Maintenance(boolean on) implements OperatorCommand {}

  /** Forgets the cluster; services and addresses stay as they are. */
  record Destroy() implements OperatorCommand {}
}
