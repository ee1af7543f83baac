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
  private final boolean hasTemplate;
  private int ids;

  private RandomCib(long seed) {
    random = new Random(seed);
    hasTemplate = chance(8);
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
    new RandomConstraints(random, xml, nodes, ends).write();
    if (chance(30)) {
      line("<rsc_defaults><meta_attributes id=\"rd\">");
      pair("resource-stickiness", oneOf("0", "1", "10", "100"));
      if (chance(50)) {
        pair("migration-threshold", oneOf("1", "2", "3"));
      }
      line("</meta_attributes></rsc_defaults>");
    }
    if (chance(3)) {
      line("<op_defaults><meta_attributes id=\"od\">");
      pair("on-fail", oneOf("ignore", "stop", "standby", "restart"));
      line("</meta_attributes></op_defaults>");
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
      if (chance(2)) {
        pair("shutdown", "1749990000");
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
    if (hasTemplate) {
      line("<template id=\"t\" class=\"ocf\" provider=\"heartbeat\" type=\"Dummy\">");
      meta();
      line("<operations>");
      line("<op id=\"t-mon\" name=\"monitor\" interval=\"10s\" on-fail=\"stop\"/>");
      line("<op id=\"t-stop\" name=\"stop\" interval=\"0\" on-fail=\"block\"/>");
      line("</operations></template>");
    }
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
        "<primitive id=\"%s\" %s>"
            .formatted(
                name,
                hasTemplate && chance(40)
                    ? "template=\"t\""
                    : "class=\"ocf\" provider=\"heartbeat\" type=\"Dummy\""));
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
}
