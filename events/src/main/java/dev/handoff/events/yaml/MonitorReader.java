package dev.handoff.events.yaml;

import dev.handoff.events.spec.Monitor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Reads the {@code monitor} of a service: one check or a list of them, each {@code http}, {@code
 * tcp}, {@code process}, {@code command}, or with none of these the service's own. For a service of
 * type {@code command} the own check is a command of the operator's, which may also stand there
 * bare, as an argument list.
 */
final class MonitorReader {

  /** What a monitor that gives no interval has. */
  static final Duration INTERVAL = Duration.ofSeconds(10);

  /** What a monitor that gives no timeout has, unless its interval is shorter. */
  static final Duration TIMEOUT = Duration.ofSeconds(20);

  static final Duration SHORTEST = Duration.ofMillis(100);
  static final Duration LONGEST = Duration.ofHours(24);

  /** A service that needs longer has a start of its own that waits. */
  static final Duration LONGEST_DELAY = Duration.ofHours(1);

  private static final List<String> QUESTIONS = List.of("http", "tcp", "process", "command");

  private final Problems problems;
  private final Networks networks;
  private final QuestionReader questions;

  MonitorReader(Problems problems) {
    this.problems = problems;
    this.networks = new Networks(problems);
    this.questions = new QuestionReader(problems, networks);
  }

  /**
   * What is read.
   *
   * @param ownCommand what a service of type {@code command} uses to check itself; else empty
   */
  record Monitors(List<Monitor> checks, List<String> ownCommand) {}

  Monitors read(Fields service, String type) {
    boolean mustSay = type.equals("command") || type.equals("external");
    Node node = mustSay ? service.required("monitor") : service.optional("monitor");
    if (node == null) {
      return new Monitors(type.equals("process") ? List.of() : List.of(own()), List.of());
    }
    if (type.equals("command") && isArgumentList(node)) {
      return new Monitors(List.of(own()), service.command(node, "monitor"));
    }
    List<Node> each =
        node instanceof SequenceNode
            ? service.some(node, "monitor", "{interval: 10s}")
            : List.of(node);
    List<Monitor> checks = new ArrayList<>();
    List<String> ownCommand = new ArrayList<>();
    for (Node one : each) {
      checks.add(monitor(one, type, ownCommand));
    }
    boolean allAskOthers = checks.stream().noneMatch(m -> m.check() instanceof Monitor.Check.Own);
    if (type.equals("command") && allAskOthers && !each.isEmpty()) {
      problems.add(
          Place.of(node),
          "'monitor' of a service of type command has no command",
          "an argument list, or {command: [/path/to/check], interval: 10s}");
    }
    return new Monitors(checks, ownCommand);
  }

  private static boolean isArgumentList(Node node) {
    return node instanceof SequenceNode list
        && (list.getValue().isEmpty() || list.getValue().getFirst() instanceof ScalarNode);
  }

  private static Monitor own() {
    return new Monitor(new Monitor.Check.Own(), INTERVAL, INTERVAL, Monitor.OnFail.RESTART);
  }

  private Monitor monitor(Node node, String type, List<String> ownCommand) {
    Fields fields = Fields.of(node, "monitor", problems);
    Monitor.Check check = check(fields, type, ownCommand);
    Duration interval = fields.duration("interval", INTERVAL, SHORTEST, LONGEST);
    Duration most = interval.compareTo(TIMEOUT) < 0 ? interval : TIMEOUT;
    Duration timeout = fields.duration("timeout", most, SHORTEST, Duration.ofHours(1));
    Monitor.OnFail onFail = fields.choice("on-fail", Monitor.OnFail.RESTART);
    Duration delay = fields.duration("start-delay", Duration.ZERO, Duration.ZERO, LONGEST_DELAY);
    fields.refuseUnknown();
    if (!interval.isZero() && timeout.compareTo(interval) > 0) {
      problems.warn(
          fields.placeOf("timeout"),
          "the monitor's timeout of "
              + Durations.shown(timeout)
              + " is longer than its interval of "
              + Durations.shown(interval)
              + ": a check that hangs delays the next ones");
    }
    return new Monitor(check, interval, timeout, onFail, delay.isZero() ? null : delay);
  }

  private Monitor.Check check(Fields fields, String type, List<String> ownCommand) {
    List<String> asked = QUESTIONS.stream().filter(fields::has).toList();
    if (asked.size() > 1) {
      problems.add(
          fields.placeOf(asked.getLast()),
          "one monitor with " + String.join(" and ", asked),
          "one check each: write a list of monitors");
    }
    Monitor.Check.Http http = questions.http(fields);
    Monitor.Check.Tcp tcp = networks.optionalEndpoint(fields, "tcp");
    Monitor.Check process = questions.process(fields);
    Node command = fields.optional("command");
    List<String> words = command == null ? List.of() : fields.command(command, "command");
    if (http != null) {
      return http;
    } else if (tcp != null) {
      return tcp;
    } else if (process != null) {
      return process;
    } else if (command != null && type.equals("command") && ownCommand.isEmpty()) {
      ownCommand.addAll(words);
      return new Monitor.Check.Own();
    } else if (command != null) {
      return new Monitor.Check.Command(words);
    }
    boolean askable = !type.equals("external") && !type.equals("command");
    if (!askable && asked.isEmpty() && fields.readable()) {
      String none = "a monitor that checks nothing, as type " + type + " has no check of its own";
      problems.add(fields.place(), none, "one of " + String.join(", ", QUESTIONS));
    }
    return new Monitor.Check.Own();
  }
}
