package dev.handoff.console.cib;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A small random cluster as a CIB: one to four nodes, a few groups and resources, and any mixture
 * of what placement has to consider. The same seed gives the same cluster, always.
 */
final class RandomCib {

  static final Instant NOW = Instant.ofEpochSecond(1_750_000_000);

  /** Upper and lower case and numbers, because names decide ties. */
  private static final List<String> NAMES = List.of("node9", "Bravo", "alpha", "node10");

  private final Random random;
  private final StringBuilder xml = new StringBuilder();
  private final List<String> nodes;
  private final List<RandomResource> resources = new ArrayList<>();
  private final List<String> ends = new ArrayList<>();
  private final boolean upwards;
  private int ids;

  private RandomCib(long seed) {
    random = new Random(seed);
    upwards = random.nextBoolean();
    nodes = NAMES.subList(0, 1 + random.nextInt(10) % 4);
  }

  /** The document for a seed. */
  static String of(long seed) {
    return new RandomCib(seed).document();
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  @SafeVarargs
  @SuppressWarnings("varargs")
  private <T> T oneOf(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private String id(String prefix) {
    return prefix + ids++;
  }

  private String document() {
    boolean quorum = !chance(5);
    line(
        "<cib crm_feature_set=\"3.15.0\" validate-with=\"pacemaker-3.7\" epoch=\"1\""
            + " num_updates=\"0\" admin_epoch=\"0\" have-quorum=\"%d\" execution-date=\"%d\">"
                .formatted(quorum ? 1 : 0, NOW.getEpochSecond()));
    line("<configuration>");
    config();
    nodeEntries();
    resourceEntries();
    constraints();
    if (chance(30)) {
      line("<rsc_defaults><meta_attributes id=\"rd\">");
      pair("resource-stickiness", oneOf("0", "1", "10", "100"));
      if (chance(50)) {
        pair("migration-threshold", oneOf("1", "2", "3"));
      }
      line("</meta_attributes></rsc_defaults>");
    }
    line("</configuration>");
    new RandomStatus(random, xml, nodes, resources).write();
    line("</cib>");
    return xml.toString();
  }

  private void line(String text) {
    xml.append(text).append('\n');
  }

  private void pair(String name, String value) {
    line("<nvpair id=\"%s\" name=\"%s\" value=\"%s\"/>".formatted(id("nv"), name, value));
  }

  private void config() {
    line("<crm_config><cluster_property_set id=\"cib-bootstrap-options\">");
    pair("stonith-enabled", "false");
    if (chance(12)) {
      pair("symmetric-cluster", "false");
    }
    if (chance(3)) {
      pair("maintenance-mode", "true");
    }
    if (chance(1)) {
      pair("stop-all-resources", "true");
    }
    pair("no-quorum-policy", oneOf("stop", "freeze", "ignore"));
    if (chance(5)) {
      pair("node-health-strategy", oneOf("migrate-on-red", "only-green", "custom"));
    }
    line("</cluster_property_set></crm_config>");
  }

  private void nodeEntries() {
    line("<nodes>");
    for (String node : nodes) {
      line("<node id=\"%d\" uname=\"%s\">".formatted(nodes.indexOf(node) + 1, node));
      line("<instance_attributes id=\"%s\">".formatted(id("ia")));
      if (chance(8)) {
        pair("standby", "on");
      }
      if (chance(4)) {
        pair("maintenance", "true");
      }
      if (chance(60)) {
        pair("site", oneOf("a", "b"));
      }
      line("</instance_attributes></node>");
    }
    line("</nodes>");
  }

  private void resourceEntries() {
    line("<resources>");
    int units = 1 + random.nextInt(5);
    for (int unit = 0; unit < units; unit++) {
      if (chance(45)) {
        String group = "g" + unit;
        ends.add(group);
        line("<group id=\"%s\">".formatted(group));
        int members = 1 + random.nextInt(3);
        for (int member = 0; member < members; member++) {
          primitive(oneOf("m", "a", "z") + unit + member, unit);
        }
        if (chance(40)) {
          meta();
        }
        line("</group>");
      } else {
        primitive(oneOf("r", "b", "x") + unit, unit);
      }
    }
    line("</resources>");
  }

  private void primitive(String name, int unit) {
    ends.add(name);
    String onFail = chance(85) ? "restart" : oneOf("ignore", "block", "stop", "standby", "restart");
    resources.add(new RandomResource(name, unit, onFail));
    line(
        "<primitive id=\"%s\" class=\"ocf\" provider=\"heartbeat\" type=\"Dummy\">"
            .formatted(name));
    if (chance(50)) {
      meta();
    }
    line(
        ("<operations><op id=\"%s-mon\" name=\"monitor\" interval=\"10s\" on-fail=\"%s\"/>"
                + "</operations>")
            .formatted(name, onFail));
    line("</primitive>");
  }

  private void meta() {
    line("<meta_attributes id=\"%s\">".formatted(id("ma")));
    if (chance(50)) {
      pair("resource-stickiness", oneOf("0", "1", "5", "50", "100", "INFINITY", "-10"));
    }
    if (chance(40)) {
      pair("migration-threshold", oneOf("0", "1", "2", "3", "INFINITY"));
    }
    if (chance(25)) {
      pair("failure-timeout", oneOf("60", "100s", "2min", "0"));
    }
    if (chance(15)) {
      pair("priority", oneOf("1", "5", "10", "-1"));
    }
    if (chance(8)) {
      pair("is-managed", "false");
    }
    if (chance(10)) {
      pair("target-role", oneOf("Stopped", "Started"));
    }
    if (chance(4)) {
      pair("critical", "false");
    }
    if (chance(2)) {
      pair("maintenance", "true");
    }
    line("</meta_attributes>");
  }

  private void constraints() {
    line("<constraints>");
    for (int i = random.nextInt(5); i > 0; i--) {
      location();
    }
    for (int i = chance(40) ? 1 + random.nextInt(3) : 0; i > 0; i--) {
      colocation();
    }
    for (int i = chance(35) ? 1 + random.nextInt(3) : 0; i > 0; i--) {
      order();
    }
    line("</constraints>");
  }

  private String score() {
    return oneOf(
        "0",
        "1",
        "-1",
        "10",
        "50",
        "100",
        "101",
        "-50",
        "-100",
        "200",
        "300",
        "1000",
        "INFINITY",
        "-INFINITY",
        "999999",
        "-999999");
  }

  private void location() {
    String end = oneOf(ends);
    String id = id("loc");
    if (chance(60)) {
      line(
          "<rsc_location id=\"%s\" rsc=\"%s\" node=\"%s\" score=\"%s\"/>"
              .formatted(id, end, oneOf(nodes), score()));
      return;
    }
    if (chance(30)) {
      id = oneOf("cli-ban-", "cli-prefer-") + id;
    }
    line("<rsc_location id=\"%s\" rsc=\"%s\">".formatted(id, end));
    line(
        "<rule id=\"%s\" score=\"%s\" boolean-op=\"%s\">"
            .formatted(id("rule"), score(), oneOf("and", "or")));
    for (int i = 1 + random.nextInt(2); i > 0; i--) {
      expression();
    }
    line("</rule></rsc_location>");
  }

  private void expression() {
    switch (random.nextInt(5)) {
      case 0 ->
          line(
              "<expression id=\"%s\" attribute=\"#uname\" operation=\"%s\" value=\"%s\"/>"
                  .formatted(id("ex"), oneOf("eq", "ne"), oneOf(nodes)));
      case 1 ->
          line(
              "<expression id=\"%s\" attribute=\"%s\" operation=\"%s\"/>"
                  .formatted(id("ex"), oneOf("ping", "site"), oneOf("defined", "not_defined")));
      case 2 ->
          line(
              "<expression id=\"%s\" attribute=\"ping\" operation=\"%s\" value=\"%s\" type=\"%s\"/>"
                  .formatted(
                      id("ex"),
                      oneOf("lt", "lte", "gt", "gte", "eq", "ne"),
                      oneOf("1000", "200", "0"),
                      oneOf("number", "string", "version")));
      case 3 ->
          line(
              "<expression id=\"%s\" attribute=\"site\" operation=\"%s\" value=\"%s\"/>"
                  .formatted(id("ex"), oneOf("eq", "ne", "lt"), oneOf("a", "b")));
      default -> {
        Instant date = NOW.plusSeconds(oneOf(-1, 0, 1, -3600, 3600));
        line(
            "<date_expression id=\"%s\" operation=\"%s\" %s=\"%s\"/>"
                .formatted(id("ex"), "lt", "end", date));
      }
    }
  }

  private static int unitOf(String end) {
    return end.charAt(1) - '0';
  }

  private void colocation() {
    String dependent = oneOf(ends);
    String primary = oneOf(ends);
    if (dependent.equals(primary)) {
      return;
    }
    String score =
        chance(70)
            ? oneOf("INFINITY", "INFINITY", "1", "10", "100", "500000")
            : oneOf("-INFINITY", "-1", "-100", "-500000");
    line(
        "<rsc_colocation id=\"%s\" rsc=\"%s\" with-rsc=\"%s\" score=\"%s\"%s/>"
            .formatted(
                id("col"), dependent, primary, score, chance(5) ? " influence=\"false\"" : ""));
  }

  /** Orders only ever lead one way, up or down: Pacemaker cannot carry out a circle of them. */
  private void order() {
    String one = oneOf(ends);
    String other = oneOf(ends);
    int turn = Integer.signum(unitOf(one) - unitOf(other)) * (upwards ? -1 : 1);
    if (turn == 0) {
      return;
    }
    String first = turn > 0 ? one : other;
    String then = turn > 0 ? other : one;
    line(
        "<rsc_order id=\"%s\" first=\"%s\" then=\"%s\" kind=\"%s\"%s/>"
            .formatted(
                id("ord"),
                first,
                then,
                oneOf("Mandatory", "Mandatory", "Mandatory", "Optional"),
                chance(8) ? " symmetrical=\"false\"" : ""));
  }
}
