package dev.handoff.events.spec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An address that the cloud leads to one node at a time, and that the controller moves. */
public sealed interface Address extends Resource {

  /** How people call it: the address itself, or the id that stands for it. */
  String shown();

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
   */
  record Route(String name, String destination, List<String> tables) implements Address {
    public Route {
      tables = List.copyOf(tables);
    }

    @Override
    public String shown() {
      return destination;
    }
  }

  /**
   * A secondary private IP; all nodes have their interface in its subnet.
   *
   * @param prefix length with which the node puts it on its interface; null: as a host address
   */
  record PrivateIp(String name, String address, @Nullable Integer prefix) implements Address {
    @Override
    public String shown() {
      return address;
    }
  }

  /**
   * An OCI reserved public IP.
   *
   * @param id the public IP's OCID
   * @param privateIp the OCID of the private IP that it is assigned to
   */
  record PublicIp(String name, String id, String privateIp) implements Address {
    @Override
    public String shown() {
      return id;
    }
  }
}
