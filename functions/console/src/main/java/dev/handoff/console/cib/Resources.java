package dev.handoff.console.cib;

import dev.handoff.controller.placement.Member.Settings;
import dev.handoff.events.spec.GroupSpec.TargetRole;
import dev.handoff.events.spec.Meta;
import dev.handoff.events.spec.Score;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Primitives and groups with their resolved meta-attributes. */
final class Resources {

  /** A group, or a primitive of its own. */
  record Root(String id, int priority, List<Resource> members, boolean group) {}

  private final Cib cib;
  private final List<Root> roots = new ArrayList<>();
  private final Map<String, Resource> byId = new LinkedHashMap<>();
  private final Map<String, Map<String, String>> metas = new HashMap<>();
  private boolean canFence;

  Resources(Cib cib) throws InvalidCib, UnsupportedCib {
    this.cib = cib;
    this.canFence = Values.isTrue(cib.options().get("have-watchdog"));
    for (Element element : cib.section("resources").children()) {
      switch (element.name()) {
        case "primitive" -> {
          Resource resource = primitive(element, null, Map.of());
          int priority = resource.settings().meta().priority();
          roots.add(new Root(resource.id(), priority, List.of(resource), false));
        }
        case "group" -> group(element);
        case "template" -> {}
        default ->
            throw new UnsupportedCib("<%s id=\"%s\">".formatted(element.name(), element.id()));
      }
    }
  }

  private void group(Element group) throws InvalidCib, UnsupportedCib {
    Map<String, String> meta = new HashMap<>();
    cib.attributes().collect(group, "meta_attributes", false, meta);
    List<Resource> members = new ArrayList<>();
    for (Element child : group.children()) {
      if (child.is("primitive")) {
        members.add(primitive(child, group, meta));
      }
    }
    if (members.isEmpty()) {
      throw new InvalidCib("group %s has no members".formatted(group.id()));
    }
    for (String flag : List.of("ordered", "collocated")) {
      if (!Values.bool(flag, meta.get(flag), true)) {
        throw new UnsupportedCib("group %s with %s=false".formatted(group.id(), flag));
      }
    }
    defaults(meta);
    remember(group.id(), meta);
    roots.add(new Root(group.id(), settings(group.id(), meta).meta().priority(), members, true));
  }

  private Resource primitive(Element element, @Nullable Element parent, Map<String, String> group)
      throws InvalidCib, UnsupportedCib {
    String id = element.id();
    Element template = template(element);
    Element agent = template == null ? element : template;
    String agentClass = agent.get("class", "");
    canFence |= agentClass.equalsIgnoreCase("stonith");
    if (agent.get("type", "").equals("remote") && agent.get("provider", "").equals("pacemaker")) {
      throw new UnsupportedCib("remote node " + id);
    }
    Map<String, String> meta = new HashMap<>();
    cib.attributes().collect(merged(element, template), "meta_attributes", false, meta);
    group.forEach(meta::putIfAbsent);
    defaults(meta);
    refuse(id, meta);
    remember(id, meta);
    Resource resource =
        new Resource(
            id,
            settings(id, meta),
            Values.isTrue(meta.get("maintenance")),
            Resource.agentOf(agent),
            parameters(element, template, parent),
            operations(element, template));
    byId.put(id, resource);
    return resource;
  }

  private static Element merged(Element element, @Nullable Element template) {
    if (template == null) {
      return element;
    }
    Element merged = new Element(element.name(), Map.of());
    template.children().forEach(merged::add);
    element.children().forEach(merged::add);
    return merged;
  }

  private Map<String, String> parameters(
      Element element, @Nullable Element template, @Nullable Element parent)
      throws InvalidCib, UnsupportedCib {
    Map<String, String> parameters = new HashMap<>();
    Element own = merged(element, template);
    cib.attributes().collect(own, "instance_attributes", false, parameters);
    cib.attributes().collect(parent, "instance_attributes", false, parameters);
    Element defaults = cib.section("rsc_defaults");
    cib.attributes().collect(defaults, "instance_attributes", false, parameters);
    return parameters;
  }

  private void defaults(Map<String, String> meta) throws InvalidCib, UnsupportedCib {
    cib.attributes().collect(cib.section("rsc_defaults"), "meta_attributes", false, meta);
  }

  private void remember(String id, Map<String, String> meta) throws InvalidCib {
    if (metas.put(id, meta) != null) {
      throw new InvalidCib("two resources are called " + id);
    }
  }

