package dev.handoff.events;

/** What becomes of the addresses, and of what serves them, when a cluster is destroyed. */
public sealed interface Disposal {

  /** Everything stays as it is: services go on running, addresses stay where they are. */
  record Keep() implements Disposal {}

  /** Groups are stopped in order, then the addresses are taken off: nothing is left. */
  record Release() implements Disposal {}

  /** Every group is moved to one node first; there everything stays as it is. */
  record LeadTo(String node) implements Disposal {}

  /** What is to become of them, in words for people. */
  default String inWords() {
    return switch (this) {
      case Keep d -> "services go on running, and addresses stay where they are";
      case Release d -> "groups are stopped, then the addresses are taken off";
      case LeadTo d -> "every group moves to " + d.node() + ", and stays there";
    };
  }
}
