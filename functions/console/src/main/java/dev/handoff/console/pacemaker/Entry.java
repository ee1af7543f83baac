package dev.handoff.console.pacemaker;

import java.util.List;
import java.util.Map;

/** What the resources section of a configuration lists. */
public sealed interface Entry {

  String id();

  int line();

  Settings meta();

  /** A single resource. */
  record Primitive(
      String id,
      int line,
      Agent agent,
      Settings parameters,
      Settings meta,
      List<Operation> operations)
      implements Entry {
    public Primitive {
      operations = List.copyOf(operations);
    }

    /** This primitive with what it leaves to its template. */
    public Primitive with(Template template) {
      List<Operation> all = new java.util.ArrayList<>(operations);
      template.operations().stream()
          .filter(op -> operations.stream().noneMatch(op::isReplacedBy))
          .forEach(all::add);
      return new Primitive(
          id,
          line,
          template.agent(),
          parameters.orElse(template.parameters()),
          meta.orElse(template.meta()),
          all);
    }
  }

  /** What primitives may have in common. */
  record Template(Agent agent, Settings parameters, Settings meta, List<Operation> operations) {
    public Template {
      operations = List.copyOf(operations);
    }

    /** The template that a primitive would be. */
    public static Template of(Primitive shape) {
      return new Template(shape.agent(), shape.parameters(), shape.meta(), shape.operations());
    }
  }

  /** Primitives that run together. */
  record Group(String id, int line, Settings meta, List<Primitive> members) implements Entry {
    public Group {
      members = List.copyOf(members);
    }
  }

  /**
   * An entry that runs on many nodes.
   *
   * @param promotable whether its instances have two roles
   */
  record Clone(String id, int line, Settings meta, boolean promotable, Entry of) implements Entry {}

  /**
   * An operation of a primitive.
   *
   * @param name {@code start}, {@code stop}, {@code monitor} …
   */
  record Operation(String name, int line, Settings settings) {

    /** Whether an operation of a primitive takes the place of this one of its template. */
    boolean isReplacedBy(Operation own) {
      return name.equals(own.name) && role().equals(own.role());
    }

    private String role() {
      Settings.Setting role = settings.get("role");
      return role == null ? "Started" : role.value();
    }
  }

  /** A node of the cluster. */
  record Node(String name, int line, Settings attributes) {}

  /** The entries by their ids. */
  static Map<String, Entry> byId(List<Entry> entries) {
    Map<String, Entry> byId = new java.util.LinkedHashMap<>();
    entries.forEach(entry -> byId.putIfAbsent(entry.id(), entry));
    return byId;
  }
}
