package dev.handoff.events.yaml;

import dev.handoff.events.json.Kebab;
import dev.handoff.events.spec.Score;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Turns single values into what the spec means by them. What a plain word is (text, number, truth,
 * nothing) follows the core schema of YAML 1.2, as editors have it: {@code on}, {@code no} and
 * {@code 1:30} are text.
 *
 * <p>Every method reports what is wrong and then gives a value that no later check objects to:
 * empty text, zero, the first choice. Such a value never leaves the reader.
 */
final class Scalars {

  private static final Pattern NOTHING = Pattern.compile("~|null|Null|NULL|");
  private static final Pattern TRUTH = Pattern.compile("true|True|TRUE|false|False|FALSE");
  private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]+");
  private static final Pattern NUMBER =
      Pattern.compile(
          "[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?"
              + "|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?(\\.inf|\\.Inf|\\.INF)|\\.nan|\\.NaN|\\.NAN");

  private final Problems problems;

  Scalars(Problems problems) {
    this.problems = problems;
  }

  static boolean isNothing(Node node) {
    return node instanceof ScalarNode s && s.isPlain() && NOTHING.matcher(s.getValue()).matches();
  }

  /** A text of a given form; a number or truth has to be put in quotes to be one. */
  String text(Node node, String what, Forms form) {
    String value = word(node, what, form.allowed());
    if (value == null) {
      return "";
    }
    if (isPlain(node, NUMBER) || isPlain(node, TRUTH)) {
      String quotes = what + " is a number or truth value: " + value;
      problems.add(Place.of(node), quotes, "put it in quotes if it is meant as text");
      return "";
    }
    if (!form.matches(value)) {
      problems.add(Place.of(node), what + " cannot be " + Problems.quoted(value), form.allowed());
      return "";
    }
    return value;
  }

  /** A text that may look like a number: an argument, the value of a variable or an attribute. */
  String argument(Node node, String what) {
    String value = word(node, what, "text or a number");
    return value == null ? "" : value;
  }

  Duration duration(Node node, String what, Duration min, Duration max) {
    String value = word(node, what, Durations.ALLOWED);
    if (value == null) {
      return Duration.ZERO;
    }
    Duration duration = Durations.parse(value);
    if (duration == null) {
      boolean bare = WHOLE.matcher(value).matches();
      String wrong = bare ? what + " has no unit: " + value : what + notA("duration", value);
      problems.add(Place.of(node), wrong, Durations.ALLOWED);
      return Duration.ZERO;
    }
    if (duration.compareTo(min) < 0 || duration.compareTo(max) > 0) {
      String range = "from " + Durations.shown(min) + " to " + Durations.shown(max);
      problems.add(Place.of(node), what + " cannot be " + value, range);
      return Duration.ZERO;
    }
    return duration;
  }

  int whole(Node node, String what, int min, int max) {
    String range = "a whole number from " + min + " to " + max;
    String value = word(node, what, range);
    if (value == null) {
      return min;
    }
    if (!isPlain(node, WHOLE)) {
      problems.add(Place.of(node), what + notA("whole number", value), range);
      return min;
    }
    Long number = parsed(value);
    if (number == null || number < min || number > max) {
      problems.add(Place.of(node), what + " cannot be " + Problems.quoted(value), range);
      return min;
    }
    return number.intValue();
  }

  Score score(Node node, String what, Score min) {
    String range =
        "a whole number from "
            + (min.isMinusInfinity() ? "-1000000" : min)
            + " to 1000000"
            + (min.isMinusInfinity() ? ", INFINITY or -INFINITY" : " or INFINITY");
    String value = word(node, what, range);
    if (value == null) {
      return Score.ZERO;
    }
    Score score =
        switch (value) {
          case "INFINITY", "+INFINITY" -> Score.INFINITY;
          case "-INFINITY" -> Score.MINUS_INFINITY;
          default -> isPlain(node, WHOLE) ? finite(value) : null;
        };
    if (score == null || score.compareTo(min) < 0) {
      problems.add(Place.of(node), what + " cannot be " + Problems.quoted(value), range);
      return Score.ZERO;
    }
    return score;
  }

  boolean truth(Node node, String what) {
    String value = word(node, what, "true or false");
    if (value != null && !isPlain(node, TRUTH)) {
      problems.add(Place.of(node), what + " cannot be " + Problems.quoted(value), "true or false");
    }
    return value != null && value.equalsIgnoreCase("true");
  }

  <E extends Enum<E>> E choice(Node node, String what, Class<E> type) {
    List<E> constants = Arrays.asList(type.getEnumConstants());
    List<String> names = constants.stream().map(Kebab::of).toList();
    String value = choice(node, what, names);
    return constants.get(value == null ? 0 : names.indexOf(value));
  }

  /** One of the words, or null after a problem. */
  @Nullable String choice(Node node, String what, Collection<String> words) {
    String value = word(node, what, "one of " + String.join(", ", words));
    if (value == null || words.contains(value)) {
      return value;
    }
    problems.add(
        Place.of(node),
        what + " cannot be " + Problems.quoted(value),
        Suggestion.instead(value, words));
    return null;
  }

  private @Nullable String word(Node node, String what, String allowed) {
    if (!(node instanceof ScalarNode scalar)) {
      problems.add(Place.of(node), what + " is " + shape(node), allowed);
      return null;
    }
    if (isNothing(node)) {
      problems.add(Place.of(node), what + " is empty", allowed);
      return null;
    }
    if (!scalar.getTag().startsWith(Tag.PREFIX)) {
      String tag = what + " carries the tag " + Problems.quoted(scalar.getTag().getValue());
      problems.add(Place.of(node), tag, "a spec has no tags");
      return null;
    }
    return scalar.getValue();
  }

  /** What a node is, to follow "is" or "has". */
  static String shape(Node node) {
    if (isNothing(node)) {
      return "empty";
    }
    return switch (node.getNodeId()) {
      case scalar -> "a single value";
      case sequence -> node.getTag().equals(Tag.SEQ) ? "a list" : "a tagged list";
      case mapping -> node.getTag().equals(Tag.MAP) ? "a mapping" : "a tagged mapping";
      case anchor -> "an alias";
    };
  }

  private static String notA(String kind, String value) {
    return " is not a " + kind + ": " + Problems.quoted(value);
  }

  private static boolean isPlain(Node node, Pattern pattern) {
    return node instanceof ScalarNode scalar
        && scalar.getScalarStyle() == ScalarStyle.PLAIN
        && pattern.matcher(scalar.getValue()).matches();
  }

  private static @Nullable Score finite(String digits) {
    Long number = parsed(digits);
    return number == null || Math.abs(number) > Score.INFINITY.value() ? null : Score.of(number);
  }

  private static @Nullable Long parsed(String digits) {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException e) {
      return null; // more digits than any range of ours
    }
  }
}
