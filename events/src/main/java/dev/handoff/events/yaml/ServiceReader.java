package dev.handoff.events.yaml;

import dev.handoff.events.spec.Kind;
import dev.handoff.events.spec.Service;
import java.time.Duration;
import java.util.List;

/** Reads one service. */
final class ServiceReader {

  static final List<String> TYPES = List.of("process", "systemd", "ocf", "command", "external");

  /** As long as Pacemaker gives an action that says nothing about it. */
  static final Duration ACTION_TIMEOUT = Duration.ofSeconds(20);

  static final Duration SHORTEST = Duration.ofMillis(100);
  static final Duration LONGEST = Duration.ofHours(1);

  private final MonitorReader monitors;

  ServiceReader(Problems problems) {
    this.monitors = new MonitorReader(problems);
  }

  Service read(String name, String type, Fields fields) {
    MonitorReader.Monitors watched = monitors.read(fields, type);
    Kind kind = kind(type, fields, watched);
    return new Service(
        name,
        kind,
        watched.checks(),
        fields.duration("start-timeout", ACTION_TIMEOUT, SHORTEST, LONGEST),
        fields.duration("stop-timeout", ACTION_TIMEOUT, SHORTEST, LONGEST),
        fields.choice("runs", Service.Runs.ACTIVE),
        fields.optionalWhole("port", 1, 65_535));
  }

  private static Kind kind(String type, Fields fields, MonitorReader.Monitors watched) {
    return switch (type) {
      case "process" ->
          new Kind.Supervised(
              fields.command("command"),
              fields.strings("environment", Forms.VARIABLE),
              fields.optionalText("directory", Forms.ANY));
      case "systemd" -> new Kind.Systemd(fields.text("unit", Forms.UNIT));
      case "ocf" ->
          new Kind.Ocf(
              fields.text("agent", Forms.AGENT), fields.strings("parameters", Forms.PARAMETER));
      case "command" ->
          new Kind.Command(fields.command("start"), fields.command("stop"), watched.ownCommand());
      case "external" -> new Kind.External();
      default -> throw new IllegalStateException("no service is of type " + type);
    };
  }
}
