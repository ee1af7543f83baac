package dev.handoff.events.yaml;

import dev.handoff.events.spec.BeatSpec;
import dev.handoff.events.spec.ClusterOption;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.Constraint;
import dev.handoff.events.spec.Fencing;
import dev.handoff.events.spec.GroupSpec;
import dev.handoff.events.spec.Isolation;
import dev.handoff.events.spec.Limits;
import dev.handoff.events.spec.Meta;
import dev.handoff.events.spec.NodeSpec;
import dev.handoff.events.spec.Probe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/** Reads the top level of a spec. */
final class ClusterReader {

  static final Duration SHORTEST = Duration.ofMillis(100);
  static final Duration HOUR = Duration.ofHours(1);
  static final Duration SHORTEST_WINDOW = Duration.ofSeconds(1);
  static final Duration LONGEST_WINDOW = Duration.ofDays(30);

  private final Problems problems;
  private final Names names;

  ClusterReader(Problems problems) {
    this.problems = problems;
    this.names = new Names(problems);
  }

  /** The spec, which is worth nothing if a problem was found. */
  ClusterSpec read(Node root) {
    Fields top = Fields.of(root, "the spec", problems);
    String cluster = top.text("cluster", Forms.CLUSTER_NAME);
    BeatSpec beat = beat(top);
    Isolation isolation = isolation(top);
    Fencing fence = top.choice("fence", Fencing.NONE);
    Limits limits = limits(top);
    boolean symmetric = top.truth("symmetric-cluster", true);
    boolean stopAll = top.truth("stop-all-resources", false);
    Defaults defaults = defaults(top);
    List<ClusterOption> options = new ArrayList<>(defaults.options());
    if (stopAll) {
      options.add(ClusterOption.STOP_ALL);
    }
    List<NodeSpec> nodes = nodes(top);
    List<GroupSpec> groups = new GroupReader(problems, names, defaults.meta()).read(top);
    List<Placed<Constraint>> constraints = new ConstraintReader(problems, names).read(top);
    List<Probe> probes = new ProbeReader(problems).read(top);
    String topic = topic(top);
    top.refuseUnknown();
    ClusterSpec spec =
        new ClusterSpec(
            cluster,
            beat,
            isolation,
            fence,
            limits,
            symmetric,
            nodes,
            groups,
            constraints.stream().map(Placed::value).toList(),
            probes,
            options,
            topic);
    new Coherence(problems, names, top::placeOf).check(spec);
    new CloudChecks(problems, names, placeOfInterval(top)).check(spec);
    new ConstraintChecks(problems, names).check(spec, constraints);
    return spec;
  }

  private BeatSpec beat(Fields top) {
    Node node = top.optional("beat");
    if (node == null) {
      return BeatSpec.DEFAULT;
    }
    Fields fields = Fields.of(node, "beat", problems);
    Duration interval =
        fields.duration("interval", BeatSpec.DEFAULT.interval(), SHORTEST, Duration.ofMinutes(1));
    Duration timeout = fields.duration("timeout", BeatSpec.DEFAULT.timeout(), SHORTEST, HOUR);
    fields.refuseUnknown();
    return new BeatSpec(interval, timeout);
  }

  private Place placeOfInterval(Fields top) {
    Node node = top.optional("beat");
    return node == null ? top.place() : Fields.of(node, "beat", problems).placeOf("interval");
  }

  private Isolation isolation(Fields top) {
    Node node = top.optional("isolation");
    if (node == null) {
      return Isolation.IGNORE;
    }
    Fields fields = Fields.of(node, "isolation", problems);
    Duration after = fields.duration("after", Isolation.IGNORE.after(), SHORTEST, HOUR);
    Isolation.Action action = fields.choice("do", Isolation.Action.IGNORE);
    if (action != Isolation.Action.IGNORE && fields.required("after") == null) {
      after = Duration.ZERO;
    }
    fields.refuseUnknown();
    return new Isolation(after, action);
  }

  private Limits limits(Fields top) {
    Node node = top.optional("limits");
    if (node == null) {
      return Limits.DEFAULT;
    }
    Fields fields = Fields.of(node, "limits", problems);
    int maxMoves = fields.whole("max-moves", Limits.DEFAULT.maxMoves(), 1, 1000);
    Duration window =
        fields.duration("window", Limits.DEFAULT.window(), SHORTEST_WINDOW, LONGEST_WINDOW);
    fields.refuseUnknown();
    return new Limits(maxMoves, window);
  }

  /** What the key {@code defaults} says: of every group, and of the cluster as a whole. */
  private record Defaults(Meta meta, List<ClusterOption> options) {}

  private Defaults defaults(Fields top) {
    Node node = top.optional("defaults");
    if (node == null) {
      return new Defaults(Meta.DEFAULT, List.of());
    }
    Fields fields = Fields.of(node, "defaults", problems);
    Meta meta = GroupReader.meta(fields, Meta.DEFAULT);
    List<ClusterOption> options = new ArrayList<>();
    if (!fields.truth("start-failure-is-fatal", true)) {
      options.add(ClusterOption.START_FAILURES_COUNT_ONE);
    }
    fields.refuseUnknown();
    return new Defaults(meta, options);
  }

  private List<NodeSpec> nodes(Fields top) {
    List<NodeSpec> nodes = new ArrayList<>();
    Node all = top.required("nodes");
    if (all == null) {
      return nodes;
    }
    Fields fields = Fields.of(all, "nodes", problems);
    for (Fields.Entry entry : fields.entries()) {
      fields.checkName(entry, "the name of a node", Forms.NODE_NAME);
      names.declareNode(entry);
      nodes.add(node(entry));
    }
    if (nodes.isEmpty() && fields.readable()) {
      problems.add(fields.place(), "nodes is empty", "at least one node");
    }
    return nodes;
  }

  private NodeSpec node(Fields.Entry entry) {
    String what = "node " + Problems.quoted(entry.key());
    Fields fields = Fields.ofOptional(entry.value(), what, problems);
    NodeSpec node =
        new NodeSpec(
            entry.key(),
            fields.optionalText("instance", Forms.INSTANCE),
            fields.optionalText("interface", Forms.INTERFACE),
            fields.strings("attributes", Forms.ATTRIBUTE));
    fields.refuseUnknown();
    return node;
  }

  private @Nullable String topic(Fields top) {
    Node node = top.optional("alerts");
    if (node == null) {
      return null;
    }
    Fields fields = Fields.of(node, "alerts", problems);
    String topic = fields.text("topic", Forms.TOPIC);
    fields.refuseUnknown();
    return topic;
  }
}
