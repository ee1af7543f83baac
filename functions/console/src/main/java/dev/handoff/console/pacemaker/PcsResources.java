package dev.handoff.console.pacemaker;

import dev.handoff.console.pacemaker.Entry.Clone;
import dev.handoff.console.pacemaker.Entry.Group;
import dev.handoff.console.pacemaker.Entry.Operation;
import dev.handoff.console.pacemaker.Entry.Primitive;
import dev.handoff.console.pacemaker.Settings.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads resources as {@code pcs config} prints them. */
final class PcsResources {

  private static final Pattern PRIMITIVE =
      Pattern.compile("(\\S+) \\(class=(\\S+?)(?: provider=(\\S+?))? type=(\\S+?)\\)");

  private final Draft draft;

  PcsResources(Draft draft) {
    this.draft = draft;
  }

  void read(PcsLine section) throws Malformed {
    for (PcsLine child : section.children()) {
      if (child.text().toLowerCase(java.util.Locale.ROOT).startsWith("no ")) {
        continue;
      }
      Entry entry = entry(child);
      if (entry != null) {
        draft.resource(entry);
      }
    }
  }

  private @Nullable Entry entry(PcsLine line) throws Malformed {
    return switch (line.label()) {
      case "Resource" -> primitive(line);
      case "Group" -> group(line);
      case "Clone", "Master" -> clone(line);
      case "Bundle" -> {
        draft.unread(line.line(), line.text(), "containers are not managed; a service may run one");
        yield null;
      }
      default -> throw line.misplaced("Resource:, Group: or Clone:");
    };
  }

  private Primitive primitive(PcsLine line) throws Malformed {
    Matcher matcher = PRIMITIVE.matcher(line.rest());
    if (!matcher.matches()) {
      throw line.misplaced("Resource: name (class=… type=…)");
    }
    String provider = matcher.group(3) == null ? "" : matcher.group(3);
    Settings parameters = Settings.NONE;
    Settings meta = Settings.NONE;
    List<Operation> operations = new ArrayList<>();
    for (PcsLine child : line.children()) {
      switch (child.label()) {
        case "Attributes" -> parameters = parameters.orElse(PcsPairs.settings(child, draft));
        case "Meta Attrs", "Meta Attributes" -> meta = meta.orElse(PcsPairs.settings(child, draft));
        case "Operations" -> operations(child, operations);
        default -> other(line, child);
      }
    }
    Agent agent = new Agent(matcher.group(2), provider, matcher.group(4));
    return new Primitive(matcher.group(1), line.line(), agent, parameters, meta, operations);
  }

  private void other(PcsLine owner, PcsLine line) throws Malformed {
    String id = owner.rest().split(" ", 2)[0];
    switch (line.label()) {
      case "Utilization" ->
          draft.unread(
              line.line(),
              id + ": " + Texts.shortened(line.text()),
              "nodes are not counted by capacity");
      case "Description" ->
          draft.unread(line.line(), id + ": its description", "write it as a comment");
      case "Attributes" ->
          draft.unread(line.line(), id + ": attributes", "parameters belong to a resource");
      default -> throw line.misplaced("Attributes:, Meta Attrs: or Operations:");
    }
  }

  /** The first operation may stand in the line of the heading, the others below it. */
  private void operations(PcsLine heading, List<Operation> into) throws Malformed {
    if (!heading.rest().isEmpty()) {
      into.add(operation(heading, heading.rest()));
    }
    for (PcsLine child : heading.children()) {
      boolean named = child.text().matches("[A-Za-z_-]+:.*");
      if (!named) {
        into.add(operation(child, child.text()));
        continue;
      }
      Map<String, Setting> settings = new LinkedHashMap<>();
      for (PcsLine pairs : child.children()) {
        PcsPairs.collect(pairs.text(), pairs, settings);
      }
      into.add(new Operation(child.label(), child.line(), new Settings(settings)));
    }
  }

  private static Operation operation(PcsLine line, String text) throws Malformed {
    // Its id stands in parentheses at the end.
    int id = text.endsWith(")") ? text.lastIndexOf('(') : -1;
    String bare = id < 0 ? text : text.substring(0, id);
    String[] parts = bare.strip().split("\\s+", 2);
    if (parts[0].indexOf('=') >= 0) {
      throw line.misplaced("the name of an operation");
    }
    Map<String, Setting> settings = new LinkedHashMap<>();
    if (parts.length == 2) {
      PcsPairs.collect(parts[1], line, settings);
    }
    return new Operation(parts[0], line.line(), new Settings(settings));
  }

  private Group group(PcsLine line) throws Malformed {
    Settings meta = Settings.NONE;
    List<Primitive> members = new ArrayList<>();
    for (PcsLine child : line.children()) {
      switch (child.label()) {
        case "Resource" -> members.add(primitive(child));
        case "Meta Attrs", "Meta Attributes" -> meta = meta.orElse(PcsPairs.settings(child, draft));
        default -> other(line, child);
      }
    }
    if (members.isEmpty() || line.rest().isEmpty()) {
      throw new Malformed(line.line(), line.indent() + 1, "a group without a name or members");
    }
    return new Group(line.rest(), line.line(), meta, members);
  }

  private Clone clone(PcsLine line) throws Malformed {
    Settings meta = Settings.NONE;
    Entry of = null;
    for (PcsLine child : line.children()) {
      switch (child.label()) {
        case "Resource" -> of = primitive(child);
        case "Group" -> of = group(child);
        case "Meta Attrs", "Meta Attributes" -> meta = meta.orElse(PcsPairs.settings(child, draft));
        default -> other(line, child);
      }
    }
    if (of == null || line.rest().isEmpty()) {
      throw new Malformed(line.line(), line.indent() + 1, "a clone without a name or a resource");
    }
    Setting promotable = meta.get("promotable");
    boolean roles =
        line.label().equals("Master")
            || (promotable != null && promotable.value().equalsIgnoreCase("true"));
    return new Clone(line.rest(), line.line(), meta, roles, of);
  }
}
