package dev.handoff.console.conversion;

import static dev.handoff.console.conversion.Amounts.Range.OF_ACTION;
import static dev.handoff.console.conversion.Amounts.Range.OF_DAMPENING;

import dev.handoff.console.pacemaker.Entry.Operation;
import dev.handoff.console.pacemaker.Entry.Primitive;
import dev.handoff.console.pacemaker.Malformed;
import dev.handoff.console.pacemaker.Settings.Setting;
import dev.handoff.events.yaml.Forms;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns clones of ping into probes. */
final class Probes {

  /** As often as a probe may ask. */
  private static final int MOST_ATTEMPTS = 10;

  private final Conversion conversion;
  private final Findings findings;
  private final Map<String, List<Field>> byAttribute = new LinkedHashMap<>();

  Probes(Conversion conversion) {
    this.conversion = conversion;
    this.findings = conversion.findings();
  }

  static boolean isProbe(Primitive primitive) {
    String agent = primitive.agent().toString();
    return agent.equals("ocf:pacemaker:ping") || agent.equals("ocf:pacemaker:pingd");
  }

  /** The probes by the node attribute that each publishes. */
  Map<String, List<Field>> byAttribute() {
    return byAttribute;
  }

  void add(Primitive ping) throws Malformed {
    Claims claims = new Claims(ping.id(), ping.parameters());
    Setting name = claims.take("name");
    Setting hosts = claims.take("host_list");
    String attribute = name == null ? "pingd" : name.value();
    List<String> hostList = new ArrayList<>();
    for (String host : (hosts == null ? "" : hosts.value()).strip().split("[\\s,]+", -1)) {
      if (Forms.HOST.matches(host)) {
        hostList.add(Words.yaml(host));
      } else if (!host.isEmpty()) {
        findings.leftOut(ping.line(), ping.id() + ": " + Words.shortened(host), "not a host");
      }
    }
    if (hostList.isEmpty()
        || !Forms.ATTRIBUTE.matches(attribute)
        || byAttribute.containsKey(attribute)) {
      findings.leftOut(
          ping.line(),
          "%s (%s)".formatted(ping.id(), ping.agent()),
          "a probe needs hosts, and an attribute that no other publishes: "
              + Words.shortened(attribute));
      return;
    }
    List<Field> fields = new ArrayList<>(List.of(Field.of("type", "ping")));
    fields.add(Field.of("hosts", "[" + String.join(", ", hostList) + "]"));
    fields.add(Field.of("multiplier", multiplier(ping, claims)));
    attempts(ping, claims, fields);
    Setting dampen = claims.take("dampen");
    if (dampen != null) {
      String what = ping.id() + ": dampen";
      fields.add(Field.of("dampen", Amounts.within(OF_DAMPENING, what, dampen, findings)));
    }
    operations(ping, fields);
    claims.leaveRest(findings, parameter -> "a probe pings its hosts once in an interval");
    MetaAttributesOfProbe.leave(ping, conversion);
    byAttribute.put(attribute, fields);
  }

  /** The agent's own default is 1, that of a probe is not: it is always written. */
  private String multiplier(Primitive ping, Claims claims) throws Malformed {
    Setting setting = claims.take("multiplier");
    if (setting == null) {
      return "1";
    }
    int value = Amounts.score(ping.id() + ": multiplier", setting).value();
    if (value < 1) {
      findings.changed(setting.line(), ping.id() + ": multiplier=" + setting.value(), "at least 1");
    }
    return Integer.toString(Math.max(1, value));
  }

  /** The agent's own default has changed over time; that of a probe is the newest of them. */
  private void attempts(Primitive ping, Claims claims, List<Field> fields) throws Malformed {
    Setting setting = claims.take("attempts");
    if (setting == null) {
      return;
    }
    String what = ping.id() + ": attempts";
    int asked = Amounts.score(what, setting).value();
    int given = Math.clamp(asked, 1, MOST_ATTEMPTS);
    if (given != asked) {
      findings.changed(setting.line(), what + "=" + setting.value(), "from 1 to " + MOST_ATTEMPTS);
    }
    fields.add(Field.of("attempts", Integer.toString(given)));
  }

  private void operations(Primitive ping, List<Field> fields) throws Malformed {
    boolean monitored = false;
    for (Operation operation : ping.operations()) {
      String what = ping.id() + ": " + operation.name();
      Claims claims = new Claims(what, operation.settings());
      Setting interval = claims.take("interval");
      boolean recurring =
          interval != null && !Amounts.interval(what + " interval", interval).isZero();
      if (interval != null && recurring && operation.name().equals("monitor") && !monitored) {
        monitored = true;
        String within = Amounts.within(OF_ACTION, what + " interval", interval, findings);
        fields.add(Field.of("interval", within));
      }
      claims.dismissRest(findings, "a probe that fails counts no hosts");
    }
  }

  /** Meta-attributes of a ping or of its clone. */
  static final class MetaAttributesOfProbe {

    private MetaAttributesOfProbe() {}

    static void leave(dev.handoff.console.pacemaker.Entry entry, Conversion conversion) {
      new Claims(entry.id(), entry.meta())
          .dismissRest(conversion.findings(), "a probe runs once on every node, always");
    }
  }
}
