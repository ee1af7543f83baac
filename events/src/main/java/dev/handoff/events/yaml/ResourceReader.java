package dev.handoff.events.yaml;

import dev.handoff.events.spec.Address;
import dev.handoff.events.spec.Meta;
import dev.handoff.events.spec.Resource;
import dev.handoff.events.spec.ResourceOptions;
import dev.handoff.events.spec.Service;
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

  /** A resource, and what holds for it. */
  record Read(Resource resource, ResourceOptions options) {}

  /**
   * The resource, or null if its type cannot be told.
   *
   * @param shared what holds for a resource that says nothing else
   */
  @Nullable Read read(Fields.Entry entry, ResourceOptions shared) {
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
    ResourceOptions options = options(resource, fields, shared);
    fields.refuseUnknown();
    return new Read(resource, options);
  }

  private ResourceOptions options(Resource resource, Fields fields, ResourceOptions shared) {
    Meta meta = shared.meta();
    // An address never fails: the controller tries again until the cloud has moved it.
    Meta own =
        resource instanceof Service
            ? GroupReader.meta(fields, meta)
            : new Meta(
                meta.priority(),
                GroupReader.stickiness(fields, meta),
                meta.migrationThreshold(),
                meta.failureTimeout());
    if (fields.has("target-role")
        && resource instanceof Service service
        && service.runs() == Service.Runs.EVERYWHERE) {
      problems.add(
          fields.placeOf("target-role"),
          "service " + Problems.quoted(service.name()) + " runs everywhere and has a target-role",
          "such a service is neither started nor stopped with its group; take it out of the spec"
              + " to stop it");
    }
    return new ResourceOptions(
        own,
        fields.choice("target-role", shared.targetRole()),
        fields.truth("managed", shared.managed()),
        fields.truth("critical", shared.critical()));
  }

  private Address address(String name, String type, Fields fields) {
    return switch (type) {
      case "elastic-ip" ->
          new Address.ElasticIp(
              name,
              fields.text("allocation", Forms.ALLOCATION),
              networks.optionalAddress(fields, "private-ip"));
      case "route" -> route(name, fields);
      case "private-ip" ->
          new Address.PrivateIp(
              name, networks.address(fields, "address"), fields.optionalWhole("prefix", 1, 32));
      case "public-ip" ->
          new Address.PublicIp(
              name,
              fields.text("id", Forms.PUBLIC_IP),
              fields.optionalText("private-ip", Forms.PRIVATE_IP));
      default -> throw new IllegalStateException("no address is of type " + type);
    };
  }

  private Address route(String name, Fields fields) {
    String destination = networks.destination(fields, "destination");
    List<String> tables = fields.texts("tables", Forms.ROUTE_TABLE, "[rtb-…]");
    boolean loopback = fields.truth("loopback", false);
    if (loopback && !Networks.isOneAddress(destination)) {
      problems.add(
          fields.placeOf("loopback"),
          Problems.quoted(destination) + " is not one address, so it cannot be put on lo",
          "'loopback: true' with a destination such as 10.9.0.1/32 or 2001:db8::1/128");
    }
    return new Address.Route(
        name, destination, tables, loopback && Networks.isOneAddress(destination));
  }
}
