package dev.handoff.events.spec;

import java.time.Duration;
import java.util.List;

/** A check that runs on every node, wherever the groups are, and publishes a node attribute. */
public sealed interface Probe {

  /** The node attribute that carries the result. */
  String name();

  Timing timing();

  /**
   * When a probe runs, and how soon its result counts.
   *
   * @param interval from the start of one round to the start of the next
   * @param timeout how long the answers of one round are waited for
   * @param dampen how long a new value must last before it is published; the first one is published
   *     at once
   */
  record Timing(Duration interval, Duration timeout, Duration dampen) {}

  /** Publishes {@code multiplier} times the number of hosts that answer a ping. */
  record Ping(String name, List<String> hosts, int multiplier, Timing timing) implements Probe {
    public Ping {
      hosts = List.copyOf(hosts);
    }
  }

  /**
   * Publishes {@code multiplier} times the number of endpoints that accept a connection: for
   * networks whose gateway answers no ping.
   */
  record Tcp(String name, List<Endpoint> endpoints, int multiplier, Timing timing)
      implements Probe {
    public Tcp {
      endpoints = List.copyOf(endpoints);
    }
  }

  /** A port of a host. */
  record Endpoint(String host, int port) {}

  /** Publishes the number or word that a command prints. */
  record Command(String name, List<String> command, Timing timing) implements Probe {
    public Command {
      command = List.copyOf(command);
    }
  }
}
