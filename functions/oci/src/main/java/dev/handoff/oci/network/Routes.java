package dev.handoff.oci.network;

import com.oracle.bmc.core.VirtualNetwork;
import com.oracle.bmc.core.model.RouteRule;
import com.oracle.bmc.core.model.Vnic;
import dev.handoff.controller.port.Addresses.Moved;
import dev.handoff.controller.port.Addresses.Place;
import dev.handoff.dispatch.Parallel;
import dev.handoff.events.spec.Address.Route;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.NodeSpec;
import dev.handoff.oci.attempt.Effort;
import dev.handoff.oci.attempt.Efforts;
import dev.handoff.oci.attempt.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/**
 * Routes to the primary private IP of a VNIC, each in one or several tables. All tables are
 * attempted at the same time, each with its own result.
 */
final class Routes implements AddressKind<Route> {

  private static final String PRIVATE_IP = "ocid1.privateip.";

  private final RouteTables tables;
  private final Vnics vnics;
  private final Efforts efforts;
  private final IpObjects privateIps;

  Routes(VirtualNetwork network, Vnics vnics, Efforts efforts) {
    this.tables = new RouteTables(network);
    this.vnics = vnics;
    this.efforts = efforts;
    privateIps = new Ipv4Objects(network);
  }

  /**
   * Where one table leads a route.
   *
   * @param node empty: to none of the cluster's
   * @param shown as a person names it
   */
  private record Lead(String node, String shown) {

    static final Lead NOTHING = new Lead("", "nothing");
  }

  @Override
  public Place locate(ClusterSpec spec, Route route, Effort effort) {
    List<String> shown = new ArrayList<>();
    TreeSet<String> nodes = new TreeSet<>();
    int missing = 0;
    for (String table : route.tables()) {
      Outcome<Lead> lead =
          tables
              .rules(table, effort)
              .then(rules -> lead(spec, RouteRules.rule(rules, route.destination()), effort));
      if (!(lead instanceof Outcome.Done<Lead>(Lead at))) {
        return AddressKind.unreadable((Outcome.Failed<Lead>) lead);
      }
      missing += at.equals(Lead.NOTHING) ? 1 : 0;
      nodes.add(at.node());
      shown.add(table + " to " + at.shown());
    }
    if (missing == route.tables().size()) {
      return new Place.Nowhere();
    }
    return nodes.size() == 1 && !nodes.first().isEmpty()
        ? new Place.AtNode(nodes.first())
        : new Place.Elsewhere(String.join(", ", shown));
  }

  private Outcome<Lead> lead(ClusterSpec spec, Optional<RouteRule> rule, Effort effort) {
    if (rule.isEmpty()) {
      return new Outcome.Done<>(Lead.NOTHING);
    }
    String target = rule.get().getNetworkEntityId();
    if (!target.startsWith(PRIVATE_IP)) {
      return new Outcome.Done<>(new Lead("", target));
    }
    Outcome<IpObject> ip = effort.read("GetPrivateIp", () -> privateIps.get(target));
    if (ip instanceof Outcome.Refused<IpObject> refused && refused.isHidden()) {
      // A rule outlives its target, and leads into a black hole then.
      return new Outcome.Done<>(new Lead("", target + Hidden.HINT));
    }
    return ip.then(at -> {
      String vnic = at.vnic();
      String node =
          vnic == null ? "" : AddressKind.nodeAt(spec, vnic).map(NodeSpec::name).orElse("");
      return new Outcome.Done<>(new Lead(node, node.isEmpty() ? target : node));
    });
  }

  @Override
  public Moved move(ClusterSpec spec, Route route, Destination to, BooleanSupplier current) {
    if (route.destination().contains(":") || route.destination().startsWith("pl-")) {
      return new Moved.Refused(
          route,
          route.shown()
              + ": OCI leads only IPv4 blocks to a node; IPv6 leads to gateways, and there are no"
              + " prefix lists");
    }
    Effort effort = efforts.changing(current);
    Outcome<String> target = forwarding(to).then(_ -> vnics.primaryIp(to.vnic(), effort));
    if (!(target instanceof Outcome.Done<String>(String privateIp))) {
      return AddressKind.conclude(route, target, effort, () -> false);
    }
    List<TableResult> results =
        Parallel.map(
            route.tables(),
            table -> {
              Effort own = effort.part();
              return result(table, lead(table, route, privateIp, own), own);
            });
    return TableResult.together(route, results)
        .orElseGet(() ->
            locate(spec, route, efforts.glancing()).equals(new Place.AtNode(to.node().name()))
                ? new Moved.Accepted(route)
                : new Moved.Unknown(route, TableResult.inWords(results)));
  }

  /**
   * Whether the VNIC would let in what a route leads to it: with its source/destination check on,
   * it drops all of it. A check that cannot be seen does not stand in the way.
   */
  private Outcome<String> forwarding(Destination to) {
    Outcome<Vnic> vnic = vnics.get(to.vnic(), efforts.glancing());
    return vnic instanceof Outcome.Done<Vnic>(Vnic shown)
            && Boolean.FALSE.equals(shown.getSkipSourceDestCheck())
        ? new Outcome.Refused<>(
            0,
            "SourceDestCheck",
            ("%s of %s drops what a route leads to it: its source/destination check is on; oci"
                    + " network vnic update --vnic-id %s --skip-source-dest-check true")
                .formatted(to.vnic(), to.node().name(), to.vnic()))
        : new Outcome.Done<>(to.vnic());
  }

  private Outcome<List<RouteRule>> lead(
      String table, Route route, String privateIp, Effort effort) {
    return tables.edit(
        table,
        rules ->
            RouteRules.rule(rules, route.destination())
                    .filter(rule -> privateIp.equals(rule.getNetworkEntityId()))
                    .isPresent()
                ? Optional.empty()
                : Optional.of(RouteRules.leading(rules, route.destination(), privateIp)),
        effort);
  }

  private static TableResult result(String table, Outcome<?> outcome, Effort effort) {
    return new TableResult(table, outcome, effort.isDoubtful());
  }

  @Override
  public Moved release(ClusterSpec spec, Route route, BooleanSupplier current) {
    List<TableResult> results =
        Parallel.map(
            route.tables(),
            table -> {
              Effort effort = efforts.changing(current);
              return result(table, remove(spec, table, route, effort), effort);
            });
    return TableResult.together(route, results)
        .orElseGet(() ->
            locate(spec, route, efforts.glancing()) instanceof Place.Nowhere
                ? new Moved.Accepted(route)
                : new Moved.Unknown(route, TableResult.inWords(results)));
  }

  /** Whose a rule is was read before its table is edited; the edit is of that rule only. */
  private Outcome<List<RouteRule>> remove(
      ClusterSpec spec, String table, Route route, Effort effort) {
    return tables
        .rules(table, effort)
        .then(rules -> {
          Optional<RouteRule> rule = RouteRules.rule(rules, route.destination());
          return lead(spec, rule, effort)
              .then(lead -> {
                if (lead.node().isEmpty()) {
                  return new Outcome.Done<>(rules);
                }
                return tables.edit(
                    table,
                    now ->
                        RouteRules.rule(now, route.destination()).equals(rule)
                            ? Optional.of(RouteRules.without(now, route.destination()))
                            : Optional.empty(),
                    effort);
              });
        });
  }
}
