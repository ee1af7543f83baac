package dev.handoff.events.yaml;

import dev.handoff.events.spec.Score;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * One mapping of the file and what its keys say. A key is known once it was asked for, so after the
 * last question {@link #refuseUnknown} can tell which keys nobody understands.
 */
public final class Fields {

  /** A key with its value. */
  public record Entry(String key, Place place, Node value) {}

  private static final String MERGE = "<<";

  private final String what;
  private final Place place;
  private final Problems problems;
  private final Scalars scalars;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Set<String> known = new LinkedHashSet<>();
  private boolean readable = true;

  private Fields(String what, Place place, Problems problems) {
    this.what = what;
    this.place = place;
    this.problems = problems;
    this.scalars = new Scalars(problems);
  }

  /**
   * The mapping of a node. A node that is none is reported, and then no key of it is missed.
   *
   * @param what the mapping as messages call it, for example {@code group 'front'}
   */
  public static Fields of(Node node, String what, Problems problems) {
    Fields fields = new Fields(what, Place.of(node), problems);
    if (!(node instanceof MappingNode mapping) || !node.getTag().equals(Tag.MAP)) {
      fields.readable = false;
      problems.add(
          fields.place, what + " is " + Scalars.shape(node), "a mapping of keys to values");
    } else {
      mapping.getValue().forEach(fields::enter);
    }
    return fields;
  }

  /** As {@link #of}, where nothing at all is as good as an empty mapping. */
  static Fields ofOptional(Node node, String what, Problems problems) {
    return Scalars.isNothing(node)
        ? new Fields(what, Place.of(node), problems)
        : of(node, what, problems);
  }

  /** The same mapping, now that more is known of what it is. */
  Fields named(String better, String... asked) {
    Fields fields = new Fields(better, place, problems);
    fields.entries.putAll(entries);
    fields.known.addAll(List.of(asked));
    fields.readable = readable;
    return fields;
  }

  private void enter(NodeTuple tuple) {
    Node keyNode = tuple.getKeyNode();
    Place at = Place.of(keyNode);
    if (!(keyNode instanceof ScalarNode scalar)) {
      String wrong = what + " has " + Scalars.shape(keyNode) + " as a key";
      problems.add(at, wrong, "keys are words");
      return;
    }
    String key = scalar.getValue();
    if (key.equals(MERGE)) {
      readable = false; // what it would bring along must not be missed
      problems.add(at, what + " has a merge key '<<'", "YAML 1.2 has none: write the keys out");
      return;
    }
    Entry first = entries.putIfAbsent(key, new Entry(key, at, tuple.getValueNode()));
    if (first != null) {
      String twice = " appears twice in " + what + ", first at " + first.place();
      problems.add(at, Problems.quoted(key) + twice, "each key once");
    }
  }

  /** Whether it is a mapping at all. */
  public boolean readable() {
    return readable;
  }

  /** Where the mapping begins. */
  public Place place() {
    return place;
  }

  /** Where a key's value is, or the mapping itself if the key is missing. */
  public Place placeOf(String key) {
    Entry entry = entries.get(key);
    return entry == null ? place : Place.of(entry.value());
  }

  /** Whether a key is there; that does not count as asking for it. */
  public boolean has(String key) {
    return entries.containsKey(key);
  }

  /** Everything in the mapping: for mappings whose keys are names that the file gives. */
  public Collection<Entry> entries() {
    return entries.values();
  }

  /** The value of a key, or null if the key is missing. */
  public @Nullable Node optional(String key) {
    known.add(key);
    Entry entry = entries.get(key);
    return entry == null ? null : entry.value();
  }

  /** The value of a key; a missing one is reported and null. */
  public @Nullable Node required(String key) {
    Node node = optional(key);
    if (node == null && readable) {
      problems.add(place, what + " has no '" + key + "'", "'" + key + "' is required");
    }
    return node;
  }

  /** A required text; empty after a problem. */
  public String text(String key, Forms form) {
    Node node = required(key);
    return node == null ? "" : scalars.text(node, its(key), form);
  }

  /** A text, or null if it is not there; empty after a problem. */
  public @Nullable String optionalText(String key, Forms form) {
    Node node = optional(key);
    return node == null ? null : scalars.text(node, its(key), form);
  }

  /** A text that may look like a number, or null if it is not there; empty after a problem. */
  public @Nullable String optionalArgument(String key) {
    Node node = optional(key);
    return node == null ? null : scalars.argument(node, its(key));
  }

  /** A duration within a range, both ends included; zero after a problem. */
  public Duration duration(String key, Duration absent, Duration min, Duration max) {
    Node node = optional(key);
    return node == null ? absent : scalars.duration(node, its(key), min, max);
  }

  /** A whole number within a range, or null if it is not there. */
  public @Nullable Integer optionalWhole(String key, int min, int max) {
    Node node = optional(key);
    return node == null ? null : (Integer) scalars.whole(node, its(key), min, max);
  }

  /** A whole number within a range, both ends included. */
  public int whole(String key, int absent, int min, int max) {
    Integer value = optionalWhole(key, min, max);
    return value == null ? absent : value;
  }

  Score score(String key) {
    Node node = required(key);
    return node == null ? Score.ZERO : scalars.score(node, its(key), Score.MINUS_INFINITY);
  }

  Score score(String key, Score absent, Score min) {
    Node node = optional(key);
    return node == null ? absent : scalars.score(node, its(key), min);
  }

  boolean truth(String key, boolean absent) {
    Node node = optional(key);
    return node == null ? absent : scalars.truth(node, its(key));
  }

  /** True or false, or null if it is not there. */
  @Nullable Boolean optionalTruth(String key) {
    Node node = optional(key);
    return node == null ? null : (Boolean) scalars.truth(node, its(key));
  }

  /** One of an enum's constants, spelt in kebab case. */
  public <E extends Enum<E>> E choice(String key, E absent) {
    Node node = optional(key);
    return node == null ? absent : scalars.choice(node, its(key), absent.getDeclaringClass());
  }

  /** One of the words, or null if it is missing or wrong, which is then reported. */
  public @Nullable String oneOf(String key, Collection<String> words) {
    Node node = required(key);
    return node == null ? null : scalars.choice(node, its(key), words);
  }

  /** The elements of a list with at least one; a missing or wrong list is reported. */
  public List<Node> list(String key, String example) {
    Node node = required(key);
    return node == null ? List.of() : some(node, key, example);
  }

  /** The elements of a list, of which there may be none. */
  List<Node> elements(Node node, String key, String example) {
    if (!(node instanceof SequenceNode sequence) || !node.getTag().equals(Tag.SEQ)) {
      problems.add(Place.of(node), its(key) + " is " + Scalars.shape(node), "a list: " + example);
      return List.of();
    }
    return sequence.getValue();
  }

  /** The elements of a list that has at least one. */
  public List<Node> some(Node node, String key, String example) {
    List<Node> elements = elements(node, key, example);
    if (elements.isEmpty() && node instanceof SequenceNode) {
      problems.add(Place.of(node), its(key) + " is an empty list", "at least one: " + example);
    }
    return elements;
  }

  /** A list of texts of one form, at least one. */
  public List<String> texts(String key, Forms form, String example) {
    return list(key, example).stream()
        .map(element -> scalars.text(element, "an element of " + its(key), form))
        .toList();
  }

  /** A program and its arguments. */
  public List<String> command(String key) {
    Node node = required(key);
    return node == null ? List.of() : command(node, key);
  }

  List<String> command(Node node, String key) {
    List<String> words = new ArrayList<>();
    for (Node word : some(node, key, "[/path/to/program, argument]")) {
      words.add(scalars.argument(word, "an argument in " + its(key)));
      if (words.size() == 1 && word instanceof ScalarNode program && isBlankText(program)) {
        problems.add(Place.of(word), its(key) + " names no program", "[/path/to/program]");
      }
    }
    return words;
  }

  private static boolean isBlankText(ScalarNode node) {
    return !Scalars.isNothing(node) && node.getValue().isBlank();
  }

  /** Free names and their values. */
  SortedMap<String, String> strings(String key, Forms names) {
    SortedMap<String, String> strings = new TreeMap<>();
    Node node = optional(key);
    if (node != null) {
      for (Entry entry : of(node, its(key), problems).entries()) {
        checkName(entry, "a name in " + its(key), names);
        String value = "'" + entry.key() + "' in " + its(key);
        strings.put(entry.key(), scalars.argument(entry.value(), value));
      }
    }
    return strings;
  }

  void checkName(Entry entry, String name, Forms form) {
    if (!form.matches(entry.key())) {
      String wrong = name + " cannot be " + Problems.quoted(entry.key());
      problems.add(entry.place(), wrong, form.allowed());
    }
  }

  /** Reports every key that was never asked for. */
  public void refuseUnknown() {
    for (Entry entry : entries.values()) {
      if (!known.contains(entry.key()) && !problems.full()) {
        problems.add(
            entry.place(),
            "unknown key " + Problems.quoted(entry.key()) + " in " + what,
            Suggestion.instead(entry.key(), known));
      }
    }
  }

  private String its(String key) {
    return "'" + key + "' of " + what;
  }
}
