package dev.handoff.events.spec;

/** Something that a node runs or holds. */
public sealed interface Resource permits Address, Service {

  /** Unique in the cluster: letters, digits, '-' and '_', at most 63 characters. */
  String name();
}
