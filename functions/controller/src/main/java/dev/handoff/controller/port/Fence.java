package dev.handoff.controller.port;

import dev.handoff.events.spec.NodeSpec;

/** Powers machines off. */
public interface Fence {

  /** Asks the cloud to power a node off at once, without a clean shutdown. Idempotent. */
  Fenced powerOff(NodeSpec node);

  /** What that came to. */
  sealed interface Fenced {

    /** The cloud says that the machine is off. */
    record Off() implements Fenced {}

    /** The cloud has taken the call, or did not answer; to be asked again. */
    record NotYet(String detail) implements Fenced {}

    /** The cloud refused for good. */
    record Refused(String detail) implements Fenced {}
  }
}
