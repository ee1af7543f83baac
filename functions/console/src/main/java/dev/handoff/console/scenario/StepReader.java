package dev.handoff.console.scenario;

import dev.handoff.console.operator.OperatorLine;
import dev.handoff.console.operator.OperatorVerb.BadInput;
import dev.handoff.events.yaml.Fields;
import dev.handoff.events.yaml.Forms;
import dev.handoff.events.yaml.Place;
import dev.handoff.events.yaml.Problems;
import dev.handoff.events.yaml.Suggestion;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/** Reads one step: a mapping of one key, which says what is done, to what it is done with. */
final class StepReader {

  static final Duration LONGEST = Duration.ofHours(1);

  private static final List<String> KINDS =
      List.of(
          "kill",
          "hang",
          "resume",
          "fail",
          "mend",
          "stop-node",
          "shut-down-node",
          "start-node",
          "freeze-node",
          "thaw-node",
          "cut",
          "join",
          "run",
          "wait",
          "status",
          "explain",
          "mail",
          "expect");

  private static final int LOWEST_STATUS = 100;
  private static final int HIGHEST_STATUS = 599;

  private final SpecNames names;
  private final Path directory;
  private final Problems problems;

  /**
   * Reads the steps of one scenario.
   *
   * @param directory that files named by operators' commands are relative to
   */
  StepReader(SpecNames names, Path directory, Problems problems) {
    this.names = names;
    this.directory = directory;
    this.problems = problems;
  }

  /** The step; null after a problem. */
  @Nullable Step read(Node node) {
    Fields step = Fields.of(node, "a step", problems);
    if (!step.readable()) {
      return null;
    }
    if (step.entries().size() != 1) {
      problems.add(
          step.place(),
          "a step has " + step.entries().size() + " keys",
          "one of: " + String.join(", ", KINDS));
      return null;
    }
    Fields.Entry entry = step.entries().iterator().next();
    if (!KINDS.contains(entry.key())) {
      problems.add(
          entry.place(),
          "unknown step " + Problems.quoted(entry.key()),
          Suggestion.instead(entry.key(), KINDS));
      return null;
    }
    return switch (entry.key()) {
      case "wait" ->
          new Step.Wait(step.duration("wait", Duration.ZERO, Duration.ofMillis(1), LONGEST));
      case "run" -> run(step);
      case "status" -> new Step.Status(step.text("status", Forms.ANY));
      case "explain" -> new Step.Explain(names.group(step, "explain"));
      case "mail" -> new Step.Mail(step.text("mail", Forms.ANY));
      default -> ofMapping(entry);
    };
  }

  private @Nullable Step ofMapping(Fields.Entry entry) {
    Fields fields = Fields.of(entry.value(), "'" + entry.key() + "'", problems);
    if (!fields.readable()) {
      return null;
    }
    Step step =
        switch (entry.key()) {
          case "expect" -> new ExpectationReader(names, problems).read(fields);
          case "kill" -> new Step.Kill(names.node(fields), names.service(fields));
          case "hang" -> new Step.Hang(names.node(fields), names.service(fields));
          case "resume" -> new Step.Resume(names.node(fields), names.service(fields));
          case "mend" -> new Step.Mend(names.node(fields), names.service(fields));
          case "fail" ->
              new Step.Fail(
                  names.node(fields),
                  names.service(fields),
                  fields.whole("with", 503, LOWEST_STATUS, HIGHEST_STATUS));
          case "stop-node" -> new Step.StopNode(names.node(fields));
          case "shut-down-node" -> new Step.ShutDownNode(names.node(fields));
          case "start-node" -> new Step.StartNode(names.node(fields));
          case "freeze-node" -> new Step.FreezeNode(names.node(fields));
          case "thaw-node" -> new Step.ThawNode(names.node(fields));
          case "cut" -> new Step.Cut(names.node(fields), from(fields));
          case "join" -> new Step.Join(names.node(fields), from(fields));
          default -> throw new IllegalStateException("no reader for step " + entry.key());
        };
    fields.refuseUnknown();
    return step;
  }

  private Step.From from(Fields fields) {
    if (fields.required("from") == null) {
      return Step.From.STORE;
    }
    Step.From from = fields.choice("from", Step.From.STORE);
    if (from == Step.From.GATEWAY && !names.anyProbes()) {
      problems.add(
          fields.placeOf("from"),
          "nobody would notice that the gateway is gone: the spec has no probes",
          "allowed: store, peers, clients");
    }
    return from;
  }

  private @Nullable Step run(Fields step) {
    String line = step.text("run", Forms.ANY);
    Place place = step.placeOf("run");
    if (line.isEmpty()) {
      return null;
    }
    switch (OperatorLine.read(line)) {
      case OperatorLine.Result.NotUnderstood no ->
          problems.add(place, "cannot run " + Problems.quoted(line), no.why());
      case OperatorLine.Result.Understood yes -> {
        try {
          return new Step.Run(line, yes.verb().command(directory));
        } catch (BadInput e) {
          problems.add(
              place, "cannot run " + Problems.quoted(line), String.valueOf(e.getMessage()));
        }
      }
    }
    return null;
  }
}
