package dev.handoff.events.spec;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An address that the cloud leads to one node at a time, and that the controller moves. */
public sealed interface Address extends Resource {

  /** A machine looks at its own interfaces without asking anybody. */
  Monitor LOOK =
      new Monitor(
          new Monitor.Check.Own(),
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          Monitor.OnFail.RESTART);

  /** How long the cloud may take to tell the machine that the address leads to it. */
  Duration START_TIMEOUT = Duration.ofSeconds(30);

  /** It is one call to the kernel. */
  Duration STOP_TIMEOUT = Duration.ofSeconds(1);

  /** How people call it: the address itself, or the id that stands for it. */
  String shown();

  /**
   * What nodes do so that the machine itself knows the address: a service of the same name, in the
   * address's place among the resources of its group. Empty: nothing; the cloud translates it, or
   * the machine was set up for it.
   */
  default Optional<Service> onMachine() {
    return Optional.empty();
  }

  private static Service onMachine(String name, Kind kind, Service.Runs runs) {
    return new Service(name, kind, List.of(LOOK), START_TIMEOUT, STOP_TIMEOUT, runs, null);
  }

  /**
   * An AWS Elastic IP.
   *
   * @param allocation {@code eipalloc-…}
   * @param privateIp the private IP of the target interface that it is bound to; null: the primary
   */
  record ElasticIp(String name, String allocation, @Nullable String privateIp) implements Address {
    @Override
    public String shown() {
      return allocation;
    }
  }

  /**
   * A route whose target is the owner's interface (AWS) or private IP (OCI).
   *
   * @param destination a CIDR block (IPv4 or IPv6) or a prefix list, exactly as the tables name it
   * @param tables every route table in which the target is switched, at least one
   * @param loopback the destination is one address, and every node has it on {@code lo}, always:
   *     the route alone decides whom it leads to
   */
  record Route(String name, String destination, List<String> tables, boolean loopback)
      implements Address {
    public Route {
      tables = List.copyOf(tables);
    }

    /** A route to something that the nodes know of by themselves, or only forward to. */
    public Route(String name, String destination, List<String> tables) {
      this(name, destination, tables, false);
    }

    @Override
    public Optional<Service> onMachine() {
      if (!loopback) {
        return Optional.empty();
      }
      int slash = destination.indexOf('/');
      Kind kind =
          new Kind.InterfaceAddress(
              destination.substring(0, slash),
              Integer.parseInt(destination.substring(slash + 1)),
              true);
      return Optional.of(Address.onMachine(name, kind, Service.Runs.EVERYWHERE));
    }

    @Override
    public String shown() {
      return destination;
    }
  }

  /**
   * A secondary private IP; all nodes have their interface in its subnet.
   *
   * @param prefix length with which the owner puts it on its interface; null: it does not, because
   *     a tool of the machine does, such as Amazon Linux's
   */
  record PrivateIp(String name, String address, @Nullable Integer prefix) implements Address {

    @Override
    public Optional<Service> onMachine() {
      return prefix == null
          ? Optional.empty()
          : Optional.of(
              Address.onMachine(
                  name, new Kind.InterfaceAddress(address, prefix, false), Service.Runs.ACTIVE));
    }

    @Override
    public String shown() {
      return address;
    }
  }

  /**
   * An OCI reserved public IP.
   *
   * @param id the public IP's OCID
   * @param privateIp the OCID of a secondary private IP that it is assigned to and that moves with
   *     it; null: it is assigned to the primary private IP of the owner's interface
   */
  record PublicIp(String name, String id, @Nullable String privateIp) implements Address {
    @Override
    public String shown() {
      return id;
    }
  }
}
