package dev.handoff.console.dashboard;

import dev.handoff.console.status.ClusterView;
import dev.handoff.console.status.ClusterView.GroupView;
import dev.handoff.console.status.ClusterView.NodeView;
import dev.handoff.console.story.News;
import dev.handoff.events.Happening;
import dev.handoff.events.JournalEntry;
import dev.handoff.events.OperatorCommand;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The journal as lanes of time, one for each group and each node, and one for the whole cluster.
 *
 * @param from the beginning: nothing before it is shown
 * @param to now
 * @param lanes groups first, then nodes, then the cluster
 */
record Timeline(Instant from, Instant to, List<Lane> lanes) {

  Timeline {
    lanes = List.copyOf(lanes);
  }

  /**
   * What became of one thing.
   *
   * @param kind group, node or cluster
   * @param spans oldest first, without overlap; there may be gaps, of which nothing is known
   * @param marks oldest first
   */
  record Lane(String kind, String name, List<Span> spans, List<Mark> marks) {
    Lane {
      spans = List.copyOf(spans);
      marks = List.copyOf(marks);
    }
  }

  /**
   * A time during which something was as it was.
   *
   * @param to null: it still is
   * @param what of a group: on, moving, stopped, partial, held; of a node: present, silent, left;
   *     of the cluster: held, maintenance
   * @param node where the group was, or where it went
   * @param text in words
   * @param epoch of the handover that it is, or that it came of; null: it is not known
   */
  record Span(
      Instant from,
      @Nullable Instant to,
      String what,
      @Nullable String node,
      String text,
      @Nullable Long epoch) {}

  /**
   * Something that took no time.
   *
   * @param what the kind of journal entry
   * @param entry number of the journal entry
   */
  record Mark(Instant at, String what, long entry, String text) {}

  /**
   * Draws it up.
   *
   * @param entries oldest first, from before {@code from} too where there are any
   * @param from where it is to begin
   */
  static Timeline of(ClusterView view, List<JournalEntry> entries, Instant from) {
    Weaver weaver = new Weaver(view);
    entries.forEach(weaver::read);
    return new Timeline(from, view.at(), weaver.lanes(from));
  }

  /** Reads the journal from its beginning, and keeps what is open. */
  private static final class Weaver {

    private final ClusterView view;
    private final Map<String, LaneDraft> groups = new LinkedHashMap<>();
    private final Map<String, LaneDraft> nodes = new LinkedHashMap<>();
    private final LaneDraft cluster;

    Weaver(ClusterView view) {
      this.view = view;
      cluster = new LaneDraft("cluster", "cluster");
      view.groups().forEach(g -> groups.put(g.name(), new LaneDraft("group", g.name())));
      view.nodes().forEach(n -> nodes.put(n.name(), new LaneDraft("node", n.name())));
    }

    List<Lane> lanes(Instant from) {
      List<Lane> lanes = new ArrayList<>();
      for (GroupView group : view.groups()) {
        LaneDraft draft = draft(groups, "group", group.name());
        if (group.owner() != null && group.state().equals("active")) {
          draft.wasAllAlong(from, "on", group.owner(), "on " + group.owner());
        }
        lanes.add(draft.since(from));
      }
      for (NodeView node : view.nodes()) {
        LaneDraft draft = draft(nodes, "node", node.name());
        if (!node.presence().equals("unseen")) {
          draft.wasAllAlong(from, node.presence(), null, node.presence());
        }
        lanes.add(draft.since(from));
      }
      Lane all = cluster.since(from);
      if (!all.spans().isEmpty() || !all.marks().isEmpty()) {
        lanes.add(all);
      }
      return lanes;
    }

    void read(JournalEntry entry) {
      Instant at = entry.at();
      String text = News.of(entry.happening());
      switch (entry.happening()) {
        case Happening.HandoverBegun h -> {
          LaneDraft lane = group(h.group());
          if (h.from() != null) {
            lane.before(at, "on", h.from(), "on " + h.from());
          }
          lane.becomes(at, "moving", h.to(), text, h.epoch());
        }
        case Happening.OwnerChanged h ->
            group(h.group()).becomes(at, "on", h.to(), "on " + h.to(), h.epoch());
        case Happening.GroupStopped h ->
            group(h.group()).becomes(at, "stopped", null, text, h.epoch());
        case Happening.GroupIncomplete h ->
            group(h.group()).becomes(at, "partial", h.node(), text, h.epoch());
        case Happening.StartFailed h -> group(h.group()).mark(entry, text);
        case Happening.AddressStuck h -> group(h.group()).mark(entry, text);
        case Happening.DriftFound h -> group(h.group()).mark(entry, text);
        case Happening.ResourceFailed h ->
            groupOf(h.resource()).map(this::group).orElse(node(h.node())).mark(entry, text);
        // A restart that helped is over before anybody could see it; the list tells of it.
        case Happening.ResourceRecovered _ -> {}
        case Happening.WishExpires h -> group(h.group()).mark(entry, text);
        case Happening.NodeReturned h ->
            node(h.node()).becomes(at, "present", null, "present", null);
        case Happening.NodeSilent h -> {
          Instant since = at.minus(h.silentFor());
          LaneDraft lane = node(h.node());
          lane.before(since, "present", null, "present");
          lane.becomes(since, "silent", null, text, null);
        }
        case Happening.NodeLeft h -> {
          node(h.node()).before(at, "present", null, "present");
          node(h.node()).becomes(at, "left", null, text, null);
        }
        case Happening.Held h -> lane(h.group()).becomes(at, "held", null, text, null);
        case Happening.HoldEnded h -> lane(h.group()).goesOn(at);
        case Happening.OperatorActed h -> {
          if (h.command() instanceof OperatorCommand.Maintenance maintenance) {
            if (maintenance.on()) {
              cluster.becomes(at, "maintenance", null, "maintenance is on", null);
            } else {
              cluster.goesOn(at);
            }
          }
          cluster.mark(entry, text);
        }
        case Happening.SpecApplied _, Happening.ClusterDestroyed _ -> cluster.mark(entry, text);
      }
    }

    private LaneDraft lane(@Nullable String group) {
      return group == null ? cluster : group(group);
    }

    private LaneDraft group(String name) {
      return draft(groups, "group", name);
    }

    private LaneDraft node(String name) {
      return draft(nodes, "node", name);
    }

    private static LaneDraft draft(Map<String, LaneDraft> drafts, String kind, String name) {
      return drafts.computeIfAbsent(name, key -> new LaneDraft(kind, name));
    }

    private Optional<String> groupOf(String resource) {
      return view.groups().stream()
          .filter(group -> group.members().contains(resource))
          .map(GroupView::name)
          .findFirst();
    }
  }
}
