package dev.handoff.events.spec;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

  /**
   * Publishes {@code multiplier} times the number of hosts that answer a ping.
   *
   * @param attempts how often a host is asked within the timeout before it counts as silent; null:
   *     {@link #ATTEMPTS} times
   */
  record Ping(
      String name, List<String> hosts, int multiplier, Timing timing, @Nullable Integer attempts)
      implements Probe {

    /** One lost packet is no lost gateway. */
    public static final int ATTEMPTS = 3;

    public Ping {
      hosts = List.copyOf(hosts);
    }

    /** Asks as often as a probe does that says nothing about it. */
    public Ping(String name, List<String> hosts, int multiplier, Timing timing) {
      this(name, hosts, multiplier, timing, null);
    }

    /** How often a host is asked before it counts as silent. */
    public int tries() {
      return attempts == null ? ATTEMPTS : attempts;
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

  /**
   * Publishes how much of a file system is free, in whole percent of what ordinary users may fill:
   * 100 less what {@code df} calls used.
   *
   * @param path any file or folder of the file system
   */
  record Disk(String name, String path, Timing timing) implements Probe {}

  /**
   * Publishes the machine's load average in whole percent of its processors: 100 means that as many
   * processes wanted to run as there are processors.
   *
   * @param minutes over which it is averaged: 1, 5 or 15
   */
  record Load(String name, int minutes, Timing timing) implements Probe {

    /** The averages that the kernel keeps. */
    public static final List<Integer> AVERAGES = List.of(1, 5, 15);
  }
}
