package dev.handoff.console.pacemaker;

import dev.handoff.console.pacemaker.Entry.Node;
import dev.handoff.console.pacemaker.Settings.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A configuration while it is read. */
public final class Draft {

  /** More of anything than a cluster has; what is beyond is an attack or another file. */
  private static final int MOST = 2_000;

  private final String source;
  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private final Map<String, Entry> resources = new LinkedHashMap<>();
  private final List<Constraint> constraints = new ArrayList<>();
  private final List<Unread> unread = new ArrayList<>();
  private final Map<Section, Map<String, Setting>> settings = new LinkedHashMap<>();
  private @Nullable String clusterName;

  /** Where settings of the whole cluster stand. */
  public enum Section {
    META,
    OPERATIONS,
    PROPERTIES
  }

  public Draft(String source) {
    this.source = source;
  }

  public void clusterName(String name) {
    clusterName = name;
  }

  /** Adds a node; one that is there already keeps its place and gets the attributes. */
  public void node(Node node) throws Malformed {
    Node known = nodes.get(node.name());
    nodes.put(
        node.name(),
        known == null
            ? node
            : new Node(known.name(), known.line(), node.attributes().orElse(known.attributes())));
    refuseTooMany(nodes.size(), "nodes", node.line());
  }

  /** Adds an entry of the resources. */
  public void resource(Entry entry) throws Malformed {
    if (resources.putIfAbsent(entry.id(), entry) != null) {
      throw new Malformed(entry.line(), 0, "two resources are called '" + entry.id() + "'");
    }
    refuseTooMany(resources.size(), "resources", entry.line());
  }

  /** Takes an entry back, to put it into another; null if it was not there. */
  public @Nullable Entry removed(String id) {
    return resources.remove(id);
  }

  public void constraint(Constraint constraint) throws Malformed {
    constraints.add(constraint);
    refuseTooMany(constraints.size(), "constraints", constraint.line());
  }

  public void unread(int line, String what, String why) throws Malformed {
    unread.add(new Unread(line, what, why));
    refuseTooMany(unread.size(), "things that Handoff does not know", line);
  }

  /** Adds settings of the whole cluster; the first value of a name holds. */
  public void settings(Section section, Settings more) {
    Map<String, Setting> all = settings.computeIfAbsent(section, s -> new LinkedHashMap<>());
    more.byName().forEach(all::putIfAbsent);
  }

  private static void refuseTooMany(int size, String what, int line) throws Malformed {
    if (size > MOST) {
      throw new Malformed(line, 0, "more than " + MOST + " " + what);
    }
  }

  /** What was read. */
  public Configuration configuration() {
    return new Configuration(
        source,
        clusterName,
        List.copyOf(nodes.values()),
        List.copyOf(resources.values()),
        new Configuration.Defaults(
            of(Section.META), of(Section.OPERATIONS), of(Section.PROPERTIES)),
        constraints,
        unread);
  }

  private Settings of(Section section) {
    return new Settings(settings.getOrDefault(section, Map.of()));
  }
}
