package dev.handoff.controller.memory;

import dev.handoff.controller.port.Addresses;
import dev.handoff.events.spec.Address;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.NodeSpec;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A cloud of addresses. Each leads to the node of a name, or to a stranger; a route does so once
 * for each of its tables. What the next calls for an address do can be scripted.
 */
public final class MemoryAddresses implements Addresses {

  private final Map<String, String> places = new HashMap<>();
  private final Map<String, Deque<Fault>> faults = new HashMap<>();
  private final Set<String> missing = new HashSet<>();
  private final Deque<Runnable> late = new ArrayDeque<>();
  private final List<Call> calls = new ArrayList<>();
  private final List<String> releases = new ArrayList<>();
  private @Nullable String outage;

  /** What one call for one address can do other than succeed. */
  public enum Fault {
    /** Refused for good; nothing changes. */
    REFUSE,
    /** It happens, but no reply arrives. */
    LOSE_REPLY,
    /** No reply arrives; it happens only when {@link #land()} is called. */
    APPLY_LATE,
    /** A route is switched in its first table only, then no reply arrives. */
    PARTIAL
  }

  /** A call that reached the cloud. */
  public record Call(String address, String node) {}

  @Override
  public synchronized List<Located> locate(ClusterSpec spec, List<Address> addresses) {
    return addresses.stream().map(a -> new Located(a, place(spec, a))).toList();
  }

  private Place place(ClusterSpec spec, Address address) {
    if (outage != null) {
      return new Place.Unreadable(outage);
    }
    if (missing.contains(address.name())) {
      return new Place.Unreadable(address.shown() + " not found or not permitted");
    }
    Set<String> found = new TreeSet<>();
    for (String slot : slots(address)) {
      found.add(places.getOrDefault(slot, ""));
    }
    String first = found.iterator().next();
    if (found.size() == 1 && first.isEmpty()) {
      return new Place.Nowhere();
    }
    return found.size() == 1 && spec.node(first).isPresent()
        ? new Place.AtNode(first)
        : new Place.Elsewhere("at " + String.join(" and ", found));
  }

  @Override
  public synchronized List<Moved> move(
      ClusterSpec spec, List<Address> addresses, NodeSpec target, BooleanSupplier current) {
    List<Moved> results = new ArrayList<>();
    for (Address address : addresses) {
      results.add(
          current.getAsBoolean() ? move(address, target.name()) : new Moved.NotCurrent(address));
    }
    return results;
  }

  private Moved move(Address address, String node) {
    calls.add(new Call(address.name(), node));
    if (outage != null) {
      return new Moved.Unknown(address, outage);
    }
    if (missing.contains(address.name())) {
      return new Moved.Refused(address, address.shown() + " not found or not permitted");
    }
    Fault fault = faults.computeIfAbsent(address.name(), name -> new ArrayDeque<>()).poll();
    List<String> slots = slots(address);
    switch (fault) {
      case null -> lead(slots, node);
      case REFUSE -> {
        return new Moved.Refused(address, "scripted: refused");
      }
      case LOSE_REPLY -> lead(slots, node);
      case APPLY_LATE -> late.add(() -> lead(slots, node));
      case PARTIAL -> lead(slots.subList(0, 1), node);
    }
    return fault == null
        ? new Moved.Accepted(address)
        : new Moved.Unknown(address, "scripted: no reply");
  }

  @Override
  public synchronized List<Moved> release(
      ClusterSpec spec, List<Address> addresses, BooleanSupplier current) {
    List<Moved> results = new ArrayList<>();
    for (Address address : addresses) {
      results.add(current.getAsBoolean() ? release(spec, address) : new Moved.NotCurrent(address));
    }
    return results;
  }

  private Moved release(ClusterSpec spec, Address address) {
    releases.add(address.name());
    if (outage != null) {
      return new Moved.Unknown(address, outage);
    }
    if (missing.contains(address.name())) {
      return new Moved.Refused(address, address.shown() + " not found or not permitted");
    }
    Fault fault = faults.computeIfAbsent(address.name(), name -> new ArrayDeque<>()).poll();
    List<String> slots = slots(address);
    switch (fault) {
      case null -> takeOff(spec, slots);
      case REFUSE -> {
        return new Moved.Refused(address, "scripted: refused");
      }
      case LOSE_REPLY -> takeOff(spec, slots);
      case APPLY_LATE -> late.add(() -> takeOff(spec, slots));
      case PARTIAL -> takeOff(spec, slots.subList(0, 1));
    }
    return fault == null
        ? new Moved.Accepted(address)
        : new Moved.Unknown(address, "scripted: no reply");
  }

  private void takeOff(ClusterSpec spec, List<String> slots) {
    for (String slot : slots) {
      if (spec.node(places.getOrDefault(slot, "")).isPresent()) {
        places.remove(slot);
      }
    }
  }

  private void lead(List<String> slots, String node) {
    slots.forEach(slot -> places.put(slot, node));
  }

  private static List<String> slots(Address address) {
    return address instanceof Address.Route route
        ? route.tables().stream().map(table -> table + " " + route.destination()).toList()
        : List.of(address.shown());
  }

  @Override
  public Duration lateBound() {
    return Duration.ofSeconds(10);
  }

  /** Lets the next calls for the address of this name go wrong, one fault each. */
  public synchronized void failNext(String address, Fault... next) {
    faults.computeIfAbsent(address, name -> new ArrayDeque<>()).addAll(List.of(next));
  }

  /** Lets all calls that were applied late arrive, oldest first. */
  public synchronized void land() {
    late.forEach(Runnable::run);
    late.clear();
  }

  /** Leads an address to a node or a stranger, as a person at the cloud's console could. */
  public synchronized void lead(Address address, String where) {
    lead(slots(address), where);
  }

  /** Takes an address away from wherever it is. */
  public synchronized void detach(Address address) {
    slots(address).forEach(places::remove);
  }

  /** The cloud does not know, or does not show, the address of this name. */
  public synchronized void hide(String address) {
    missing.add(address);
  }

  /** From now on nothing is answered, with this reason; null: everything is again. */
  public synchronized void outage(@Nullable String reason) {
    outage = reason;
  }

  /** The calls that changed or tried to change something, oldest first. */
  public synchronized List<Call> calls() {
    return List.copyOf(calls);
  }

  /** Addresses that were asked to be taken off, oldest first. */
  public synchronized List<String> releases() {
    return List.copyOf(releases);
  }

  /** From now on nothing goes wrong that has not gone wrong yet. */
  public synchronized void heal() {
    faults.clear();
    outage = null;
  }

  /** Where everything is, and what is still to go wrong. */
  @Override
  public synchronized String toString() {
    return places + " faults " + faults + " late " + late.size() + " missing " + missing;
  }
}
