package dev.handoff.console.cib;

import static dev.handoff.console.cib.ConfiguredSets.required;

import dev.handoff.console.pacemaker.Agent;
import dev.handoff.console.pacemaker.Draft;
import dev.handoff.console.pacemaker.Entry;
import dev.handoff.console.pacemaker.Entry.Clone;
import dev.handoff.console.pacemaker.Entry.Group;
import dev.handoff.console.pacemaker.Entry.Operation;
import dev.handoff.console.pacemaker.Entry.Primitive;
import dev.handoff.console.pacemaker.Entry.Template;
import dev.handoff.console.pacemaker.Malformed;
import dev.handoff.console.pacemaker.Settings;
import dev.handoff.console.pacemaker.Settings.Setting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The resources of a CIB as they were configured. */
final class ConfiguredResources {

  private final References references;
  private final ConfiguredSets sets;
  private final Draft draft;
  private final Map<String, Template> templates = new HashMap<>();

  ConfiguredResources(References references, ConfiguredSets sets, Draft draft) {
    this.references = references;
    this.sets = sets;
    this.draft = draft;
  }

  void read(Element section) throws Malformed {
    for (Element template : section.children("template")) {
      templates.put(required(template, "id"), Template.of(primitive(template)));
    }
    for (Element element : section.children()) {
      @Nullable Entry entry = entry(element);
      if (entry != null) {
        draft.resource(entry);
      }
    }
  }

  private @Nullable Entry entry(Element element) throws Malformed {
    return switch (element.name()) {
      case "primitive" -> primitive(element);
      case "group" -> group(element);
      case "clone", "master" -> clone(element);
      case "template" -> null;
      default -> {
        draft.unread(
            element.line(),
            element.name() + " " + element.get("id", ""),
            "containers are not managed; a service may run one");
        yield null;
      }
    };
  }

  private Primitive primitive(Element element) throws Malformed {
    String id = required(element, "id");
    String name = element.get("template");
    Template template = name == null ? null : templates.get(name);
    if (name != null && template == null) {
      throw new Malformed(element.line(), 0, "resource %s: no template %s".formatted(id, name));
    }
    Agent agent =
        template != null
            ? template.agent()
            : new Agent(
                required(element, "class"), element.get("provider", ""), required(element, "type"));
    sets.leaveOthers(element, id, "instance_attributes", "meta_attributes", "operations");
    Primitive own =
        new Primitive(
            id,
            element.line(),
            agent,
            sets.settings(element, "instance_attributes"),
            sets.settings(element, "meta_attributes"),
            operations(element));
    return template == null ? own : own.with(template);
  }

  private List<Operation> operations(Element element) throws Malformed {
    List<Operation> operations = new ArrayList<>();
    for (Element child : element.children("operations")) {
      for (Element op : ConfiguredSets.resolved(references, child).children("op")) {
        Map<String, Setting> settings = new LinkedHashMap<>();
        op.attributes().forEach((name, value) -> settings.put(name, new Setting(value, op.line())));
        settings.remove("id");
        settings.remove("name");
        Settings inner =
            sets.settings(op, "instance_attributes").orElse(sets.settings(op, "meta_attributes"));
        operations.add(
            new Operation(required(op, "name"), op.line(), new Settings(settings).orElse(inner)));
      }
    }
    return operations;
  }

  private Group group(Element element) throws Malformed {
    String id = required(element, "id");
    List<Primitive> members = new ArrayList<>();
    for (Element child : element.children("primitive")) {
      members.add(primitive(child));
    }
    if (members.isEmpty()) {
      throw new Malformed(element.line(), 0, "group %s has no members".formatted(id));
    }
    sets.leaveOthers(element, id, "primitive", "meta_attributes");
    return new Group(id, element.line(), sets.settings(element, "meta_attributes"), members);
  }

  private Clone clone(Element element) throws Malformed {
    String id = required(element, "id");
    Element primitive = element.child("primitive");
    Element group = element.child("group");
    Entry of = primitive != null ? primitive(primitive) : group != null ? group(group) : null;
    if (of == null) {
      throw new Malformed(element.line(), 0, "clone %s of nothing".formatted(id));
    }
    sets.leaveOthers(element, id, "primitive", "group", "meta_attributes");
    Settings meta = sets.settings(element, "meta_attributes");
    Setting promotable = meta.get("promotable");
    boolean roles =
        element.is("master") || (promotable != null && Values.isTrue(promotable.value()));
    return new Clone(id, element.line(), meta, roles, of);
  }
}
