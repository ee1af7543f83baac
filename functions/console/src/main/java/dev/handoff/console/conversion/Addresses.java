package dev.handoff.console.conversion;

import dev.handoff.console.pacemaker.Entry.Operation;
import dev.handoff.console.pacemaker.Entry.Primitive;
import dev.handoff.console.pacemaker.Settings.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns the agents that move addresses into addresses. */
final class Addresses {

  private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";

  /** An address by itself, where nothing is said of its network. */
  private static final int HOST = 32;

  private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9.-]+");

  /** Reserved for documentation: nobody's address. */
  private static final String NOBODY = "192.0.2.";

  private static final Set<String> OF_OCI =
      Set.of("ocivip", "oci-vip", "ociip", "oci-privateip", "oci-private-ip");

  private final Conversion conversion;
  private final Findings findings;
  private int placeholders;

  Addresses(Conversion conversion) {
    this.conversion = conversion;
    this.findings = conversion.findings();
  }

  /** Whether a primitive is an address. */
  static boolean isAddress(Primitive primitive) {
    return primitive.agent().standard().equals("ocf") && kind(primitive) != null;
  }

  private static @Nullable String kind(Primitive primitive) {
    String type = primitive.agent().type().toLowerCase(Locale.ROOT);
    return switch (type) {
      case "ipaddr", "ipaddr2", "awsvip" -> "private-ip";
      case "eip", "awseip" -> "elastic-ip";
      case "aws-vpc-move-ip" -> "route";
      default -> OF_OCI.contains(type) ? "private-ip" : null;
    };
  }

  /** The private address that an agent moves, or null. */
  static @Nullable String privateAddress(Primitive primitive) {
    if (!"private-ip".equals(kind(primitive))) {
      return null;
    }
    for (String name : List.of("ip", "secondary_private_ip", "private_ip", "address")) {
      Setting setting = primitive.parameters().get(name);
      if (setting != null) {
        return setting.value();
      }
    }
    return null;
  }

  /** The fields of an address, or none if the clouds cannot move it. */
  List<Field> fields(Primitive primitive, String name) {
    Claims claims = new Claims(primitive.id(), primitive.parameters());
    List<Field> fields =
        switch (String.valueOf(kind(primitive))) {
          case "elastic-ip" -> elastic(claims, name);
          case "route" -> route(primitive, claims, name);
          default -> privateIp(primitive, claims);
        };
    if (!fields.isEmpty()) {
      claims.leaveRest(findings, Addresses::why);
      operations(primitive);
    }
    return fields;
  }

  private static String why(String parameter) {
    return switch (parameter) {
      case "nic", "interface", "iflabel" ->
          "the beacon finds the interface by itself; 'interface' in beacon.yaml names another";
      case "awscli", "profile", "region", "auth_type", "api_delay", "curl_retries", "curl_sleep" ->
          "the controller calls the cloud by itself, with its own permissions";
      case "broadcast", "mac", "clusterip_hash", "lvs_support", "lvs_ipv6_addrlabel" ->
          "a cloud's network knows nothing of it";
      default ->
          parameter.startsWith("arp_")
              ? "a cloud's network learns of a move from its own API, not by ARP"
              : "an address has nothing like it";
    };
  }

  /** The controller asks the cloud where an address is; nothing on a node checks it. */
  private void operations(Primitive primitive) {
    for (Operation operation : primitive.operations()) {
      new Claims(primitive.id() + ": " + operation.name(), operation.settings())
          .dismissTogether(
              findings,
              operation.line(),
              "the controller moves the address and asks the cloud where it is");
    }
  }

  private List<Field> elastic(Claims claims, String name) {
    Setting shown = claims.takeFirst("elastic_ip", "eip", "ip");
    Setting allocation = claims.take("allocation_id");
    Setting privateIp = claims.takeFirst("private_ip_address", "private_ip");
    List<Field> fields = new ArrayList<>(List.of(Field.of("type", "elastic-ip")));
    boolean known =
        allocation != null
            && allocation.value().startsWith("eipalloc-")
            && ID.matcher(allocation.value()).matches();
    if (known && allocation != null) {
      fields.add(Field.of("allocation", allocation.value()));
      if (shown != null) {
        findings.notNeeded(
            shown.line(),
            name + ": " + Words.shortened(shown.value()),
            "the allocation stands for the address");
      }
    } else {
      String which = shown == null ? "the Elastic IP" : Words.shortened(shown.value());
      fields.add(
          Field.toFillIn("allocation", "eipalloc-FILL-IN-" + name, "the allocation of " + which));
    }
    if (privateIp != null && IPV4.matcher(privateIp.value()).matches()) {
      fields.add(Field.of("private-ip", privateIp.value()));
    } else if (privateIp != null) {
      findings.leftOut(
          privateIp.line(), name + ": " + Words.shortened(privateIp.value()), "not an address");
    }
    return fields;
  }

  private List<Field> route(Primitive primitive, Claims claims, String name) {
    Setting ip = claims.takeFirst("ip", "address");
    Setting tables = claims.take("routing_table");
    if (ip != null && !IPV4.matcher(ip.value()).matches()) {
      return none(primitive, ip, "this form of address is not read; write the route by hand");
    }
    List<Field> fields = new ArrayList<>(List.of(Field.of("type", "route")));
    fields.add(
        ip == null
            ? Field.toFillIn("destination", nobody() + "/32", "the destination of the route")
            : Field.of("destination", ip.value() + "/32"));
    List<String> ids = new ArrayList<>();
    for (String id : (tables == null ? "" : tables.value()).split("[, ]+", -1)) {
      if (id.startsWith("rtb-") && ID.matcher(id).matches()) {
        ids.add(id);
      }
    }
    fields.add(
        ids.isEmpty()
            ? Field.toFillIn(
                "tables",
                "[" + conversion.cloud().routeTable(name) + "]",
                "the tables in which the route stands")
            : Field.of("tables", "[" + String.join(", ", ids) + "]"));
    fields.add(Field.of("loopback", "true"));
    findings.changed(
        primitive.line(),
        primitive.id() + " puts the address on the active node's interface",
        "every node has it on lo, and the route decides whom it leads to");
    return fields;
  }

  private List<Field> privateIp(Primitive primitive, Claims claims) {
    Setting ip = claims.takeFirst("ip", "secondary_private_ip", "private_ip", "address");
    Setting mask = claims.takeFirst("cidr_netmask", "netmask", "prefix");
    if (ip != null && !IPV4.matcher(ip.value()).matches()) {
      return none(
          primitive, ip, "clouds move IPv4 addresses from one interface to another, no others");
    }
    List<Field> fields = new ArrayList<>(List.of(Field.of("type", "private-ip")));
    fields.add(
        ip == null
            ? Field.toFillIn("address", nobody(), "the private address")
            : Field.of("address", ip.value()));
    int prefix = mask == null ? HOST : prefix(mask.value());
    if (mask != null && prefix == 0) {
      findings.leftOut(
          mask.line(),
          primitive.id() + ": cidr_netmask=" + Words.shortened(mask.value()),
          "not a prefix from 1 to 32; the address goes on the interface as /32");
    }
    if (!primitive.agent().type().equals("awsvip")) {
      fields.add(Field.of("prefix", Integer.toString(prefix == 0 ? HOST : prefix)));
    }
    return fields;
  }

  private String nobody() {
    return NOBODY + ++placeholders % 256;
  }

  private List<Field> none(Primitive primitive, Setting setting, String why) {
    findings.leftOut(
        setting.line(),
        "%s (%s) with %s"
            .formatted(primitive.id(), primitive.agent(), Words.shortened(setting.value())),
        why);
    return List.of();
  }

  /** {@code 24} or {@code 255.255.255.0}; zero if it is neither. */
  private static int prefix(String mask) {
    if (mask.matches("[0-9]{1,2}")) {
      int prefix = Integer.parseInt(mask);
      return prefix <= 32 ? prefix : 0;
    }
    if (!IPV4.matcher(mask).matches()) {
      return 0;
    }
    long bits = 0;
    for (String octet : mask.split("\\.", -1)) {
      bits = bits << 8 | Integer.parseInt(octet);
    }
    int ones = Long.bitCount(bits);
    return bits == (0xffff_ffffL << (32 - ones) & 0xffff_ffffL) ? ones : 0;
  }
}
