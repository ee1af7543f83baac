package dev.handoff.console.example;

import dev.handoff.console.scenario.Scenario;
import dev.handoff.console.scenario.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A play as the session of an operator: what was done, what was asked, and what was shown. */
final class Transcript {

  private static final List<String> HEADER =
      List.of(
          "# What an operator sees while scenario.yaml is played; the tests compare it with each play.",
          "# What differs from play to play is written as <time>, <port> and <id>.",
          "# Lines with # are done to the machines, lines with $ are typed.");

  private static final Map<Pattern, String> VARYING =
      Map.of(
          Pattern.compile("127\\.0\\.0\\.1:\\d+"), "127.0.0.1:<port>",
          Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?Z"), "<time>",
          Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d UTC"), "<time>",
          Pattern.compile("[0-9.]+ (ms|s|min|h) left"), "<time> left",
          Pattern.compile("((alert|resolves|part of): +)\\S+-\\d+-[0-9a-z]+"), "$1<id>",
          Pattern.compile("\\(\\S+-\\d+-[0-9a-z]{8,}\\)"), "(<id>)",
          Pattern.compile("[0-9]+ (s|min|h|d) ago"), "<time> ago",
          Pattern.compile("forgiven in [0-9.]+ (ms|s|min|h)"), "forgiven in <time>",
          // Whoever notices first: the parent of a process knows how it ended, a monitor does not.
          Pattern.compile(": not running$"), ": killed by SIGKILL");

  private Transcript() {}

  /**
   * The session as lines.
   *
   * @param shown what each step has shown, by its index
   */
  static List<String> of(Scenario scenario, Map<Integer, List<String>> shown) {
    List<String> lines = new ArrayList<>(HEADER);
    boolean inDeeds = false;
    for (Scenario.Placed placed : scenario.steps()) {
      switch (placed.step()) {
        case Step.Expect _, Step.Wait _ -> {}
        case Step.Deed deed -> {
          if (!inDeeds) {
            lines.add("");
          }
          inDeeds = true;
          lines.add(
              deed instanceof Step.Run run ? "$ handoff " + run.line() : "# " + deed.inWords());
        }
        case Step.Show show -> {
          inDeeds = false;
          lines.add("");
          lines.addAll(prompt(show));
          shown.getOrDefault(placed.index(), List.of()).stream()
              .map(Transcript::withoutVarying)
              .forEach(lines::add);
        }
      }
    }
    return lines;
  }

  private static List<String> prompt(Step.Show show) {
    return switch (show) {
      case Step.Status status -> List.of("# " + status.title(), "$ handoff status");
      case Step.Explain explain -> List.of("$ handoff explain " + explain.group());
      case Step.Mail mail -> List.of("# " + mail.inWords());
    };
  }

  /** The line with a word for whatever another play would show otherwise. */
  static String withoutVarying(String line) {
    String plain = line;
    for (Map.Entry<Pattern, String> varying : VARYING.entrySet()) {
      plain = varying.getKey().matcher(plain).replaceAll(varying.getValue());
    }
    return plain.stripTrailing();
  }
}
