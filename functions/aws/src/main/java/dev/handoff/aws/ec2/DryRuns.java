package dev.handoff.aws.ec2;

import dev.handoff.dispatch.Parallel;
import dev.handoff.dispatch.Permission;
import dev.handoff.dispatch.Permission.Ruling;
import dev.handoff.events.spec.Address;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.Fencing;
import dev.handoff.events.spec.NodeSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Asks EC2 by {@code DryRun} whether the calls that a spec may lead to are permitted to whoever
 * runs this: nothing is changed. EC2 then answers with an error in either case.
 */
public final class DryRuns {

  private final Ec2Query query;

  public DryRuns(Ec2Query query) {
    this.query = query;
  }

  /** A call with its parameters, and what it would change. */
  private record Trial(String call, String on, Map<String, String> parameters) {}

  /** Tries every call that a spec may lead to, one attempt each. */
  public List<Permission> of(ClusterSpec spec) {
    List<Trial> trials = new ArrayList<>();
    spec.addresses().forEach(address -> add(trials, spec, address));
    if (spec.fence() == Fencing.STOP) {
      for (NodeSpec node : spec.nodes()) {
        String instance = node.instance();
        if (instance != null) {
          trials.add(new Trial("StopInstances", node.name(), Map.of("InstanceId.1", instance)));
        }
      }
    }
    return Parallel.map(trials.stream().distinct().toList(), this::ruled);
  }

  private static void add(List<Trial> trials, ClusterSpec spec, Address address) {
    trials.add(new Trial("DescribeNetworkInterfaces", "all", Map.of()));
    switch (address) {
      case Address.ElasticIp eip -> {
        trials.add(new Trial("DescribeAddresses", "all", Map.of()));
        each(
            trials,
            spec,
            address,
            "AssociateAddress",
            Map.of("AllocationId", eip.allocation(), "AllowReassociation", "true"));
      }
      case Address.Route route -> {
        trials.add(new Trial("DescribeRouteTables", "all", Map.of()));
        route.tables().forEach(table -> addRoute(trials, spec, route, table));
      }
      case Address.PrivateIp ip -> addPrivateIp(trials, spec, ip);
      case Address.PublicIp _ -> {
        // OCI's; a spec with one says so itself when it is to be moved.
      }
    }
  }

  /** Permission hangs on the table alone, so any interface will do. */
  private static void addRoute(
      List<Trial> trials, ClusterSpec spec, Address.Route route, String table) {
    String on = route.shown() + " in " + table;
    Map<String, String> destination =
        Map.of("RouteTableId", table, Routes.destinationParameter(route), route.destination());
    trials.add(new Trial("DeleteRoute", on, destination));
    spec.nodes().stream()
        .map(NodeSpec::networkInterface)
        .flatMap(Stream::ofNullable)
        .limit(1)
        .forEach(eni -> {
          Map<String, String> target = with(destination, "NetworkInterfaceId", eni);
          trials.add(new Trial("CreateRoute", on, target));
          trials.add(new Trial("ReplaceRoute", on, target));
        });
  }

  private static void addPrivateIp(List<Trial> trials, ClusterSpec spec, Address.PrivateIp ip) {
    boolean v6 = PrivateIps.isV6(ip);
    String kind = v6 ? "Ipv6Addresses" : "PrivateIpAddresses";
    Map<String, String> which = Map.of(v6 ? "Ipv6Addresses.1" : "PrivateIpAddress.1", ip.address());
    Map<String, String> taking = v6 ? which : with(which, "AllowReassignment", "true");
    each(trials, spec, ip, "Assign" + kind, taking);
    each(trials, spec, ip, "Unassign" + kind, which);
  }

  /** The call for the interface of every node: each has tags of its own. */
  private static void each(
      List<Trial> trials,
      ClusterSpec spec,
      Address address,
      String call,
      Map<String, String> parameters) {
    for (NodeSpec node : spec.nodes()) {
      String eni = node.networkInterface();
      if (eni != null) {
        trials.add(
            new Trial(
                call,
                address.shown() + " and " + eni + " of " + node.name(),
                with(parameters, "NetworkInterfaceId", eni)));
      }
    }
  }

  private static Map<String, String> with(
      Map<String, String> parameters, String name, String value) {
    Map<String, String> more = new HashMap<>(parameters);
    more.put(name, value);
    return more;
  }

  private Permission ruled(Trial trial) {
    Reply reply = query.call(trial.call, with(trial.parameters, "DryRun", "true"));
    return switch (reply) {
      case Reply.Failure failure when failure.code().equals("DryRunOperation") ->
          new Permission(trial.call, trial.on, Ruling.PERMITTED, "");
      case Reply.Failure failure ->
          new Permission(
              trial.call,
              trial.on,
              failure.code().equals("UnauthorizedOperation") ? Ruling.REFUSED : Ruling.UNCLEAR,
              failure.inWords(trial.call));
      case Reply.Silence silence ->
          new Permission(trial.call, trial.on, Ruling.UNCLEAR, silence.detail());
      case Reply.Success _ ->
          new Permission(
              trial.call,
              trial.on,
              Ruling.UNCLEAR,
              trial.call + ": this server does not know DryRun, and may have done it");
    };
  }
}
