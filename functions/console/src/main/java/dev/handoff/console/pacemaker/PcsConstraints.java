package dev.handoff.console.pacemaker;

import dev.handoff.console.pacemaker.Constraint.Colocation;
import dev.handoff.console.pacemaker.Constraint.Kind;
import dev.handoff.console.pacemaker.Constraint.Location;
import dev.handoff.console.pacemaker.Constraint.Order;
import dev.handoff.console.pacemaker.Constraint.Where;
import dev.handoff.console.pacemaker.PcsPairs.Remarked;
import dev.handoff.console.pacemaker.Settings.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads constraints as {@code pcs config} prints them, before and since 0.11. */
final class PcsConstraints {

  private static final String ROLE = "(?:(?<role>\\w+) )?";

  private static final Pattern LOCATION =
      Pattern.compile(
          ROLE
              + "resource(?<pattern> pattern)? '(?<rsc>[^']+)'"
              + "(?: (?<likes>prefers|avoids) node '(?<node>[^']+)' with score (?<score>\\S+))?");
  private static final Pattern COLOCATION =
      Pattern.compile(
          ROLE + "resource '(?<rsc>[^']+)' with (?:(?<withRole>\\w+) )?resource '(?<with>[^']+)'");
  private static final Pattern ORDER =
      Pattern.compile(
          "(?:(?<action>\\w+) )?resource '(?<first>[^']+)'"
              + " then (?:(?<thenAction>\\w+) )?resource '(?<then>[^']+)'");
  private static final Pattern OLD_COLOCATION = Pattern.compile("(?<rsc>\\S+) with (?<with>\\S+)");
  private static final Pattern OLD_ORDER =
      Pattern.compile(
          "(?:(?<action>\\w+) )?(?<first>\\S+) then (?:(?<thenAction>\\w+) )?(?<then>\\S+)");

  private final Draft draft;
  private final PcsSets sets;

  PcsConstraints(Draft draft) {
    this.draft = draft;
    this.sets = new PcsSets(draft);
  }

  void read(PcsLine section) throws Malformed {
    for (PcsLine line : section.children()) {
      if (line.label().equals("Resource Sets")) {
        sets.inLines(line, section.label().startsWith("Order") ? Kind.ORDER : Kind.COLOCATION);
        continue;
      }
      switch (section.label()) {
        case "Location Constraints" -> location(line);
        case "Location Set Constraints" ->
            draft.unread(line.line(), line.text(), "write a location for each group");
        case "Colocation Constraints" -> colocation(line);
        case "Ordering Constraints", "Order Constraints" -> order(line);
        case "Colocation Set Constraints" -> sets.inBlock(line, Kind.COLOCATION);
        default -> sets.inBlock(line, Kind.ORDER);
      }
    }
  }

  private void location(PcsLine line) throws Malformed {
    if (line.label().equals("Resource")) {
      for (PcsLine child : line.children()) {
        oldLocation(line.rest(), child);
      }
      return;
    }
    Remarked remarked = PcsPairs.remarked(line.text(), line.line());
    Matcher match = LOCATION.matcher(remarked.text());
    if (line.label().equals("Resource pattern")
        || (match.matches() && match.group("pattern") != null)) {
      draft.unread(
          line.line(),
          "location of " + Texts.shortened(line.text()),
          "patterns of names: write a location for each group");
      return;
    }
    if (!match.matches()) {
      throw line.misplaced("resource 'name' prefers node 'name' with score …");
    }
    String id = id(remarked);
    Map<String, Setting> settings = pairsBelow(line);
    put(settings, "role", match.group("role"), line);
    if (match.group("node") == null) {
      rules(match.group("rsc"), id, line, settings);
      return;
    }
    boolean avoids = match.group("likes").equals("avoids");
    put(settings, "score", (avoids ? "-" : "") + match.group("score"), line);
    add(id, line, match.group("rsc"), new Where.On(match.group("node")), settings);
  }

  private void add(
      String id, PcsLine line, String resource, Where where, Map<String, Setting> settings)
      throws Malformed {
    draft.constraint(new Location(id, line.line(), resource, where, new Settings(settings)));
  }

  /** {@code Enabled on: node (score:50)}, or the nodes on lines of their own. */
  private void oldLocation(String resource, PcsLine line) throws Malformed {
    String label = line.label().replaceFirst(" \\(.*", "");
    switch (label) {
      case "Enabled on", "Disabled on" -> {
        if (!line.rest().isEmpty()) {
          onNode(resource, line, line.rest());
        }
        for (PcsLine node : line.children()) {
          onNode(resource, node, node.label().equals("Node") ? node.rest() : node.text());
        }
      }
      case "Constraint" -> {
        Remarked remarked = PcsPairs.remarked(line.rest(), line.line());
        Map<String, Setting> settings = new LinkedHashMap<>(remarked.remarks().byName());
        rules(resource, remarked.text(), line, settings);
      }
      default -> throw line.misplaced("Enabled on:, Disabled on: or Constraint:");
    }
  }

