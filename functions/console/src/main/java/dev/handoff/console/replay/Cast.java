package dev.handoff.console.replay;

import dev.handoff.console.operator.OperatorVerb.BadInput;
import dev.handoff.events.Happening;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.GroupSpec;
import dev.handoff.events.spec.NodeSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who plays in a journal: a spec that is to play it has to have them all. */
final class Cast {

  private final Map<String, Integer> nodes = new LinkedHashMap<>();
  private final Map<String, Integer> groups = new LinkedHashMap<>();
  private final JournalFile journal;

  private Cast(JournalFile journal) {
    this.journal = journal;
    for (JournalFile.Line line : journal.lines()) {
      take(line.entry().happening(), line.number());
    }
  }

  /**
   * Refuses a spec that cannot play a journal.
   *
   * @param file of the spec, as messages call it
   * @throws BadInput if the spec is of another cluster, or lacks nodes or groups of the journal
   */
  static void check(JournalFile journal, ClusterSpec spec, Path file) throws BadInput {
    String cluster = journal.cluster();
    if (cluster != null && !cluster.equals(spec.cluster())) {
      throw new BadInput(
          "%s: it is of cluster %s, and %s tells of cluster %s"
              .formatted(file, spec.cluster(), journal.file(), cluster));
    }
    Cast cast = new Cast(journal);
    List<String> missing = new ArrayList<>();
    cast.missing("node", cast.nodes, names(spec.nodes().stream().map(NodeSpec::name)), missing);
    cast.missing("group", cast.groups, names(spec.groups().stream().map(GroupSpec::name)), missing);
    if (!missing.isEmpty()) {
      throw new BadInput(
          "%s: it lacks %s; a replay needs every node and group that %s tells of, so give them their"
                  .formatted(file, String.join(", ", missing), journal.file())
              + " old names, or take out the lines from before they were removed");
    }
  }

  private static Set<String> names(Stream<String> names) {
    return names.collect(Collectors.toSet());
  }

  private void missing(
      String what, Map<String, Integer> named, Set<String> known, List<String> missing) {
    named.forEach((name, line) -> {
      if (!known.contains(name)) {
        missing.add("%s '%s' (%s:%d)".formatted(what, name, journal.file(), line));
      }
    });
  }

  private void take(Happening happening, int line) {
    switch (happening) {
      case Happening.NodeReturned h -> node(h.node(), line);
      case Happening.NodeSilent h -> node(h.node(), line);
      case Happening.NodeLeft h -> node(h.node(), line);
      case Happening.ResourceFailed h -> node(h.node(), line);
      case Happening.ResourceRecovered h -> node(h.node(), line);
      case Happening.HandoverBegun h -> handover(h.group(), h.from(), h.to(), line);
      case Happening.OwnerChanged h -> handover(h.group(), h.from(), h.to(), line);
      case Happening.GroupStopped h -> groups.putIfAbsent(h.group(), line);
      case Happening.GroupIncomplete h -> handover(h.group(), null, h.node(), line);
      case Happening.StartFailed h -> handover(h.group(), null, h.node(), line);
      case Happening.DriftFound h -> groups.putIfAbsent(h.group(), line);
      case Happening.SpecApplied _,
          Happening.OperatorActed _,
          Happening.ClusterDestroyed _,
          Happening.WishExpires _,
          Happening.AddressStuck _,
          Happening.Held _,
          Happening.HoldEnded _ -> {}
    }
  }

  private void handover(String group, @Nullable String from, @Nullable String to, int line) {
    groups.putIfAbsent(group, line);
    node(from, line);
    node(to, line);
  }

  private void node(@Nullable String node, int line) {
    if (node != null) {
      nodes.putIfAbsent(node, line);
    }
  }
}
