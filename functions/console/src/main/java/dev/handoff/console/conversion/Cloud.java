package dev.handoff.console.conversion;

import dev.handoff.console.pacemaker.Entry;
import dev.handoff.console.pacemaker.Entry.Primitive;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The cloud that placeholders are written for. */
public enum Cloud {
  AWS,
  OCI;

  /** OCI if an agent of OCI is there; all else may be of AWS. */
  static Cloud of(List<Entry> resources) {
    boolean oci =
        resources.stream()
            .flatMap(Cloud::primitives)
            .anyMatch(p -> p.agent().type().toLowerCase(Locale.ROOT).startsWith("oci"));
    return oci ? OCI : AWS;
  }

  static Stream<Primitive> primitives(Entry entry) {
    return switch (entry) {
      case Primitive primitive -> Stream.of(primitive);
      case Entry.Group group -> group.members().stream();
      case Entry.Clone clone -> primitives(clone.of());
    };
  }

  String instance(String node) {
    return (this == AWS ? "i-FILL-IN-" : "ocid1.instance.FILL-IN-") + node;
  }

  String networkInterface(String node) {
    return (this == AWS ? "eni-FILL-IN-" : "ocid1.vnic.FILL-IN-") + node;
  }

  String routeTable(String address) {
    return (this == AWS ? "rtb-FILL-IN-" : "ocid1.routetable.FILL-IN-") + address;
  }
}