  private static void refuse(String id, Map<String, String> meta) throws UnsupportedCib {
    for (String name : List.of("remote-node", "container", "role_after_failure")) {
      if (meta.containsKey(name)) {
        throw new UnsupportedCib("resource %s with %s".formatted(id, name));
      }
    }
    if (Values.isTrue(meta.get("allow-migrate"))) {
      throw new UnsupportedCib("live migration of resource " + id);
    }
    if (meta.getOrDefault("restart-type", "ignore").equalsIgnoreCase("restart")) {
      throw new UnsupportedCib("resource %s with restart-type=restart".formatted(id));
    }
  }

  private @Nullable Element template(Element element) throws InvalidCib {
    String name = element.get("template");
    if (name == null) {
      return null;
    }
    for (Element template : cib.section("resources").children("template")) {
      if (name.equals(template.get("id"))) {
        return template;
      }
    }
    throw new InvalidCib("resource %s: there is no template %s".formatted(element.id(), name));
  }

  private List<Element> operations(Element element, @Nullable Element template) throws InvalidCib {
    List<Element> own = ops(element);
    if (template == null) {
      return own;
    }
    List<Element> all = new ArrayList<>(own);
    for (Element op : ops(template)) {
      if (own.stream().noneMatch(o -> sameOperation(o, op))) {
        all.add(op);
      }
    }
    return all;
  }

  private List<Element> ops(Element element) throws InvalidCib {
    Element operations = element.child("operations");
    return operations == null ? List.of() : cib.references().resolve(operations).children("op");
  }

  /** A resource's own operation takes the place of a template's of the same name and role. */
  private static boolean sameOperation(Element a, Element b) {
    return a.get("name", "").equals(b.get("name", "")) && role(a).equals(role(b));
  }

  private static String role(Element op) {
    return op.get("role", "Started");
  }

  private static Settings settings(String id, Map<String, String> meta)
      throws InvalidCib, UnsupportedCib {
    boolean managed =
        Values.isDefault(meta.get("is-managed"))
            || Values.bool(id + ": is-managed", meta.get("is-managed"), true);
    managed &= !Values.isTrue(meta.get("maintenance"));
    boolean critical = meta.get("critical") == null || Values.isTrue(meta.get("critical"));
    return new Settings(meta(id, meta), managed, targetRole(id, meta), critical);
  }

  private static Meta meta(String id, Map<String, String> meta) throws InvalidCib {
    String stickiness = meta.get("resource-stickiness");
    String threshold = meta.get("migration-threshold");
    Score limit =
        Values.isDefault(threshold)
            ? Score.INFINITY
            : Values.score(id + ": migration-threshold", threshold);
    Duration timeout = Values.interval(id + ": failure-timeout", meta.get("failure-timeout"));
    return new Meta(
        Values.score(id + ": priority", meta.get("priority")).value(),
        Values.isDefault(stickiness)
            ? Score.ZERO
            : Values.score(id + ": resource-stickiness", stickiness),
        limit.value() < 0 ? Score.of(1) : limit,
        Duration.ofSeconds(timeout.toSeconds()));
  }

  private static TargetRole targetRole(String id, Map<String, String> meta)
      throws InvalidCib, UnsupportedCib {
    String role = meta.getOrDefault("target-role", "Started").toLowerCase(Locale.ROOT);
    return switch (role) {
      case "started", "default", "#default" -> TargetRole.STARTED;
      case "stopped" -> TargetRole.STOPPED;
      case "promoted", "unpromoted", "master", "slave" ->
          throw new UnsupportedCib("resource %s with target-role %s".formatted(id, role));
      default -> throw new InvalidCib("%s: unknown target-role '%s'".formatted(id, role));
    };
  }

  List<Root> roots() {
    return roots;
  }

  @Nullable Resource get(String id) {
    return byId.get(id);
  }

  /** Whether there is a group or primitive of that name. */
  boolean has(String id) {
    return metas.containsKey(id);
  }

  boolean isCritical(String id) {
    Map<String, String> meta = metas.getOrDefault(id, Map.of());
    return meta.get("critical") == null || Values.isTrue(meta.get("critical"));
  }

  boolean runsOnUnhealthy(String id) {
    return Values.isTrue(metas.getOrDefault(id, Map.of()).get("allow-unhealthy-nodes"));
  }

  boolean canFence() {
    return canFence;
  }
}
