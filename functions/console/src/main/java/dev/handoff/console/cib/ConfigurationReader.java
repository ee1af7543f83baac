package dev.handoff.console.cib;

import dev.handoff.console.pacemaker.Configuration;
import dev.handoff.console.pacemaker.Draft;
import dev.handoff.console.pacemaker.Draft.Section;
import dev.handoff.console.pacemaker.Entry.Node;
import dev.handoff.console.pacemaker.Malformed;
import dev.handoff.console.pacemaker.Settings;
import java.util.Map;

/**
 * Reads the configuration of a CIB as it was written: all of it, whether or not the controller has
 * a counterpart. {@link CibReader} reads what decides about placement.
 */
public final class ConfigurationReader {

  private static final Map<String, String> ELSEWHERE =
      Map.of(
          "fencing-topology", "the controller fences by itself: fence: stop",
          "tags", "constraints name groups and resources",
          "acls", "who may do what is the cloud's business",
          "alerts", "people are told through the topic of 'alerts'");

  private final Draft draft = new Draft(Configuration.CIB);
  private final ConfiguredSets sets;
  private final ConfiguredResources resources;
  private final ConfiguredConstraints constraints;

  private ConfigurationReader(Element root) {
    References references = new References(root);
    sets = new ConfiguredSets(references, draft);
    resources = new ConfiguredResources(references, sets, draft);
    constraints = new ConfiguredConstraints(references, draft);
  }

  /**
   * Reads a document: a whole CIB, or its configuration.
   *
   * @throws Malformed if it is neither, or not well-formed, or too large
   */
  public static Configuration read(byte[] document) throws Malformed {
    try {
      Element root = XmlTree.read(document);
      return new ConfigurationReader(root).read(root);
    } catch (InvalidCib e) {
      throw e.asMalformed();
    }
  }

  private Configuration read(Element root) throws Malformed {
    Element configuration = root.is("configuration") ? root : root.child("configuration");
    if (configuration == null || !(root.is("cib") || root.is("configuration"))) {
      throw new Malformed(
          root.line(), 0, "<%s> is not a CIB with a <configuration>".formatted(root.name()));
    }
    for (Element section : configuration.children()) {
      section(section);
    }
    Element status = root.child("status");
    if (status != null && !status.children().isEmpty()) {
      draft.unread(
          status.line(),
          "the status: what runs where, fail-counts, transient attributes",
          "that is the present, not the configuration");
    }
    return draft.configuration();
  }

  private void section(Element section) throws Malformed {
    switch (section.name()) {
      case "crm_config" ->
          draft.settings(Section.PROPERTIES, sets.settings(section, "cluster_property_set"));
      case "rsc_defaults" ->
          draft.settings(Section.META, sets.settings(section, "meta_attributes"));
      case "op_defaults" ->
          draft.settings(Section.OPERATIONS, sets.settings(section, "meta_attributes"));
      case "nodes" -> {
        for (Element node : section.children()) {
          node(node);
        }
      }
      case "resources" -> resources.read(section);
      case "constraints" -> {
        for (Element constraint : section.children()) {
          constraints.read(constraint);
        }
      }
      default -> elsewhere(section);
    }
  }

  private void elsewhere(Element section) throws Malformed {
    String why = ELSEWHERE.getOrDefault(section.name(), "not a part of a CIB that is known here");
    for (Element child : section.children()) {
      String id = child.get("id", "");
      draft.unread(child.line(), (section.name() + ": " + child.name() + " " + id).strip(), why);
    }
  }

  private void node(Element node) throws Malformed {
    String name = node.get("uname", node.get("id", ""));
    String type = node.get("type", "member");
    if (!node.is("node") || name.isEmpty()) {
      throw new Malformed(node.line(), 0, "<%s> is not a node with a uname".formatted(node.name()));
    }
    if (!type.equalsIgnoreCase("member") && !type.equalsIgnoreCase("normal")) {
      draft.unread(
          node.line(),
          "node %s of type %s".formatted(name, type),
          "every node of a cluster runs a beacon of its own");
      return;
    }
    if (!node.get("score", "0").equals("0")) {
      draft.unread(
          node.line(),
          "node %s: score %s".formatted(name, node.get("score")),
          "write a location for each group");
    }
    Settings attributes = sets.settings(node, "instance_attributes");
    sets.leaveOthers(node, "node " + name, "instance_attributes");
    draft.node(new Node(name, node.line(), attributes));
  }
}
