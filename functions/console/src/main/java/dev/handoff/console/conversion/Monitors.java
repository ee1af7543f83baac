package dev.handoff.console.conversion;

import static dev.handoff.console.conversion.Amounts.Range.OF_ACTION;
import static dev.handoff.console.conversion.Amounts.Range.OF_DAMPENING;
import static dev.handoff.console.conversion.Amounts.Range.OF_MONITOR;

import dev.handoff.console.pacemaker.Entry.Operation;
import dev.handoff.console.pacemaker.Entry.Primitive;
import dev.handoff.console.pacemaker.Malformed;
import dev.handoff.console.pacemaker.Settings;
import dev.handoff.console.pacemaker.Settings.Setting;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Turns monitor operations into monitors. */
final class Monitors {

  private final Findings findings;
  private final Settings defaults;

  Monitors(Conversion conversion) {
    this.findings = conversion.findings();
    this.defaults = conversion.from().defaults().operations();
  }

  /**
   * The field {@code monitor}, or none where the service's own check with its defaults is meant.
   */
  List<Field> fields(Primitive primitive) throws Malformed {
    List<String> monitors = new ArrayList<>();
    String check = check(primitive);
    for (Operation operation : primitive.operations()) {
      String monitor = operation.name().equals("monitor") ? monitor(primitive, operation) : null;
      if (monitor != null) {
        monitors.add(monitor);
      }
    }
    if (monitors.isEmpty()) {
      findings.changed(
          primitive.line(),
          primitive.id() + " has no monitor",
          "Handoff checks it every 10 s: what nobody watches cannot be kept alive");
      monitors.add(check);
    }
    List<String> flows =
        monitors.stream().filter(m -> !m.isEmpty()).map(m -> "{" + m + "}").toList();
    return switch (flows.size()) {
      case 0 -> List.of();
      case 1 -> List.of(Field.of("monitor", flows.getFirst()));
      default -> List.of(Field.of("monitor", "[" + String.join(", ", flows) + "]"));
    };
  }

  /** How the question is put, as YAML; empty: by the service's own check. */
  private String check(Primitive primitive) {
    if (primitive.agent().standard().equals("lsb")) {
      return "command: [/etc/init.d/" + primitive.agent().type() + ", status]";
    }
    Setting url = primitive.parameters().get("statusurl");
    boolean plain =
        primitive.agent().toString().equals("ocf:heartbeat:apache")
            && List.of("testregex", "testregex10", "testurl", "testconffile").stream()
                .allMatch(name -> primitive.parameters().get(name) == null);
    return url != null && plain && isUrl(url.value()) ? "http: " + Words.quoted(url.value()) : "";
  }

  private static boolean isUrl(String text) {
    try {
      URI uri = new URI(text);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      return web && uri.getHost() != null && uri.getPort() <= 65_535;
    } catch (URISyntaxException e) {
      return false; // the agent's own check takes it as it is
    }
  }

  /** One monitor without its braces, or null if it is not carried over. */
  private @Nullable String monitor(Primitive primitive, Operation operation) throws Malformed {
    String what = primitive.id() + ": monitor";
    Claims claims = new Claims(what, operation.settings());
    Setting role = claims.take("role");
    Setting enabled = claims.take("enabled");
    if (role != null && !role.value().equalsIgnoreCase("Started")) {
      findings.leftOut(
          operation.line(),
          what + " of role " + Words.shortened(role.value()),
          "there are no roles");
      return null;
    }
    if (enabled != null && !Amounts.truth(what + " enabled", enabled)) {
      findings.leftOut(operation.line(), what + " that is not enabled", "it does nothing");
      return null;
    }
    Setting interval = claims.take("interval");
    if (interval == null || Amounts.interval(what + " interval", interval).isZero()) {
      findings.notNeeded(
          operation.line(), what + " at start only", "a beacon always asks before it acts");
      return null;
    }
    Setting level = claims.take("OCF_CHECK_LEVEL");
    boolean deep = level != null && isDeep(level, what);
    StringJoiner flow = new StringJoiner(", ").setEmptyValue("");
    String check = deep ? "" : check(primitive);
    if (!check.isEmpty()) {
      flow.add(check);
    }
    flow.add("interval: " + Amounts.within(OF_MONITOR, what + " interval", interval, findings));
    Setting timeout = orDefault(claims.take("timeout"), "timeout");
    if (timeout != null) {
      flow.add("timeout: " + Amounts.within(OF_ACTION, what + " timeout", timeout, findings));
    }
    onFail(what, orDefault(claims.take("on-fail"), "on-fail"), flow);
    Setting delay = claims.take("start-delay");
    if (delay != null) {
      String within = Amounts.within(OF_DAMPENING, what + " start-delay", delay, findings);
      flow.add("start-delay: " + within);
    }
    claims.leaveRest(
        findings, name -> "a monitor has an interval, a timeout, a start-delay and on-fail");
    return flow.toString();
  }

  private boolean isDeep(Setting level, String what) {
    boolean deep = !level.value().equals("0");
    if (deep) {
      findings.leftOut(
          level.line(),
          what + ": OCF_CHECK_LEVEL=" + Words.shortened(level.value()),
          "the agent is asked at its ordinary level; for more, write a command monitor");
    }
    return deep;
  }

  private @Nullable Setting orDefault(@Nullable Setting own, String name) {
    return own == null ? defaults.get(name) : own;
  }

  private void onFail(String what, @Nullable Setting onFail, StringJoiner flow) throws Malformed {
    if (onFail == null) {
      return;
    }
    String wanted = onFail.value().toLowerCase(Locale.ROOT);
    switch (wanted) {
      case "restart" -> flow.add("on-fail: restart");
      case "stop", "block", "ignore", "standby" -> flow.add("on-fail: " + wanted);
      case "fence", "demote", "restart-container" ->
          findings.changed(
              onFail.line(),
              what + " on-fail=" + wanted,
              "on-fail is restart, and beyond the threshold the group moves");
      default ->
          throw new Malformed(
              onFail.line(), 0, what + ": no on-fail is called '" + Words.shortened(wanted) + "'");
    }
  }
}
