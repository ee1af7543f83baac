package dev.handoff.simulation.port;

import dev.handoff.controller.Ports;
import dev.handoff.controller.port.NodeChannel.NodeReading;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.simulation.fault.FaultKind;
import dev.handoff.simulation.fault.Weather;
import dev.handoff.simulation.promise.Truth;
import dev.handoff.simulation.promise.View;
import dev.handoff.simulation.world.Dice;
import dev.handoff.simulation.world.Fiber;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One run of a function: its own clock, its own luck, and what it knows. At every call to a port it
 * may be suspended, frozen, or killed.
 */
public final class Invocation {

  /** The process is gone. An Error, so that no code under test can go on. */
  public static final class Killed extends Error {
    private static final long serialVersionUID = 1L;

    Killed(String call) {
      super("killed " + call, null, false, false);
    }
  }

  private static final long MOST_SKEW = Duration.ofMinutes(10).toMillis();

  private final Cloud cloud;
  private final String cluster;
  private final long number;
  private final Fiber fiber;
  private final Dice dice;
  private final long begun;
  private final long skewMillis;
  private @Nullable ClusterRecord record;
  private Map<String, NodeReading> readings = Map.of();
  private int calls;

  public Invocation(Cloud cloud, String cluster, long number, Fiber fiber, Dice dice) {
    this.cloud = cloud;
    this.cluster = cluster;
    this.number = number;
    this.fiber = fiber;
    this.dice = dice;
    this.begun = cloud.agenda().now();
    boolean wrong = cloud.weather().strikes(FaultKind.FUNCTION_CLOCK, dice);
    if (wrong) {
      truth().clocksWrong(begun + Duration.ofMillis(MOST_SKEW).toNanos());
    }
    this.skewMillis = wrong ? dice.between(-MOST_SKEW, MOST_SKEW) : dice.between(-20, 20);
  }

  /** What the production code runs on. */
  public Ports ports() {
    return new Ports(
        new SimulatedStore(this),
        new SimulatedChannel(this),
        new SimulatedAddresses(this),
        new SimulatedJournal(this),
        new SimulatedNotifier(this),
        new SimulatedFence(this),
        new SimulatedFleet(this),
        new SimulatedTime(this));
  }

  Cloud cloud() {
    return cloud;
  }

  String cluster() {
    return cluster;
  }

  long number() {
    return number;
  }

  Dice dice() {
    return dice;
  }

  /** What this function takes for the time of day. */
  Instant wallClock() {
    return cloud.wallClock().plusMillis(skewMillis);
  }

  Truth truth() {
    return cloud.history().truth(cluster);
  }

  View view() {
    return new View(number, begun, record, readings);
  }

  void knows(@Nullable ClusterRecord newest) {
    record = newest;
  }

  void knows(Map<String, NodeReading> newest) {
    readings = newest;
  }

  boolean strikes(FaultKind kind) {
    return cloud.weather().strikes(kind, dice);
  }

  /** An await: the way to whatever is asked. */
  void enter(String call, long least, long most) {
    calls++;
    perish("before " + call);
    sleep(dice.between(least, most) / 2);
  }

  /** An await: the way back. */
  void leave(String call, long least, long most) {
    sleep(dice.between(least, most) / 2);
    perish("after " + call);
  }

  int calls() {
    return calls;
  }

  private void perish(String where) {
    if (strikes(FaultKind.FUNCTION_KILLED)) {
      throw new Killed(where);
    }
    if (strikes(FaultKind.FUNCTION_FROZEN)) {
      sleep(dice.between(Duration.ofMillis(100), Duration.ofMinutes(3)).toNanos());
    }
  }

  void sleep(long nanos) {
    fiber.sleep(nanos);
  }

  /** Lets something happen later, whatever becomes of this function. */
  void later(Duration least, Duration most, Runnable what) {
    cloud.agenda().after(dice.between(least, most), what);
  }

  Weather weather() {
    return cloud.weather();
  }
}
