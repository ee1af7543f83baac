package dev.handoff.installation.oci;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The policies in {@code infra/policies/oci}, filled in for an installation called handoff and the
 * node srv-lb01 of its cluster web.
 */
final class OciPolicies {

  static final List<String> NAMES =
      List.of(
          "function",
          "private-ips",
          "public-ips",
          "routes",
          "ipv6s",
          "fence",
          "node",
          "peers",
          "viewer",
          "operator",
          "schedule",
          "connector",
          "lifecycle");

  static final String HOME = "ocid1.compartment.oc1..handoff";
  static final String NETWORK = "ocid1.compartment.oc1..network";
  static final String CONTROLLER = "dynamic-group handoff-function";
  static final String NODE = "dynamic-group handoff-web-srv-lb01";
  static final String PEOPLE = "group 'ops'";
  static final String FUNCTION = "ocid1.fnfunc.oc1..controller";
  static final String STREAM = "ocid1.stream.oc1..srv-lb01";
  static final String PEER = "ocid1.stream.oc1..srv-lb02";
  static final String SCHEDULE = "ocid1.resourceschedule.oc1..hour";

  private static final Map<String, String> INSTALLATION =
      Map.ofEntries(
          Map.entry("region", "eu-frankfurt-1"),
          Map.entry("compartment", HOME),
          Map.entry("network", NETWORK),
          Map.entry("bucket", "handoff"),
          Map.entry("controller", "handoff-function"),
          Map.entry("function", FUNCTION),
          Map.entry("schedule", SCHEDULE),
          Map.entry("stream", STREAM),
          Map.entry("group", "'ops'"),
          Map.entry("node", "handoff-web-srv-lb01"),
          Map.entry("prefix", "nodes/web/srv-lb01"),
          Map.entry("peers", "target.stream.id = '" + PEER + "'"));

  private OciPolicies() {}

  /** A policy's statements, as they are installed. */
  static List<PolicyStatement> statements(String policy) {
    List<PolicyStatement> statements = new ArrayList<>();
    for (String block : text(policy).strip().split("\n\n", -1)) {
      List<String> lines = block.lines().map(String::strip).toList();
      String name = lines.getFirst();
      if (!name.startsWith("# ")) {
        throw new IllegalArgumentException(policy + ": a statement without a name: " + block);
      }
      String text = String.join(" ", lines.subList(1, lines.size()));
      statements.add(PolicyStatement.of(name.substring(2), text));
    }
    return statements;
  }

  /** The file, filled in. */
  static String text(String policy) {
    try (InputStream file =
        OciPolicies.class.getResourceAsStream("/policies/oci/" + policy + ".txt")) {
      String text =
          new String(Objects.requireNonNull(file, policy).readAllBytes(), StandardCharsets.UTF_8);
      for (Map.Entry<String, String> each : INSTALLATION.entrySet()) {
        text = text.replace("${" + each.getKey() + "}", each.getValue());
      }
      return text;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
