package dev.handoff.console.doctor;

import dev.handoff.aws.ec2.Ec2Query;
import dev.handoff.aws.ec2.Reply;
import dev.handoff.aws.ec2.Xml;
import dev.handoff.events.spec.Address;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.Fencing;
import dev.handoff.events.spec.NodeSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What EC2 shows of the things that a spec names.
 *
 * @param items by id; what EC2 does not show is not there
 * @param unread why some kind could not be read, a line each
 */
record Network(Map<String, Item> items, List<String> unread) {

  /** Values that one filter may have. */
  private static final int VALUES_PER_FILTER = 200;

  Network {
    items = Map.copyOf(items);
    unread = List.copyOf(unread);
  }

  /**
   * One thing.
   *
   * @param kind as EC2's calls name it, for example {@code NetworkInterfaces}
   * @param tags by key
   */
  record Item(String kind, Xml shown, Map<String, String> tags) {
    Item {
      tags = Map.copyOf(tags);
    }
  }

  @Nullable Item item(@Nullable String id) {
    return id == null ? null : items.get(id);
  }

  /** Whether a kind could be read at all. */
  boolean knows(String kind) {
    return unread.stream().noneMatch(line -> line.startsWith("Describe" + kind));
  }

  /** Asks EC2; a call for each kind of thing that the spec names. */
  static Network read(Ec2Query ec2, ClusterSpec spec) {
    Map<String, Item> items = new HashMap<>();
    List<String> unread = new ArrayList<>();
    List<Address> addresses = spec.addresses().toList();
    if (!addresses.isEmpty()) {
      Stream<@Nullable String> interfaces = spec.nodes().stream().map(NodeSpec::networkInterface);
      list(
          ec2,
          new Kind("NetworkInterfaces", "networkInterfaceSet", "networkInterfaceId"),
          "network-interface-id",
          interfaces,
          items,
          unread);
      list(
          ec2,
          new Kind("Addresses", "addressesSet", "allocationId"),
          "allocation-id",
          addresses.stream().map(a -> a instanceof Address.ElasticIp eip ? eip.allocation() : null),
          items,
          unread);
      list(
          ec2,
          new Kind("RouteTables", "routeTableSet", "routeTableId"),
          "route-table-id",
          addresses.stream()
              .flatMap(a -> a instanceof Address.Route r ? r.tables().stream() : Stream.empty()),
          items,
          unread);
    }
    if (spec.fence() == Fencing.STOP) {
      list(
          ec2,
          new Kind("Instances", "reservationSet", "instanceId"),
          "instance-id",
          spec.nodes().stream().map(NodeSpec::instance),
          items,
          unread);
    }
    return new Network(items, unread);
  }

  /** How EC2 lists things of a kind. */
  private record Kind(String name, String set, String id) {}

  private static void list(
      Ec2Query ec2,
      Kind kind,
      String filter,
      Stream<@Nullable String> wanted,
      Map<String, Item> items,
      List<String> unread) {
    List<String> ids = wanted.flatMap(Stream::ofNullable).distinct().toList();
    for (int from = 0; from < ids.size(); from += VALUES_PER_FILTER) {
      int to = Math.min(from + VALUES_PER_FILTER, ids.size());
      ask(ec2, kind, parameters(filter, ids.subList(from, to)), items, unread);
    }
  }

  private static Map<String, String> parameters(String filter, List<String> ids) {
    Map<String, String> parameters = new HashMap<>();
    parameters.put("Filter.1.Name", filter);
    for (int i = 0; i < ids.size(); i++) {
      parameters.put("Filter.1.Value." + (i + 1), ids.get(i));
    }
    return parameters;
  }

  private static void ask(
      Ec2Query ec2,
      Kind kind,
      Map<String, String> parameters,
      Map<String, Item> items,
      List<String> unread) {
    String action = "Describe" + kind.name;
    switch (ec2.call(action, parameters)) {
      case Reply.Success success ->
          success.body().items(kind.set).stream()
              .flatMap(item ->
                  kind.name.equals("Instances")
                      ? item.items("instancesSet").stream()
                      : Stream.of(item))
              .forEach(item -> items.put(item.text(kind.id), item(kind.name, item)));
      case Reply.Failure failure -> unread.add(failure.inWords(action));
      case Reply.Silence silence -> unread.add(silence.detail());
    }
  }

  private static Item item(String kind, Xml shown) {
    Map<String, String> tags = new HashMap<>();
    shown.items("tagSet").forEach(tag -> tags.put(tag.text("key"), tag.text("value")));
    return new Item(kind, shown, tags);
  }
}
