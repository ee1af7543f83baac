package dev.handoff.console.pacemaker;

import dev.handoff.console.pacemaker.CrmLexer.Word;
import dev.handoff.console.pacemaker.Draft.Section;
import dev.handoff.console.pacemaker.Entry.Clone;
import dev.handoff.console.pacemaker.Entry.Group;
import dev.handoff.console.pacemaker.Entry.Node;
import dev.handoff.console.pacemaker.Entry.Primitive;
import dev.handoff.console.pacemaker.Entry.Template;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads what {@code crm configure show} prints. The same statements after the words {@code crm
 * configure}, as people keep them in notes and scripts, are read as well.
 */
public final class CrmReader {

  private static final Map<String, String> ELSEWHERE =
      Map.of(
          "fencing_topology", "the controller fences by itself: fence: stop",
          "rsc_ticket", "a cluster lives in one place",
          "tag", "constraints name groups and resources",
          "alert", "people are told through the topic of 'alerts'",
          "user", "who may do what is the cloud's business",
          "role", "who may do what is the cloud's business",
          "acl_target", "who may do what is the cloud's business",
          "acl_group", "who may do what is the cloud's business",
          "bundle", "containers are not managed; a service may run one",
          "xml", "give the CIB itself to 'handoff import'");

  private static final Set<String> STATEMENTS =
      Set.of(
          "node",
          "primitive",
          "group",
          "clone",
          "ms",
          "master",
          "rsc_template",
          "location",
          "colocation",
          "collocation",
          "order",
          "property",
          "rsc_defaults",
          "op_defaults");

  private final Draft draft = new Draft("crm configure show");
  private final Map<String, Template> templates = new HashMap<>();
  private final List<Holder> holders = new ArrayList<>();

  /** A group or a clone, which may stand before what it holds. */
  private record Holder(String keyword, Word id, List<Word> members, Settings meta) {}

  private CrmReader() {}

  /** Whether a line begins as crm's statements do. */
  public static boolean begins(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    return STATEMENTS.contains(lower) || ELSEWHERE.containsKey(lower) || lower.equals("crm");
  }

  /** Reads the text. */
  public static Configuration read(String text) throws Malformed {
    CrmReader reader = new CrmReader();
    List<List<Word>> statements = CrmLexer.statements(text);
    for (List<Word> statement : statements) {
      reader.templates(bare(statement));
    }
    for (List<Word> statement : statements) {
      reader.statement(bare(statement));
    }
    for (Holder holder : reader.holders) {
      reader.resolve(holder);
    }
    return reader.draft.configuration();
  }

  private static List<Word> bare(List<Word> words) throws Malformed {
    int at = 0;
    while (at < words.size()
        && (words.get(at).is("crm") || words.get(at).is("configure") || words.get(at).is("-F"))) {
      at++;
    }
    if (at == words.size()) {
      throw words.getLast().misplaced("a statement of crm");
    }
    return words.subList(at, words.size());
  }

  private void templates(List<Word> words) throws Malformed {
    if (words.getFirst().is("rsc_template")) {
      Primitive shape = primitive(words);
      templates.put(shape.id(), Template.of(shape));
    }
  }

  private void statement(List<Word> words) throws Malformed {
    Word keyword = words.getFirst();
    String name = keyword.text().toLowerCase(Locale.ROOT);
    switch (name) {
      case "node" -> node(words);
      case "primitive" -> draft.resource(primitive(words));
      case "rsc_template" -> {}
      case "group", "clone", "ms", "master" -> holder(words, name);
      case "location", "colocation", "collocation", "order" ->
          new CrmConstraints(words, draft).read();
      case "property" -> settings(Section.PROPERTIES, words);
      case "rsc_defaults" -> settings(Section.META, words);
      case "op_defaults" -> settings(Section.OPERATIONS, words);
      default -> {
        String why = ELSEWHERE.get(name);
        if (why == null || keyword.quoted()) {
          throw keyword.misplaced("a statement of crm");
        }
        String id = words.size() > 1 ? " " + Texts.shortened(words.get(1).text()) : "";
        draft.unread(keyword.line(), name + id, why);
      }
    }
  }

  private void settings(Section section, List<Word> words) throws Malformed {
    CrmStatement statement = statementOf(words);
    refuseRest(statement, 0, "name=value");
    draft.settings(section, statement.settings("params").orElse(statement.settings("meta")));
  }

