package dev.handoff.controller.answer;

import dev.handoff.controller.decision.Outlook;
import dev.handoff.controller.placement.Explanation;
import dev.handoff.controller.placement.Explanation.NodeScore;
import dev.handoff.controller.placement.Term;
import dev.handoff.controller.placement.Verdict;
import dev.handoff.controller.record.Bias;
import dev.handoff.events.spec.GroupSpec;
import dev.handoff.events.spec.Score;
import dev.handoff.events.spec.Service;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What would move a group from where it belongs, or start it if it may run nowhere. */
final class Movers {

  private final Outlook outlook;
  private final GroupSpec group;
  private final Explanation explanation;
  private final @Nullable String belongs;

  Movers(Outlook outlook, GroupSpec group, Explanation explanation, @Nullable String belongs) {
    this.outlook = outlook;
    this.group = group;
    this.explanation = explanation;
    this.belongs = belongs;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (belongs == null) {
      explanation.whole().nodes().stream()
          .flatMap(score -> outlook.remedies(group.name(), score.node()).stream())
          .distinct()
          .forEach(lines::add);
    } else {
      lines.addAll(better(belongs));
      lines.addAll(failures(belongs));
    }
    lines.addAll(ends());
    return lines;
  }

  /** What it would take for another node to be worth more. */
  private List<String> better(String node) {
    Score here = score(node).total();
    List<NodeScore> others =
        explanation.whole().nodes().stream()
            .filter(score -> !score.node().equals(node))
            .filter(score -> !(score.verdict() instanceof Verdict.NotEligible))
            .toList();
    if (others.isEmpty()) {
      return List.of("nothing would move it now: no other node may run it");
    }
    if (here.isInfinity()) {
      return List.of("nothing but a ban or the loss of " + node + ": " + infinite(node));
    }
    return others.stream()
        .map(score ->
            "%s, once its score is above %s (it is %s)"
                .formatted(score.node(), here, score.total()))
        .toList();
  }

  private NodeScore score(String node) {
    return explanation.whole().nodes().stream()
        .filter(candidate -> candidate.node().equals(node))
        .findFirst()
        .orElseThrow();
  }

  /** What makes the score of a node infinite. */
  private String infinite(String node) {
    return score(node).terms().stream()
        .filter(term -> term.score().isInfinity())
        .map(Movers::inWords)
        .findFirst()
        .orElse("its score is INFINITY");
  }

  private static String inWords(Term term) {
    return switch (term) {
      case Term.Stays stays -> stays.words();
      case Term.Stickiness _ -> "stickiness is INFINITY";
      default -> term.words() + " is INFINITY";
    };
  }

  /** How many failures of each service would make the node give up. */
  private List<String> failures(String node) {
    Score threshold = group.meta().migrationThreshold();
    if (threshold.value() <= 0 || threshold.isInfinity()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    for (Service service : group.services()) {
      int count = outlook.record().node(node).failures(service.name()).count();
      int left = threshold.value() - count;
      if (left > 0) {
        lines.add(
            "%s of %s on %s (%d of %s so far)"
                .formatted(
                    left == 1 ? "one more failure" : left + " more failures",
                    service.name(),
                    node,
                    count,
                    threshold));
      }
    }
    return lines;
  }

  /** When wishes and failures are over by themselves. */
  private List<String> ends() {
    List<String> lines = new ArrayList<>();
    for (Bias bias : outlook.record().biases()) {
      if (bias.group().equals(group.name()) && bias.until() != null) {
        lines.add(
            "%s, when what an operator said of %s is over"
                .formatted(
                    Objects.requireNonNull(bias.until()).truncatedTo(ChronoUnit.SECONDS),
                    bias.node()));
      }
    }
    return lines;
  }
}
