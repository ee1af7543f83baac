package dev.handoff.events.spec;

import dev.handoff.events.SortedCopy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Resources kept together on one node, started in order and stopped in reverse. A lone resource is
 * a group of one.
 *
 * @param resources at least one, in start order; names are unique in the cluster
 * @param meta resolved: the group's own values over the cluster's defaults
 * @param targetRole of every resource that has none of its own
 * @param managed false: the controller only watches; of every resource that does not say it itself
 * @param overlap services may start while the cloud call still runs, because none of them binds the
 *     address
 * @param own resolved options of the resources that differ from their group, by name
 */
public record GroupSpec(
    String name,
    List<Resource> resources,
    Meta meta,
    TargetRole targetRole,
    boolean managed,
    boolean overlap,
    Map<String, ResourceOptions> own) {

  public GroupSpec {
    resources = List.copyOf(resources);
    own = SortedCopy.of(own);
  }

  /** A group whose resources have no values of their own. */
  public GroupSpec(
      String name,
      List<Resource> resources,
      Meta meta,
      TargetRole targetRole,
      boolean managed,
      boolean overlap) {
    this(name, resources, meta, targetRole, managed, overlap, Map.of());
  }

  /** The same group, made of other resources. */
  public GroupSpec with(List<Resource> others) {
    return new GroupSpec(name, others, meta, targetRole, managed, overlap, own);
  }

  /** What holds for a resource of this group. */
  public ResourceOptions options(String resource) {
    ResourceOptions options = own.get(resource);
    return options != null ? options : new ResourceOptions(meta, targetRole, managed, true);
  }

  /** Whether the controller may touch any of it. */
  public boolean isManaged() {
    for (Resource resource : resources) {
      if (options(resource.name()).managed()) {
        return true;
      }
    }
    return false;
  }

  public List<Address> addresses() {
    return resources.stream().filter(Address.class::isInstance).map(Address.class::cast).toList();
  }

  /**
   * What nodes run for this group, in start order; addresses that they put on an interface, too.
   */
  public List<Service> services() {
    return resources.stream().flatMap(GroupSpec::service).toList();
  }

  private static Stream<Service> service(Resource resource) {
    return switch (resource) {
      case Service service -> Stream.of(service);
      case Address address -> address.onMachine().stream();
    };
  }

  /** The services that this group's owner starts, and that stop when it loses the group. */
  public List<Service> exclusiveServices() {
    return services().stream().filter(s -> s.runs() == Service.Runs.ACTIVE).toList();
  }

  /** Those of them that nodes start and stop: neither external nor left alone. */
  public List<Service> controlledServices() {
    return exclusiveServices().stream()
        .filter(service -> !(service.kind() instanceof Kind.External))
        .filter(service -> options(service.name()).managed())
        .toList();
  }

  public Optional<Resource> resource(String name) {
    for (Resource resource : resources) {
      if (resource.name().equals(name)) {
        return Optional.of(resource);
      }
    }
    return Optional.empty();
  }

  /** The longest time that stopping the group in order may take. */
  public Duration stopTime() {
    return inTurn(Service::stopTimeout);
  }

  /** The longest time that starting the group in order may take. */
  public Duration startTime() {
    return inTurn(Service::startTimeout);
  }

  /** An external service is neither started nor stopped, and so takes no time. */
  private Duration inTurn(Function<Service, Duration> time) {
    return exclusiveServices().stream()
        .filter(service -> !(service.kind() instanceof Kind.External))
        .map(time)
        .reduce(Duration.ZERO, Duration::plus);
  }

  /** The same, left alone: neither started nor stopped nor moved. */
  public GroupSpec unmanaged() {
    return new GroupSpec(name, resources, meta, targetRole, false, overlap);
  }

  /** The same, as if the spec did not name these resources; there may be none left. */
  public GroupSpec without(List<String> names) {
    return names.isEmpty()
        ? this
        : with(resources.stream().filter(resource -> !names.contains(resource.name())).toList());
  }

  /** What the operator wants of the group, as Pacemaker's {@code target-role}. */
  public enum TargetRole {
    STARTED,
    STOPPED
  }
}
