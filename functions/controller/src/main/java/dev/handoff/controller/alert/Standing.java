package dev.handoff.controller.alert;

import dev.handoff.controller.record.Assignment;
import dev.handoff.controller.record.Bias;
import dev.handoff.controller.record.Bias.Kind;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.controller.record.NodeRecord;
import dev.handoff.controller.record.NodeRecord.Presence;
import dev.handoff.controller.record.Phase;
import dev.handoff.events.Happening;
import dev.handoff.events.JournalEntry;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.Constraint;
import dev.handoff.events.spec.GroupSpec;
import dev.handoff.events.spec.NodeSpec;
import dev.handoff.events.spec.Resource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a cluster stands, by its record: what is served, what is degraded, who is left. */
final class Standing {

  /** A cluster in which more is wrong is looked at with {@code handoff status}. */
  private static final int MOST = 12;

  private final ClusterRecord record;
  private final Instant now;

  /** Whether the news itself tells why something is held. */
  private final boolean isHeldNews;

  private Standing(ClusterRecord record, JournalEntry entry) {
    this.record = record;
    this.now = entry.at();
    this.isHeldNews = entry.happening() instanceof Happening.Held;
  }

  /** Lines about the group of the news and all groups that are not well; then nodes and wishes. */
  static List<String> lines(ClusterRecord record, JournalEntry entry, News news) {
    if (entry.happening() instanceof Happening.ClusterDestroyed) {
      return List.of();
    }
    List<String> lines = new Standing(record, entry).lines(news);
    if (lines.size() <= MOST) {
      return lines;
    }
    List<String> some = new ArrayList<>(lines.subList(0, MOST - 1));
    some.add(
        "and %d more: handoff status --cluster %s"
            .formatted(lines.size() - some.size(), entry.cluster()));
    return some;
  }

  private List<String> lines(News news) {
    List<String> names = new ArrayList<>();
    List<String> words = new ArrayList<>();
    for (GroupSpec group : record.spec().groups()) {
      Assignment assignment = record.group(group.name());
      boolean well = assignment.phase() instanceof Phase.Settled && assignment.hold() == null;
      if (!well || group.name().equals(news.group()) || news.group() == null) {
        names.add(group.name());
        words.add(group(group, assignment));
      }
    }
    for (NodeSpec node : record.spec().nodes()) {
      degraded(node)
          .ifPresent(what -> {
            names.add(node.name());
            words.add(what);
          });
    }
    List<String> lines = new ArrayList<>(Phrases.columns(names, words));
    record.biases().stream().filter(this::restrains).map(this::wish).forEach(lines::add);
    if (record.maintenance()) {
      lines.add("Maintenance is on: nothing is moved.");
    }
    if (record.hold() != null && !isHeldNews) {
      lines.add("On hold: " + record.hold().inWords() + ".");
    }
    return lines;
  }

  private String group(GroupSpec group, Assignment assignment) {
    String owner = assignment.owner();
    String state =
        switch (assignment.phase()) {
          case Phase.Stopped _ -> "stopped";
          case Phase.Releasing releasing ->
              "waits for " + releasing.handover().from() + " to stop it";
          case Phase.Moving _ -> "its addresses are on their way to " + owner;
          case Phase.Starting _ -> "starts on " + owner;
          case Phase.Settled _ when record.hold() != null ->
              "was served by " + owner + " when last looked at";
          case Phase.Settled _ -> "served by " + owner;
          case Phase.Stranded _ ->
              String.join(", ", assignment.stopped()) + " stopped, the rest on " + owner;
        };
    if (record.hold() != null) {
      return state;
    }
    if (assignment.hold() != null) {
      return state + "; ON HOLD" + (isHeldNews ? "" : ": " + assignment.hold().inWords());
    }
    return state + (owner == null ? "" : "; " + redundancy(group, owner));
  }

  /** Whether another failure could be borne. */
  private String redundancy(GroupSpec group, String owner) {
    List<String> fit =
        record.spec().nodes().stream()
            .map(NodeSpec::name)
            .filter(node -> !node.equals(owner) && isFit(group, node))
            .toList();
    if (fit.isEmpty()) {
      return "NO OTHER NODE can take over";
    }
    // What rules make of attributes at this moment the record does not know.
    String verb =
        hasRules(group)
            ? (fit.size() == 1 ? " is online" : " are online")
            : (fit.size() == 1 ? " stands by" : " stand by");
    return Phrases.and(fit) + verb;
  }

  private boolean hasRules(GroupSpec group) {
    return record.spec().constraints().stream()
        .anyMatch(c -> c instanceof Constraint.ByRule by && by.group().equals(group.name()));
  }

  private boolean isForbidden(GroupSpec group, String node) {
    return record.spec().constraints().stream()
        .anyMatch(c ->
            c instanceof Constraint.OnNode on
                && on.group().equals(group.name())
                && on.node().equals(node)
                && on.score().isMinusInfinity());
  }

  private boolean isFit(GroupSpec group, String node) {
    NodeRecord known = record.node(node);
    boolean barred =
        record.biases().stream()
            .anyMatch(
                bias -> bias.group().equals(group.name()) && bias.isOn(node) && restrains(bias));
    return known.presence() == Presence.PRESENT
        && !known.standby()
        && !barred
        && !isForbidden(group, node)
        && group.resources().stream().noneMatch(r -> isWornOut(group, r, node));
  }

  private boolean isWornOut(GroupSpec group, Resource resource, String node) {
    int threshold = group.options(resource.name()).meta().migrationThreshold().value();
    var failures = record.node(node).failures(resource.name());
    return failures.demand() != null || (threshold > 0 && failures.count() >= threshold);
  }

  private Optional<String> degraded(NodeSpec node) {
    NodeRecord known = record.node(node.name());
    List<String> what = new ArrayList<>();
    switch (known.presence()) {
      case SILENT -> what.add("SILENT");
      case LEFT -> what.add("shut down");
      case UNSEEN -> what.add("never heard");
      case PRESENT -> {}
    }
    if (known.standby()) {
      what.add("on standby");
    }
    known
        .failures()
        .forEach((resource, failures) -> {
          if (failures.count() > 0) {
            what.add(failed(resource, node.name()));
          }
        });
    return what.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", what));
  }

  private String failed(String resource, String node) {
    ClusterSpec spec = record.spec();
    GroupSpec group = spec.groupOf(resource).orElse(null);
    var failures = record.node(node).failures(resource);
    if (group == null) {
      return resource + " failed";
    }
    int threshold = group.options(resource).meta().migrationThreshold().value();
    String counted = Counts.of(failures.count(), threshold);
    boolean out =
        spec.group(group.name())
            .filter(g -> isWornOut(g, resourceOf(g, resource), node))
            .isPresent();
    String detail = failures.detail() == null ? "" : " (" + failures.detail() + ")";
    return resource + " " + counted + detail + (out ? ", so it may not have " + group.name() : "");
  }

  private static Resource resourceOf(GroupSpec group, String name) {
    return group.resource(name).orElseThrow();
  }

  private boolean restrains(Bias bias) {
    boolean against =
        switch (bias.kind()) {
          case BAN, START_FAILED -> true;
          case PREFER, MOVE, AWAY -> false;
        };
    return against && !bias.isOver(now);
  }

  private String wish(Bias bias) {
    String what = bias.kind() == Kind.BAN ? " is banned from " : " may not start again on ";
    @Nullable Instant until = bias.until();
    return bias.group()
        + what
        + bias.node()
        + (until == null ? "" : " until " + Phrases.moment(until))
        + "; lifted by: "
        + bias.lift();
  }
}
