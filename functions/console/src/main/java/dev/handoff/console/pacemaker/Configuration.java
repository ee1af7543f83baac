package dev.handoff.console.pacemaker;

import dev.handoff.console.pacemaker.Entry.Node;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a cluster was configured to do.
 *
 * @param source what it was read from, for messages: {@code CIB XML}, {@code crm configure show} …
 * @param clusterName null where the text does not tell it
 * @param unread what the text has beyond all this; nothing that was met is left out of both
 */
public record Configuration(
    String source,
    @Nullable String clusterName,
    List<Node> nodes,
    List<Entry> resources,
    Defaults defaults,
    List<Constraint> constraints,
    List<Unread> unread) {

  /** The source that keeps the order in which things were defined. */
  public static final String CIB = "CIB XML";

  /**
   * What holds where nothing else is said.
   *
   * @param meta meta-attributes of resources
   * @param operations attributes of operations
   * @param properties of the cluster
   */
  public record Defaults(Settings meta, Settings operations, Settings properties) {}

  public Configuration {
    nodes = List.copyOf(nodes);
    resources = List.copyOf(resources);
    constraints = List.copyOf(constraints);
    unread = List.copyOf(unread);
  }
}
