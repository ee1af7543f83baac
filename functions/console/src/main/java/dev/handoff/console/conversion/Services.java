package dev.handoff.console.conversion;

import static dev.handoff.console.conversion.Amounts.Range.OF_ACTION;

import dev.handoff.console.pacemaker.Agent;
import dev.handoff.console.pacemaker.Entry.Operation;
import dev.handoff.console.pacemaker.Entry.Primitive;
import dev.handoff.console.pacemaker.Malformed;
import dev.handoff.console.pacemaker.Settings.Setting;
import dev.handoff.events.yaml.Forms;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns primitives that run something into services. */
final class Services {

  /** Agents that do what Handoff does in another way, or what no service of it does. */
  private static final Map<String, String> ELSEWHERE =
      Map.ofEntries(
          Map.entry("vipcheck", "a guard against two owners: the controller alone names the owner"),
          Map.entry("mailto", "people are told through the topic of 'alerts'"),
          Map.entry("clustermon", "people are told through the topic of 'alerts'"),
          Map.entry("ipv6addr", "clouds move IPv4 addresses from one interface to another"),
          Map.entry("ipsrcaddr", "the source address of a node is not managed"),
          Map.entry("portblock", "ports are not blocked during a move"),
          Map.entry("aws-vpc-route53", "names are not moved, addresses are: use an elastic-ip"),
          Map.entry("azure-lb", "load balancers of Azure are not managed"),
          Map.entry("azure-events", "Azure is not managed"),
          Map.entry("azure-events-az", "Azure is not managed"),
          Map.entry("gcp-vpc-move-vip", "Google's cloud is not managed"),
          Map.entry("gcp-vpc-move-ip", "Google's cloud is not managed"),
          Map.entry("gcp-vpc-move-route", "Google's cloud is not managed"),
          Map.entry("aliyun-vpc-move-ip", "Alibaba's cloud is not managed"),
          Map.entry("remote", "every node of a cluster runs a beacon of its own"),
          Map.entry("sysinfo", "only ping publishes node attributes"),
          Map.entry("ethmonitor", "only ping publishes node attributes"),
          Map.entry("healthcpu", "only ping publishes node attributes"),
          Map.entry("healthsmart", "only ping publishes node attributes"));

  private final Conversion conversion;
  private final Findings findings;
  private final Monitors monitors;

  Services(Conversion conversion) {
    this.conversion = conversion;
    this.findings = conversion.findings();
    this.monitors = new Monitors(conversion);
  }

  /** The fields of a service, or none if nothing of Handoff is like it. */
  List<Field> fields(Primitive primitive) throws Malformed {
    String lost = whyLost(primitive.agent());
    if (lost != null) {
      findings.leftOut(primitive.line(), primitive.id() + " (" + primitive.agent() + ")", lost);
      return List.of();
    }
    List<Field> fields = new ArrayList<>();
    Claims parameters = new Claims(primitive.id(), primitive.parameters());
    kind(primitive, parameters, fields);
    fields.addAll(monitors.fields(primitive));
    actions(primitive, fields);
    return fields;
  }

  private static @Nullable String whyLost(Agent agent) {
    return switch (agent.standard().toLowerCase(Locale.ROOT)) {
      case "ocf" -> {
        String why = ELSEWHERE.get(agent.type().toLowerCase(Locale.ROOT));
        boolean wellFormed = Forms.AGENT.matches(agent.provider() + ":" + agent.type());
        yield why != null || wellFormed ? why : "an agent of that name cannot be";
      }
      case "systemd", "service" ->
          Forms.UNIT.matches(agent.type()) ? null : "a unit of that name cannot be";
      case "lsb" ->
          agent.type().matches("[A-Za-z0-9@._-]+") ? null : "a script of that name cannot be";
      case "stonith" -> "the controller powers nodes off by itself: fence: stop";
      default -> "agents of this class are not known: write it as a service of type command";
    };
  }

  private void kind(Primitive primitive, Claims parameters, List<Field> fields) {
    Agent agent = primitive.agent();
    switch (agent.standard().toLowerCase(Locale.ROOT)) {
      case "ocf" -> {
        fields.add(Field.of("type", "ocf"));
        fields.add(Field.of("agent", Words.yaml(agent.provider() + ":" + agent.type())));
        List<Field> passed = new ArrayList<>();
        primitive
            .parameters()
            .byName()
            .forEach((name, setting) -> {
              if (Forms.PARAMETER.matches(name)) {
                parameters.take(name);
                passed.add(Field.of(name, Words.yaml(setting.value())));
              }
            });
        passed.sort(java.util.Comparator.comparing(Field::key));
        if (!passed.isEmpty()) {
          fields.add(Field.of("parameters", passed));
        }
      }
      case "lsb" -> {
        String script = "/etc/init.d/" + agent.type();
        fields.add(Field.of("type", "command"));
        fields.add(Field.of("start", "[" + script + ", start]"));
        fields.add(Field.of("stop", "[" + script + ", stop]"));
      }
      default -> {
        fields.add(Field.of("type", "systemd"));
        fields.add(Field.of("unit", Words.yaml(agent.type())));
        if (!agent.standard().equals("systemd")) {
          findings.changed(
              primitive.line(),
              primitive.id() + " (" + agent + ")",
              "it is run as the systemd unit of that name");
        }
      }
    }
    parameters.leaveRest(findings, name -> "such a service has no parameters");
  }

  private void actions(Primitive primitive, List<Field> fields) throws Malformed {
    for (String action : List.of("start", "stop")) {
      Setting general = conversion.from().defaults().operations().get("timeout");
      for (Operation operation : primitive.operations()) {
        if (operation.name().equals(action)) {
          Claims claims = new Claims(primitive.id() + ": " + action, operation.settings());
          Setting own = claims.take("timeout");
          general = own == null ? general : own;
          actionRest(action, claims);
        }
      }
      if (general != null) {
        String what = primitive.id() + ": " + action + " timeout";
        fields.add(
            Field.of(action + "-timeout", Amounts.within(OF_ACTION, what, general, findings)));
      }
    }
    for (Operation operation : primitive.operations()) {
      if (!List.of("start", "stop", "monitor").contains(operation.name())) {
        findings.leftOut(
            operation.line(),
            primitive.id() + ": operation " + operation.name(),
            "a service is started, stopped and monitored, no more");
      }
    }
  }

  private void actionRest(String action, Claims claims) {
    claims.takeIf("interval", "0");
    claims.takeIf("interval", "0s");
    claims.takeIf("on-fail", action.equals("start") ? "restart" : "block");
    claims.leaveRest(
        findings,
        name -> {
          if (!name.equals("on-fail")) {
            return "an action has a timeout only";
          }
          return action.equals("start")
              ? "a failed start bans the node for the group until 'cleanup'; another is tried"
              : "'fence' and 'isolation' decide what follows a failed stop";
        });
  }
}
