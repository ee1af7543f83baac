package dev.handoff.aws.ec2;

import dev.handoff.aws.ec2.Ec2Calls.Filter;
import dev.handoff.aws.ec2.Ec2Calls.Listing;
import dev.handoff.aws.ec2.Ec2Calls.Patience;
import dev.handoff.controller.port.Addresses.Moved;
import dev.handoff.controller.port.Addresses.Place;
import dev.handoff.dispatch.Parallel;
import dev.handoff.events.spec.Address.Route;
import dev.handoff.events.spec.ClusterSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Routes to an interface, each in one or several tables. A call changes one destination in one
 * table, so all tables are attempted at the same time, each with its own result.
 */
final class Routes implements AddressKind<Route> {

  private final Ec2Calls calls;

  Routes(Ec2Calls calls) {
    this.calls = calls;
  }

  @Override
  public Map<Route, Place> locate(ClusterSpec spec, List<Route> routes, Patience patience) {
    List<String> ids = routes.stream().flatMap(route -> route.tables().stream()).toList();
    Listing listing = tables(ids, patience);
    Map<Route, Place> places = new HashMap<>();
    switch (listing) {
      case Listing.Unreadable(String detail) ->
          routes.forEach(route -> places.put(route, new Place.Unreadable(detail)));
      case Listing.Complete(List<Xml> items) -> {
        Map<String, Xml> tables = byId(items);
        routes.forEach(route -> places.put(route, place(spec, route, tables)));
      }
    }
    return places;
  }

  private Listing tables(List<String> ids, Patience patience) {
    return calls.list(
        "DescribeRouteTables",
        "routeTableSet",
        List.of(new Filter("route-table-id", ids.stream().distinct().toList())),
        patience);
  }

  private static Map<String, Xml> byId(List<Xml> items) {
    Map<String, Xml> tables = new HashMap<>();
    items.forEach(item -> tables.put(item.text("routeTableId"), item));
    return tables;
  }

  private static Place place(ClusterSpec spec, Route route, Map<String, Xml> tables) {
    TreeSet<String> nodes = new TreeSet<>();
    StringBuilder detail = new StringBuilder();
    int missing = 0;
    for (String id : route.tables()) {
      Xml table = tables.get(id);
      if (table == null) {
        return new Place.Unreadable(id + HIDDEN);
      }
      Optional<Xml> entry = entry(route, table);
      String node = entry.map(e -> AddressKind.nodeAt(spec, target(e))).orElse("");
      nodes.add(node);
      missing += entry.isEmpty() ? 1 : 0;
      detail.append(detail.isEmpty() ? "" : ", ").append(id).append(" to ");
      detail.append(entry.isEmpty() ? "nothing" : node.isEmpty() ? target(entry.get()) : node);
    }
    if (missing == route.tables().size()) {
      return new Place.Nowhere();
    }
    return nodes.size() == 1 && !nodes.first().isEmpty()
        ? new Place.AtNode(nodes.first())
        : new Place.Elsewhere(detail.toString());
  }

  /** The entry of a table for exactly this destination. */
  private static Optional<Xml> entry(Route route, Xml table) {
    return table.items("routeSet").stream()
        .filter(entry ->
            route.destination().equalsIgnoreCase(entry.text("destinationCidrBlock"))
                || route.destination().equalsIgnoreCase(entry.text("destinationIpv6CidrBlock"))
                || route.destination().equals(entry.text("destinationPrefixListId")))
        .findFirst();
  }

  /** What an entry leads to: the interface, or whatever else EC2 names. */
  private static String target(Xml entry) {
    for (String kind :
        List.of(
            "networkInterfaceId",
            "instanceId",
            "gatewayId",
            "natGatewayId",
            "transitGatewayId",
            "vpcPeeringConnectionId",
            "egressOnlyInternetGatewayId")) {
      String id = entry.text(kind);
      if (!id.isEmpty()) {
        return id;
      }
    }
    return "something that EC2 does not name";
  }

