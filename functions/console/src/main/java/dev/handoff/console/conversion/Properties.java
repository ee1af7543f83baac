package dev.handoff.console.conversion;

import dev.handoff.console.pacemaker.Entry.Primitive;
import dev.handoff.console.pacemaker.Malformed;
import dev.handoff.console.pacemaker.Settings;
import dev.handoff.console.pacemaker.Settings.Setting;
import dev.handoff.events.yaml.Forms;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Turns the properties of the cluster into the head of a spec. */
final class Properties {

  private static final String BOOKKEEPING = "Pacemaker's own bookkeeping";
  private static final String FENCING = "the controller powers nodes off by itself: fence: stop";
  private static final String TIMING =
      "the controller evaluates on every event and once a minute, whatever is set";

  private static final Set<String> BOOKKEPT =
      Set.of("dc-version", "cluster-infrastructure", "last-lrm-refresh", "have-watchdog");

  private static final Map<String, String> WHY =
      Map.ofEntries(
          Map.entry("cluster-recheck-interval", TIMING),
          Map.entry("dc-deadtime", TIMING),
          Map.entry("crmd-transition-delay", TIMING),
          Map.entry("transition-delay", TIMING),
          Map.entry("election-timeout", TIMING),
          Map.entry("cluster-delay", TIMING),
          Map.entry("stonith-action", FENCING),
          Map.entry("stonith-timeout", FENCING),
          Map.entry("stonith-max-attempts", FENCING),
          Map.entry("stonith-watchdog-timeout", "an isolated node reboots: isolation: do: reboot"),
          Map.entry("startup-fencing", FENCING),
          Map.entry("concurrent-fencing", FENCING),
          Map.entry("priority-fencing-delay", FENCING),
          Map.entry("fence-reaction", FENCING),
          Map.entry("expected-quorum-votes", "nodes do not vote, the controller decides alone"),
          Map.entry("default-action-timeout", "give it to op_defaults: timeout"),
          Map.entry("node-health-strategy", "write a location rule on a node attribute"),
          Map.entry("placement-strategy", "nodes are not counted by capacity"),
          Map.entry("shutdown-lock", "a group leaves a node that shuts down"),
          Map.entry("enable-acl", "who may do what is the cloud's business"));

  private final Conversion conversion;
  private final Findings findings;
  private final Claims claims;

  Properties(Conversion conversion) {
    this.conversion = conversion;
    this.findings = conversion.findings();
    this.claims = new Claims("property", conversion.from().defaults().properties());
  }

  /** The field {@code cluster}. */
  Field cluster() {
    Setting property = claims.take("cluster-name");
    String told = conversion.from().clusterName();
    String name = property != null ? property.value() : told;
    if (name == null || name.isEmpty()) {
      return Field.toFillIn("cluster", "imported", "the name of the cluster");
    }
    String fitted = Names.fitted(name, Forms.CLUSTER_NAME, "[^A-Za-z0-9-]");
    if (!fitted.equals(name)) {
      findings.changed(
          property == null ? 0 : property.line(),
          "cluster-name=" + Words.shortened(name),
          "its name is now '" + fitted + "'");
    }
    return Field.of("cluster", Words.yaml(fitted));
  }

  /** The other fields at the head of the spec; reports every property that is none. */
  List<Field> head() throws Malformed {
    List<Field> fields = new java.util.ArrayList<>();
    if (fences()) {
      fields.add(Field.of("fence", "stop"));
    }
    Setting symmetric = claims.take("symmetric-cluster");
    if (symmetric != null && !Amounts.truth("symmetric-cluster", symmetric)) {
      fields.add(Field.of("symmetric-cluster", "false"));
    }
    Setting stopAll = claims.take("stop-all-resources");
    if (stopAll != null && Amounts.truth("stop-all-resources", stopAll)) {
      fields.add(Field.of("stop-all-resources", "true"));
    }
    quorum();
    states();
    // These hold as defaults of resources; see MetaAttributes.
    claims.take("default-resource-stickiness");
    claims.take("is-managed-default");
    BOOKKEPT.forEach(this::bookkeeping);
    claims.leaveRest(
        findings, name -> WHY.getOrDefault(name, name.startsWith("pe-") ? BOOKKEEPING : unknown()));
    return fields;
  }

  /** What belongs under {@code defaults}, because it is of every resource. */
  List<Field> defaults() throws Malformed {
    Setting fatal = claims.take("start-failure-is-fatal");
    return fatal != null && !Amounts.truth("start-failure-is-fatal", fatal)
        ? List.of(Field.of("start-failure-is-fatal", "false"))
        : List.of();
  }

  private static String unknown() {
    return "the controller has nothing like it";
  }

  private void bookkeeping(String name) {
    Setting setting = claims.take(name);
    if (setting != null) {
      Settings one = new Settings(Map.of(name, setting));
      new Claims("property", one).dismissRest(findings, BOOKKEEPING);
    }
  }

  /** Pacemaker fences unless it is told not to; without a device it cannot. */
  private boolean fences() throws Malformed {
    Setting enabled = claims.takeFirst("stonith-enabled", "fencing-enabled");
    List<Primitive> devices =
        conversion.from().resources().stream()
            .flatMap(Cloud::primitives)
            .filter(p -> p.agent().standard().equalsIgnoreCase("stonith"))
            .toList();
    boolean wanted = enabled == null || Amounts.truth("stonith-enabled", enabled);
    if (wanted && devices.isEmpty() && enabled != null) {
      findings.leftOut(
          enabled.line(),
          "property: stonith-enabled=true without a device",
          "for fencing by the controller write fence: stop");
    }
    if (wanted && !devices.isEmpty()) {
      findings.changed(
          devices.getFirst().line(),
          "fencing by " + devices.getFirst().agent(),
          "the controller powers a silent node off itself, by its instance: fence: stop");
    }
    return wanted && !devices.isEmpty();
  }

  private void quorum() {
    Setting policy = claims.take("no-quorum-policy");
    if (policy == null) {
      return;
    }
    String what = "property: no-quorum-policy=" + Words.shortened(policy.value());
    String alone = "nodes do not vote, the controller decides alone";
    if (policy.value().equalsIgnoreCase("ignore")) {
      findings.notNeeded(policy.line(), what, alone);
    } else {
      findings.leftOut(
          policy.line(),
          what,
          alone
              + "; to have an isolated node stop its groups, write isolation: {do: stop, after: …}");
    }
  }

  private void states() throws Malformed {
    Setting maintenance = claims.take("maintenance-mode");
    if (maintenance != null && Amounts.truth("maintenance-mode", maintenance)) {
      findings.leftOut(
          maintenance.line(),
          "property: maintenance-mode=true",
          "a state, not a setting: after 'handoff apply', handoff maintenance on");
    }
    for (String name : List.of("shutdown-lock", "enable-acl")) {
      claims.takeIf(name, "false");
    }
    claims.takeIf("node-health-strategy", "none");
    claims.takeIf("placement-strategy", "default");
  }
}
