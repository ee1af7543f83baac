package dev.handoff.events.yaml;

import dev.handoff.events.spec.Address;
import dev.handoff.events.spec.Resource;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads one resource: an address, or through {@link ServiceReader} a service. */
final class ResourceReader {

  private static final List<String> ADDRESSES =
      List.of("elastic-ip", "route", "private-ip", "public-ip");
  private static final List<String> TYPES =
      Stream.concat(ADDRESSES.stream(), ServiceReader.TYPES.stream()).toList();

  private final Problems problems;
  private final ServiceReader services;
  private final Networks networks;

  ResourceReader(Problems problems) {
    this.problems = problems;
    this.services = new ServiceReader(problems);
    this.networks = new Networks(problems);
  }

  /** The resource, or null if its type cannot be told. */
  @Nullable Resource read(Fields.Entry entry) {
    String quoted = Problems.quoted(entry.key());
    Fields bare = Fields.of(entry.value(), "resource " + quoted, problems);
    String type = bare.oneOf("type", TYPES);
    if (type == null) {
      return null;
    }
    Fields fields = bare.named(type + " " + quoted, "type");
    Resource resource =
        ADDRESSES.contains(type)
            ? address(entry.key(), type, fields)
            : services.read(entry.key(), type, fields);
    fields.refuseUnknown();
    return resource;
  }

  private Address address(String name, String type, Fields fields) {
    return switch (type) {
      case "elastic-ip" ->
          new Address.ElasticIp(
              name,
              fields.text("allocation", Forms.ALLOCATION),
              networks.optionalAddress(fields, "private-ip"));
      case "route" ->
          new Address.Route(
              name,
              networks.destination(fields, "destination"),
              fields.texts("tables", Forms.ROUTE_TABLE, "[rtb-…]"));
      case "private-ip" ->
          new Address.PrivateIp(
              name, networks.address(fields, "address"), fields.optionalWhole("prefix", 1, 32));
      case "public-ip" ->
          new Address.PublicIp(
              name,
              fields.text("id", Forms.PUBLIC_IP),
              fields.text("private-ip", Forms.PRIVATE_IP));
      default -> throw new IllegalStateException("no address is of type " + type);
    };
  }
}
