package dev.handoff.beacon.host;

import dev.handoff.events.spec.Kind;
import dev.handoff.events.spec.Monitor;
import dev.handoff.events.spec.Service;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A resource agent as the OCF API calls it: a program below {@code resource.d}, with one action as
 * its argument and everything else in its environment.
 *
 * @param name as people write it, for example {@code heartbeat:apache}
 */
record OcfAgent(String name, Path root) {

  private static final String STANDARD = "ocf:";

  /** What an agent writes before the reason that people should see. */
  static final String REASON = "ocf-exit-reason:";

  static OcfAgent of(Service service, Path root) {
    return new OcfAgent(name(((Kind.Ocf) service.kind()).agent()), root);
  }

  /** The name without its standard, which may be left out. */
  static String name(String agent) {
    return agent.startsWith(STANDARD) ? agent.substring(STANDARD.length()) : agent;
  }

  List<String> command(String action) {
    return List.of(program().toString(), action);
  }

  Path program() {
    return root.resolve("resource.d").resolve(provider()).resolve(type());
  }

  /**
   * What the agent finds in its environment, beside what every command does.
   *
   * @param interval of a monitor; zero: it is asked once, or the action is another
   */
  Map<String, String> environment(Service service, Duration interval, Duration timeout) {
    Map<String, String> environment = new TreeMap<>();
    ((Kind.Ocf) service.kind())
        .parameters()
        .forEach((name, value) -> environment.put(variable(name), value));
    environment.put("OCF_ROOT", root.toString());
    environment.put("OCF_RA_VERSION_MAJOR", "1");
    environment.put("OCF_RA_VERSION_MINOR", "1");
    environment.put("OCF_RESOURCE_INSTANCE", service.name());
    environment.put("OCF_RESOURCE_PROVIDER", provider());
    environment.put("OCF_RESOURCE_TYPE", type());
    environment.put("OCF_EXIT_REASON_PREFIX", REASON);
    environment.put("OCF_RESKEY_CRM_meta_interval", Long.toString(interval.toMillis()));
    environment.put("OCF_RESKEY_CRM_meta_timeout", Long.toString(timeout.toMillis()));
    return environment;
  }

  /** As Pacemaker does: how deep a monitor looks is no parameter of the service. */
  private static String variable(String parameter) {
    return parameter.equals("OCF_CHECK_LEVEL") ? parameter : "OCF_RESKEY_" + parameter;
  }

  /** The monitor that asks the agent; an agent without one is asked as a start would ask it. */
  static Monitor monitor(Service service) {
    return service.monitors().stream()
        .filter(monitor -> monitor.check() instanceof Monitor.Check.Own)
        .findFirst()
        .orElse(
            new Monitor(
                new Monitor.Check.Own(),
                Duration.ZERO,
                service.startTimeout(),
                Monitor.OnFail.RESTART));
  }

  private String provider() {
    return name.substring(0, name.indexOf(':'));
  }

  private String type() {
    return name.substring(name.indexOf(':') + 1);
  }
}
