package dev.handoff.simulation.port;

import dev.handoff.controller.port.Addresses.Place;
import dev.handoff.events.spec.Address;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.NodeSpec;
import dev.handoff.simulation.promise.Fact;
import dev.handoff.simulation.promise.History;
import dev.handoff.simulation.world.Agenda;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Where the cloud leads each address, by interface. A route has an entry for each of its tables.
 */
public final class AddressBook {

  /** For so long an eventually consistent answer may show what was before. */
  private static final long STALE_FOR = Duration.ofSeconds(30).toNanos();

  private record Entry(String where, String before, long since) {}

  private final Map<String, Entry> entries = new HashMap<>();
  private final Set<String> known = new HashSet<>();
  private final History history;
  private final Agenda agenda;

  public AddressBook(History history, Agenda agenda) {
    this.history = history;
    this.agenda = agenda;
  }

  /** The address exists from now on; it leads nowhere yet. */
  public void create(Address address) {
    known.addAll(slots(address));
  }

  boolean exists(Address address) {
    return known.containsAll(slots(address));
  }

  static List<String> slots(Address address) {
    return address instanceof Address.Route route
        ? route.tables().stream().map(table -> table + " " + route.destination()).toList()
        : List.of(address.shown());
  }

  /** Leads an address somewhere, by the cloud's own hand; empty: nowhere. */
  public void lead(String cluster, Address address, String networkInterface) {
    slots(address).forEach(slot -> lead(cluster, address, slot, networkInterface));
  }

  void lead(String cluster, Address address, String slot, String networkInterface) {
    Entry old = entries.get(slot);
    String before = old == null ? "" : old.where;
    if (!before.equals(networkInterface)) {
      entries.put(slot, new Entry(networkInterface, before, agenda.now()));
      history.truth(cluster).strayed(address.name(), agenda.now());
      history.tell(new Fact.Led(cluster, slot, networkInterface));
    }
  }

  /** What changes with every change of where an address leads, as an ETag does. */
  List<Long> tag(Address address) {
    return slots(address).stream()
        .map(slot -> {
          Entry entry = entries.get(slot);
          return entry == null ? 0L : entry.since;
        })
        .toList();
  }

  /** Where an address leads; {@code stale}: as it was a moment ago. */
  Place place(ClusterSpec spec, Address address, boolean stale) {
    if (!exists(address)) {
      return new Place.Unreadable(address.shown() + " not found or not permitted");
    }
    Set<String> found = new TreeSet<>();
    for (String slot : slots(address)) {
      Entry entry = entries.get(slot);
      boolean old = entry != null && stale && agenda.now() - entry.since < STALE_FOR;
      found.add(entry == null ? "" : old ? entry.before : entry.where);
    }
    String first = found.iterator().next();
    if (found.size() == 1 && first.isEmpty()) {
      return new Place.Nowhere();
    }
    String node = found.size() == 1 ? nodeAt(spec, first) : null;
    return node == null
        ? new Place.Elsewhere("at " + String.join(" and ", found))
        : new Place.AtNode(node);
  }

  /** Where an address truly leads. */
  public Place place(ClusterSpec spec, Address address) {
    return place(spec, address, false);
  }

  private static @Nullable String nodeAt(ClusterSpec spec, String networkInterface) {
    return spec.nodes().stream()
        .filter(node -> networkInterface.equals(node.networkInterface()))
        .map(NodeSpec::name)
        .findFirst()
        .orElse(null);
  }
}