  @Override
  public Moved move(ClusterSpec spec, Route route, Destination to, BooleanSupplier current) {
    Map<String, Xml> tables =
        tables(route.tables(), Patience.ONE_TRY) instanceof Listing.Complete(List<Xml> items)
            ? byId(items)
            : Map.of();
    List<TableResult> results =
        Parallel.map(
            route.tables(),
            id -> new TableResult(id, moveIn(id, tables.get(id), route, to, current)));
    return TableResult.together(route, results).orElseGet(() -> doubtful(spec, route, to, results));
  }

  /** Some table gave no definite answer: what do the tables say now? */
  private Moved doubtful(ClusterSpec spec, Route route, Destination to, List<TableResult> results) {
    return glance(spec, route).equals(new Place.AtNode(to.node().name()))
        ? new Moved.Accepted(route)
        : new Moved.Unknown(route, TableResult.inWords(results));
  }

  private Outcome moveIn(
      String id, @Nullable Xml table, Route route, Destination to, BooleanSupplier current) {
    Optional<Xml> entry = Optional.ofNullable(table).flatMap(t -> entry(route, t));
    if (entry.isPresent() && target(entry.get()).equals(to.networkInterface())) {
      return new Outcome.Done(entry.get());
    }
    Map<String, String> parameters =
        Map.of(
            "RouteTableId",
            id,
            destinationParameter(route),
            route.destination(),
            "NetworkInterfaceId",
            to.networkInterface());
    boolean known = table != null;
    if (known && entry.isEmpty()) {
      Outcome created = calls.change("CreateRoute", parameters, current);
      return created instanceof Outcome.Refused(String code, _, _)
              && code.equals("RouteAlreadyExists")
          ? calls.change("ReplaceRoute", parameters, current)
          : created;
    }
    Outcome replaced = calls.change("ReplaceRoute", parameters, current);
    // EC2 says either code for a destination that the table does not have.
    return !known
            && replaced instanceof Outcome.Refused(String code, _, _)
            && (code.equals("InvalidRoute.NotFound") || code.equals("InvalidParameterValue"))
        ? calls.change("CreateRoute", parameters, current)
        : replaced;
  }

  @Override
  public Moved release(ClusterSpec spec, Route route, BooleanSupplier current) {
    Listing listing = tables(route.tables(), Patience.REPEATED);
    return switch (listing) {
      case Listing.Unreadable(String detail) -> new Moved.Unknown(route, detail);
      case Listing.Complete(List<Xml> items) -> {
        Map<String, Xml> tables = byId(items);
        List<TableResult> results =
            Parallel.map(
                route.tables(),
                id -> new TableResult(id, deleteIn(spec, id, tables.get(id), route, current)));
        yield TableResult.together(route, results)
            .orElseGet(() ->
                isNowhere(spec, route)
                    ? new Moved.Accepted(route)
                    : new Moved.Unknown(route, TableResult.inWords(results)));
      }
    };
  }

  private Outcome deleteIn(
      ClusterSpec spec, String id, @Nullable Xml table, Route route, BooleanSupplier current) {
    if (table == null) {
      return new Outcome.Refused("InvalidRouteTableID.NotFound", id + HIDDEN, false);
    }
    Optional<Xml> ours =
        entry(route, table).filter(e -> !AddressKind.nodeAt(spec, target(e)).isEmpty());
    if (ours.isEmpty()) {
      return new Outcome.Done(table);
    }
    Outcome deleted =
        calls.change(
            "DeleteRoute",
            Map.of("RouteTableId", id, destinationParameter(route), route.destination()),
            current);
    return deleted instanceof Outcome.Refused(String code, _, _)
            && code.equals("InvalidRoute.NotFound")
        ? new Outcome.Done(table)
        : deleted;
  }

  static String destinationParameter(Route route) {
    String destination = route.destination();
    if (destination.startsWith("pl-")) {
      return "DestinationPrefixListId";
    }
    return destination.contains(":") ? "DestinationIpv6CidrBlock" : "DestinationCidrBlock";
  }
}