  private void onNode(String resource, PcsLine line, String text) throws Malformed {
    Remarked remarked = PcsPairs.remarked(text, line.line());
    if (remarked.text().isEmpty() || remarked.text().indexOf(' ') >= 0) {
      throw line.misplaced("the name of a node");
    }
    Map<String, Setting> settings = new LinkedHashMap<>(remarked.remarks().byName());
    String id = id(remarked);
    settings.remove("id");
    add(id, line, resource, new Where.On(remarked.text()), settings);
  }

  private void rules(String resource, String id, PcsLine line, Map<String, Setting> settings)
      throws Malformed {
    List<PcsLine> rules = new ArrayList<>();
    for (PcsLine child : line.children()) {
      if (child.text().startsWith("Rules")) {
        rules.addAll(child.children());
      } else if (child.text().startsWith("Rule")) {
        rules.add(child);
      }
    }
    if (rules.isEmpty()) {
      throw line.misplaced("a rule or a node");
    }
    for (PcsLine rule : rules) {
      Map<String, Setting> own = new LinkedHashMap<>(settings);
      try {
        PcsRule read = new PcsRule(rule);
        own.putAll(read.options().byName());
        own.remove("boolean-op");
        add(id, line, resource, new Where.By(read.read()), own);
      } catch (NoCounterpart e) {
        draft.unread(rule.line(), "location " + id, "its rule has " + e.getMessage());
      }
    }
  }

  private static String id(Remarked remarked) {
    Setting id = remarked.remarks().get("id");
    return id == null ? "" : id.value();
  }

  private static void put(
      Map<String, Setting> settings, String name, @Nullable String value, PcsLine line) {
    if (value != null) {
      settings.put(name, new Setting(value, line.line()));
    }
  }

  /** Lines below that are neither rules nor anything with a colon. */
  private Map<String, Setting> pairsBelow(PcsLine line) throws Malformed {
    Map<String, Setting> settings = new LinkedHashMap<>();
    for (PcsLine child : line.children()) {
      if (child.text().startsWith("Lifetime")) {
        draft.unread(child.line(), "a lifetime of a constraint", "obsolete in Pacemaker itself");
      } else if (!child.text().startsWith("Rule")) {
        PcsPairs.collect(child.text(), child, settings);
      }
    }
    return settings;
  }

  private void colocation(PcsLine line) throws Malformed {
    Remarked remarked = PcsPairs.remarked(line.text(), line.line());
    Matcher match = COLOCATION.matcher(remarked.text());
    Matcher old = OLD_COLOCATION.matcher(remarked.text());
    Map<String, Setting> settings = pairsBelow(line);
    if (match.matches()) {
      put(settings, "rsc-role", match.group("role"), line);
      put(settings, "with-rsc-role", match.group("withRole"), line);
    } else if (!old.matches()) {
      throw line.misplaced("name with name");
    }
    remarked.remarks().byName().forEach(settings::putIfAbsent);
    settings.remove("id");
    Matcher found = match.matches() ? match : old;
    draft.constraint(
        new Colocation(
            id(remarked),
            line.line(),
            found.group("rsc"),
            found.group("with"),
            new Settings(settings)));
  }

  private void order(PcsLine line) throws Malformed {
    boolean oneWay = line.text().contains("(non-symmetrical)");
    Remarked remarked =
        PcsPairs.remarked(line.text().replace("(non-symmetrical)", ""), line.line());
    Matcher match = ORDER.matcher(remarked.text());
    Matcher found = match.matches() ? match : OLD_ORDER.matcher(remarked.text());
    if (!found.matches()) {
      throw line.misplaced("start name then start name");
    }
    Map<String, Setting> settings = pairsBelow(line);
    remarked.remarks().byName().forEach(settings::putIfAbsent);
    settings.remove("id");
    Setting options = settings.remove("Options");
    if (options != null) {
      PcsPairs.collect(options.value(), line, settings);
    }
    put(settings, "symmetrical", oneWay ? "false" : null, line);
    put(settings, "first-action", found.group("action"), line);
    put(settings, "then-action", found.group("thenAction"), line);
    draft.constraint(
        new Order(
            id(remarked),
            line.line(),
            found.group("first"),
            found.group("then"),
            new Settings(settings)));
  }
}
