package dev.handoff.events.spec;

import java.time.Duration;
import java.util.List;

/** A check that runs on every node, wherever the groups are, and publishes a node attribute. */
public sealed interface Probe {

  /** The node attribute that carries the result. */
  String name();

  /**
   * Publishes {@code multiplier} times the number of hosts that answer a ping.
   *
   * @param dampen how long a new value must last before it is published
   */
  record Ping(String name, List<String> hosts, int multiplier, Duration dampen, Duration interval)
      implements Probe {
    public Ping {
      hosts = List.copyOf(hosts);
    }
  }
}
