package dev.handoff.controller.answer;

import dev.handoff.controller.answer.Answer.NodeLine;
import dev.handoff.controller.decision.Outlook;
import dev.handoff.controller.liveness.Evidence;
import dev.handoff.controller.placement.Explanation;
import dev.handoff.controller.placement.Explanation.NodeScore;
import dev.handoff.controller.placement.Term;
import dev.handoff.controller.record.Assignment;
import dev.handoff.controller.record.Bias;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.controller.record.Phase;
import dev.handoff.events.spec.GroupSpec;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts the answer about one group together. */
public final class Answers {

  private final ClusterRecord record;
  private final Outlook outlook;
  private final GroupSpec group;
  private final Explanation explanation;
  private final @Nullable String belongs;

  private Answers(Evidence evidence, GroupSpec group) {
    this.record = evidence.record();
    this.outlook = Outlook.of(evidence);
    this.group = group;
    this.explanation = outlook.explain(group.name());
    this.belongs = outlook.node(group.name()).orElse(null);
  }

  /** Answers about a group, or the group of a resource; empty if there is none. */
  public static Optional<Answer> about(Evidence evidence, String groupOrResource) {
    return evidence
        .record()
        .spec()
        .groupOf(groupOrResource)
        .map(group -> new Answers(evidence, group).answer());
  }

  private Answer answer() {
    List<NodeLine> scores =
        explanation.whole().nodes().stream()
            .map(score ->
                new NodeLine(
                    score.node(),
                    score.total().toString(),
                    score.terms().stream().map(Term::words).toList(),
                    outlook.absence(score.node()).orElse(score.verdict().words())))
            .toList();
    return new Answer(
        group.name(),
        assignment().owner(),
        belongs,
        why(),
        elsewhere(),
        new Movers(outlook, group, explanation, belongs).lines(),
        scores);
  }

  private Assignment assignment() {
    return record.group(group.name());
  }

  private List<String> why() {
    List<String> why = new ArrayList<>();
    why.add(where());
    if (record.closing() != null) {
      why.add(
          "The cluster is being destroyed: "
              + record.closing().disposal().inWords()
              + "; 'handoff apply' takes that back.");
    }
    if (record.maintenance()) {
      why.add(
          "Maintenance is on: nothing is moved, started or stopped. When it is turned off, "
              + then()
              + ".");
    }
    if (record.hold() != null) {
      why.add("On hold: " + record.hold().inWords() + ".");
    }
    if (assignment().hold() != null) {
      why.add("On hold: " + assignment().hold().inWords() + ".");
    }
    record.biases().stream()
        .filter(bias -> bias.group().equals(group.name()))
        .forEach(bias -> why.add(wish(bias)));
    return why;
  }

  private String where() {
    String owner = assignment().owner();
    String name = group.name();
    if (!group.managed()) {
      return name + " is not managed (managed: false): it stays as it is.";
    }
    Phase.Handover underWay = assignment().phase().handoverUnderWay();
    if (underWay != null) {
      String to = owner == null ? " is being stopped" : " is on its way to " + owner;
      return name + to + " (" + underWay.cause().inWords() + ").";
    }
    if (belongs == null) {
      String here = owner == null ? "" : ", and only its addresses are left on " + owner;
      return "%s is stopped%s: no node may run the whole of it (%s)."
          .formatted(name, here, explanation.whole().outcome().words());
    }
    NodeScore score = score(belongs);
    String because = score.verdict().words().replace("chosen: ", "") + " (" + score.words() + ")";
    return belongs.equals(owner)
        ? name + " is on " + owner + ", where it belongs: " + because + "."
        : "%s %s, and belongs on %s: %s."
            .formatted(name, owner == null ? "runs nowhere" : "is on " + owner, belongs, because);
  }

  private NodeScore score(String node) {
    return explanation.whole().nodes().stream()
        .filter(candidate -> candidate.node().equals(node))
        .findFirst()
        .orElseThrow();
  }

  private String then() {
    String owner = assignment().owner();
    if (belongs == null) {
      return owner == null ? group.name() + " stays stopped" : group.name() + " stops";
    }
    return belongs.equals(owner)
        ? group.name() + " stays on " + owner
        : group.name() + " goes to " + belongs;
  }

  /** What an operator has said, until when, and how it is taken back. */
  private String wish(Bias bias) {
    String node = bias.node();
    boolean inForce = outlook.record().biases().contains(bias);
    String said =
        switch (bias.kind()) {
          case PREFER -> "An operator moved it to " + node;
          case MOVE ->
              "An operator asked for " + node + (inForce ? "" : ", which cannot run it now");
          case AWAY ->
              "An operator asked it to leave "
                  + node
                  + (inForce ? "" : ", but no other node can run it now");
          case BAN -> "An operator banned it from " + node;
          case START_FAILED -> "It did not start on " + node;
        };
    String end =
        bias.until() == null
            ? "until '" + bias.lift() + "'"
            : "until "
                + bias.until().truncatedTo(ChronoUnit.SECONDS)
                + " ('"
                + bias.lift()
                + "' lifts it)";
    return said + ", " + end + ".";
  }

  private List<String> elsewhere() {
    List<String> lines = new ArrayList<>();
    for (NodeScore score : explanation.whole().nodes()) {
      if (!score.node().equals(belongs)) {
        List<String> remedies = outlook.remedies(group.name(), score.node());
        String help = remedies.isEmpty() ? "" : "; ended by: " + String.join(" and ", remedies);
        lines.add(
            "not on "
                + score.node()
                + ": "
                + String.join("; ", outlook.obstacles(group.name(), score.node()))
                + help);
      }
    }
    return lines;
  }
}
