package dev.handoff.console.lab.cloud;

import dev.handoff.console.lab.cloud.Database.DatabaseFailure;
import dev.handoff.controller.port.Addresses;
import dev.handoff.events.spec.Address;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.NodeSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Addresses as rows: one for each address, and for a route one in each of its tables. A row leads
 * to an interface, as in the clouds; a node without one is its own interface.
 */
public final class EmbeddedAddresses implements Addresses {

  /** A call is a transaction: when it returns it has happened or it never will. */
  private static final Duration LATE = Duration.ofMillis(1);

  private static final String NOWHERE = "";

  private final Database database;

  public EmbeddedAddresses(Database database) {
    this.database = database;
  }

  /** Allocates the addresses of a spec that do not exist yet; they lead nowhere. */
  public void allocate(ClusterSpec spec) {
    database.together(session -> {
      spec.addresses()
          .flatMap(address -> slots(address).stream())
          .forEach(slot -> session.insert("insert into address values (?, ?)", slot, NOWHERE));
      return true;
    });
  }

  /** Leads an address to any interface, as a person at a cloud's console could. */
  public void lead(Address address, String networkInterface) {
    database.together(session -> {
      slots(address).forEach(slot -> attach(session, slot, networkInterface));
      return true;
    });
  }

  @Override
  public List<Located> locate(ClusterSpec spec, List<Address> addresses) {
    return addresses.stream().map(address -> new Located(address, place(spec, address))).toList();
  }

  private Place place(ClusterSpec spec, Address address) {
    Map<String, String> nodes = new HashMap<>();
    spec.nodes().forEach(node -> nodes.put(networkInterface(spec, node), node.name()));
    TreeSet<String> targets = new TreeSet<>();
    try {
      for (String slot : slots(address)) {
        Optional<String> target = target(slot);
        if (target.isEmpty()) {
          return new Place.Unreadable(notFound(slot));
        }
        targets.add(target.get());
      }
    } catch (DatabaseFailure e) {
      return new Place.Unreadable(e.detail());
    }
    if (targets.size() > 1) {
      return new Place.Elsewhere("at " + String.join(" and ", targets));
    }
    String target = targets.getFirst();
    if (target.equals(NOWHERE)) {
      return new Place.Nowhere();
    }
    String node = nodes.get(target);
    return node == null ? new Place.Elsewhere("at " + target) : new Place.AtNode(node);
  }

  private Optional<String> target(String slot) {
    return database
        .query(row -> row.getString(1), "select target from address where slot = ?", slot)
        .stream()
        .findFirst();
  }

  @Override
  public List<Moved> move(
      ClusterSpec spec, List<Address> addresses, NodeSpec target, BooleanSupplier current) {
    List<Moved> results = new ArrayList<>();
    for (Address address : addresses) {
      results.add(move(address, networkInterface(spec, target), current));
    }
    return results;
  }

  private Moved move(Address address, String networkInterface, BooleanSupplier current) {
    List<String> slots = slots(address);
    for (String slot : slots) {
      if (!current.getAsBoolean()) {
        return new Moved.NotCurrent(address);
      }
      try {
        if (!database.together(session -> attach(session, slot, networkInterface))) {
          return new Moved.Refused(address, notFound(slot));
        }
      } catch (DatabaseFailure e) {
        return new Moved.Unknown(address, e.detail());
      }
    }
    return new Moved.Accepted(address);
  }

  @Override
  public List<Moved> release(ClusterSpec spec, List<Address> addresses, BooleanSupplier current) {
    return addresses.stream().map(address -> release(spec, address, current)).toList();
  }

  private Moved release(ClusterSpec spec, Address address, BooleanSupplier current) {
    List<String> ours = spec.nodes().stream().map(node -> networkInterface(spec, node)).toList();
    for (String slot : slots(address)) {
      if (!current.getAsBoolean()) {
        return new Moved.NotCurrent(address);
      }
      try {
        Optional<String> target = target(slot);
        if (target.isEmpty()) {
          return new Moved.Refused(address, notFound(slot));
        }
        if (ours.contains(target.get())) {
          database.together(session -> attach(session, slot, NOWHERE));
        }
      } catch (DatabaseFailure e) {
        return new Moved.Unknown(address, e.detail());
      }
    }
    return new Moved.Accepted(address);
  }

  private static boolean attach(Database.Session session, String slot, String networkInterface) {
    return session.update("update address set target = ? where slot = ?", networkInterface, slot)
        == 1;
  }

  @Override
  public Duration lateBound() {
    return LATE;
  }

  private static String notFound(String slot) {
    return slot + " not found or not permitted";
  }

  private static String networkInterface(ClusterSpec spec, NodeSpec node) {
    @Nullable String named = node.networkInterface();
    return named == null ? spec.cluster() + "." + node.name() : named;
  }

  private static List<String> slots(Address address) {
    return address instanceof Address.Route route
        ? route.tables().stream().map(table -> route.destination() + " in " + table).toList()
        : List.of(address.shown());
  }
}
