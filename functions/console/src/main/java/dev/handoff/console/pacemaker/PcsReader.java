package dev.handoff.console.pacemaker;

import dev.handoff.console.pacemaker.Draft.Section;
import dev.handoff.console.pacemaker.Entry.Node;
import dev.handoff.console.pacemaker.Settings.Setting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads what {@code pcs config} prints, in the layouts of pcs 0.9, 0.10 and 0.11. */
public final class PcsReader {

  private static final Set<String> SECTIONS =
      Set.of(
          "Cluster Name",
          "Corosync Nodes",
          "Pacemaker Nodes",
          "Resources",
          "Stonith Devices",
          "Location Constraints",
          "Resources Defaults",
          "Cluster Properties");

  private static final Map<String, String> ELSEWHERE =
      Map.of(
          "Fencing Levels", "the controller fences by itself: fence: stop",
          "Ticket Constraints", "a cluster lives in one place",
          "Ticket Set Constraints", "a cluster lives in one place",
          "Alerts", "people are told through the topic of 'alerts'",
          "Tags", "constraints name groups and resources",
          "Node Utilization", "nodes are not counted by capacity",
          "Quorum", "nodes do not vote: the controller decides alone");

  private final Draft draft = new Draft("pcs config");
  private final PcsResources resources = new PcsResources(draft);
  private final PcsConstraints constraints = new PcsConstraints(draft);
  private boolean pacemakerNodes;

  private PcsReader() {}

  /** Whether a line is a heading of pcs. */
  public static boolean begins(String line) {
    int colon = line.indexOf(':');
    return colon > 0 && SECTIONS.contains(line.substring(0, colon));
  }

  /** Reads the text. */
  public static Configuration read(String text) throws Malformed {
    PcsReader reader = new PcsReader();
    List<PcsLine> outline = PcsLine.outline(text);
    reader.pacemakerNodes =
        outline.stream()
            .anyMatch(l -> l.label().equals("Pacemaker Nodes") && !l.children().isEmpty());
    for (PcsLine section : outline) {
      reader.section(section);
    }
    return reader.draft.configuration();
  }

  private void section(PcsLine section) throws Malformed {
    switch (section.label()) {
      case "Cluster Name" -> {
        if (!section.rest().isEmpty()) {
          draft.clusterName(section.rest());
        }
      }
      case "Corosync Nodes" -> {
        if (!pacemakerNodes) {
          nodes(section);
        }
      }
      case "Pacemaker Nodes" -> nodes(section);
      case "Resources", "Stonith Devices" -> resources.read(section);
      case "Resources Defaults" -> defaults(section, Section.META);
      case "Operations Defaults" -> defaults(section, Section.OPERATIONS);
      case "Cluster Properties" -> defaults(section, Section.PROPERTIES);
      case "Node Attributes" -> attributes(section);
      case "Location Constraints",
          "Location Set Constraints",
          "Ordering Constraints",
          "Order Constraints",
          "Order Set Constraints",
          "Colocation Constraints",
          "Colocation Set Constraints" ->
          constraints.read(section);
      default -> elsewhere(section);
    }
  }

  private void elsewhere(PcsLine section) throws Malformed {
    String why = ELSEWHERE.get(section.label());
    if (why == null) {
      draft.unread(
          section.line(),
          "'" + Texts.shortened(section.text()) + "' with " + count(section) + " lines",
          "not a section of pcs config that is known here");
      return;
    }
    for (PcsLine child : section.children()) {
      boolean none = child.text().startsWith("No ") && child.children().isEmpty();
      boolean empty = child.text().equals("Options:") && child.children().isEmpty();
      if (!none && !empty) {
        String what = section.label() + ": " + Texts.shortened(child.text());
        draft.unread(child.line(), what, why);
      }
    }
  }

  private static int count(PcsLine line) {
    return line.children().stream().mapToInt(child -> 1 + count(child)).sum();
  }

  private void nodes(PcsLine section) throws Malformed {
    for (PcsLine child : section.children()) {
      for (String name : child.text().split("\\s+", -1)) {
        draft.node(new Node(name, child.line(), Settings.NONE));
      }
    }
  }

  private void attributes(PcsLine section) throws Malformed {
    for (PcsLine child : section.children()) {
      boolean labelled = child.label().equals("Node");
      String name = labelled ? child.rest() : child.label();
      Settings attributes;
      if (labelled) {
        attributes = Settings.NONE;
        for (PcsLine set : child.children()) {
          attributes = attributes.orElse(PcsPairs.settings(set, draft));
        }
      } else {
        attributes = PcsPairs.settings(child, draft);
      }
      if (name.isEmpty()) {
        throw child.misplaced("the name of a node");
      }
      draft.node(new Node(name, child.line(), attributes));
    }
  }

  /** {@code name: value}, {@code name=value}, or a named set with such lines below. */
  private void defaults(PcsLine section, Section kind) throws Malformed {
    Map<String, Setting> settings = new LinkedHashMap<>();
    for (PcsLine child : section.children()) {
      int colon = child.text().indexOf(':');
      int equals = child.text().indexOf('=');
      boolean none = child.text().startsWith("No ") && child.children().isEmpty();
      if (child.text().startsWith("Meta Attr")) {
        draft.settings(kind, PcsPairs.settings(child, draft));
      } else if (colon > 0 && (equals < 0 || colon < equals) && child.children().isEmpty()) {
        settings.putIfAbsent(child.label(), new Setting(child.rest(), child.line()));
      } else if (child.text().startsWith("Rule")) {
        draft.unread(child.line(), section.label() + " by a rule", "settings hold always");
        return;
      } else if (!none) {
        // pcs marks what is only the default.
        PcsPairs.collect(child.text().replace(" (default)", ""), child, settings);
      }
    }
    draft.settings(kind, new Settings(settings));
  }
}