  private CrmStatement statementOf(List<Word> words) throws Malformed {
    List<Word> rest = new ArrayList<>(words.subList(1, words.size()));
    rest.removeIf(word -> word.text().endsWith("-options:") || word.text().startsWith("$id="));
    CrmStatement statement = new CrmStatement(rest, draft);
    leave(words.getFirst(), statement, "utilization", "nodes are not counted by capacity");
    return statement;
  }

  private void leave(Word keyword, CrmStatement statement, String section, String why)
      throws Malformed {
    for (var entry : statement.settings(section).byName().entrySet()) {
      String what = "%s: %s %s".formatted(keyword.text(), section, entry.getKey());
      draft.unread(entry.getValue().line(), what, why);
    }
  }

  private static void refuseRest(CrmStatement statement, int used, String expected)
      throws Malformed {
    if (statement.head().size() > used) {
      throw statement.head().get(used).misplaced(expected);
    }
  }

  private void node(List<Word> words) throws Malformed {
    CrmStatement statement = statementOf(words);
    List<Word> head = statement.head();
    // The number that corosync gave the node, and a colon.
    boolean numbered = head.size() > 1 && head.getFirst().text().endsWith(":");
    Word name = numbered ? head.get(1) : first(words, head, "the name of a node");
    refuseRest(statement, numbered ? 2 : 1, "'attributes'");
    String[] parts = name.text().split(":", 2);
    if (parts.length == 2 && !parts[1].equals("member") && !parts[1].equals("normal")) {
      draft.unread(
          name.line(), "node " + name.text(), "every node of a cluster runs a beacon of its own");
      return;
    }
    Settings attributes = statement.settings("attributes").orElse(statement.settings("params"));
    draft.node(new Node(parts[0], name.line(), attributes));
  }

  private static Word first(List<Word> words, List<Word> head, String expected) throws Malformed {
    if (head.isEmpty()) {
      throw new Malformed(
          words.getLast().line(), words.getLast().column(), "the statement lacks " + expected);
    }
    return head.getFirst();
  }

  private Primitive primitive(List<Word> words) throws Malformed {
    CrmStatement statement = statementOf(words);
    Word id = first(words, statement.head(), "the name of a resource");
    if (statement.head().size() < 2) {
      throw new Malformed(id.line(), id.column(), "resource '" + id.text() + "' has no agent");
    }
    Word agent = statement.head().get(1);
    refuseRest(statement, 2, "'params', 'meta' or 'op'");
    boolean templated = agent.text().startsWith("@");
    Primitive own =
        new Primitive(
            id.text(),
            id.line(),
            templated ? new Agent("", "", "") : Agent.named(agent.text()),
            statement.settings("params"),
            statement.settings("meta"),
            statement.operations());
    if (!templated) {
      return own;
    }
    Template template = templates.get(agent.text().substring(1));
    if (template == null) {
      throw agent.misplaced("an agent or a template that is there");
    }
    return own.with(template);
  }

  private void holder(List<Word> words, String keyword) throws Malformed {
    CrmStatement statement = statementOf(words);
    Word id = first(words, statement.head(), "a name");
    List<Word> members = statement.head().subList(1, statement.head().size());
    if (members.isEmpty()) {
      throw new Malformed(id.line(), id.column(), keyword + " '" + id.text() + "' holds nothing");
    }
    leave(id, statement, "params", "parameters belong to a resource");
    holders.add(new Holder(keyword, id, members, statement.settings("meta")));
  }

  /** crm prints groups before the clones that hold them. */
  private void resolve(Holder holder) throws Malformed {
    String id = holder.id().text();
    int line = holder.id().line();
    List<Entry> held = new ArrayList<>();
    for (Word member : holder.members()) {
      Entry entry = draft.removed(member.text());
      if (entry == null) {
        throw member.misplaced("a resource that no other group holds");
      }
      held.add(entry);
    }
    if (!holder.keyword().equals("group")) {
      if (held.size() > 1) {
        throw holder.members().get(1).misplaced("one resource or group only");
      }
      draft.resource(
          new Clone(id, line, holder.meta(), !holder.keyword().equals("clone"), held.getFirst()));
      return;
    }
    List<Primitive> members = new ArrayList<>();
    for (Entry entry : held) {
      if (!(entry instanceof Primitive primitive)) {
        throw new Malformed(line, 0, "group '" + id + "' holds more than primitives");
      }
      members.add(primitive);
    }
    draft.resource(new Group(id, line, holder.meta(), members));
  }
}
