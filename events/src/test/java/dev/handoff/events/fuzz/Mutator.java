package dev.handoff.events.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Damages good input. What comes out depends on the seed alone: characters, words, lines and, where
 * the input is JSON, its structure are lost, doubled, moved, or put in the place of others.
 */
public final class Mutator {

  private static final List<String> SPLINTERS =
      List.of(
          "[",
          "]",
          "{",
          "}",
          ": ",
          "- ",
          ",",
          "\n",
          "\r\n",
          "  ",
          "\"",
          "'",
          "&a ",
          "*a",
          "!x ",
          "!!java.lang.Runtime ",
          "|\n",
          ">-\n",
          "# ",
          "? ",
          "<<: *a\n",
          "---\n",
          "...\n",
          "%YAML",
          "\t",
          "<",
          ">",
          "/>",
          "</",
          "&amp;",
          "&x;",
          "<![CDATA[",
          "]]>",
          "<!--",
          "<?x ?>",
          "=",
          "(",
          ")",
          "\\",
          "\\u0000",
          "inf:",
          "rule",
          "and ",
          "or ",
          "not defined ",
          "lt ",
          "--",
          ";");

  private final SplittableRandom random;
  private final List<String> seeds;

  /**
   * Begins.
   *
   * @param seeds good input, of which at least one; parts of one may end up in another
   */
  public Mutator(List<String> seeds, long seed) {
    this.seeds = List.copyOf(seeds);
    this.random = new SplittableRandom(seed);
  }

  /** The next input. */
  public String next() {
    String text = seeds.get(random.nextInt(seeds.size()));
    JsonMutations json = new JsonMutations(random);
    for (int i = random.nextInt(1, 5); i > 0; i--) {
      text =
          switch (random.nextInt(4)) {
            case 0 -> characters(text);
            case 1 -> lines(text);
            case 2 -> words(text);
            default -> json.mutate(text);
          };
    }
    return text;
  }

  private String characters(String text) {
    if (text.isEmpty()) {
      return Nasty.text(random);
    }
    int from = random.nextInt(text.length());
    int to = Math.min(text.length(), from + random.nextInt(1, 60));
    String head = text.substring(0, from);
    String tail = text.substring(from);
    return switch (random.nextInt(8)) {
      case 0 -> head;
      case 1 -> head + text.substring(to);
      case 2 -> text.substring(0, to) + tail;
      case 3 -> head + (char) random.nextInt(0x10000) + tail.substring(1);
      case 4 -> head + splinter() + tail;
      case 5 -> head + splinter().repeat(random.nextInt(1, 5_000)) + tail;
      case 6 -> head + Nasty.text(random) + tail;
      default -> {
        String other = seeds.get(random.nextInt(seeds.size()));
        int at = other.isEmpty() ? 0 : random.nextInt(other.length());
        yield head + other.substring(at, Math.min(other.length(), at + 200)) + tail;
      }
    };
  }

  private String splinter() {
    return SPLINTERS.get(random.nextInt(SPLINTERS.size()));
  }

  /** What matters where lines and indentation do. */
  private String lines(String text) {
    List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
    int at = random.nextInt(lines.size());
    String line = lines.get(at);
    switch (random.nextInt(9)) {
      case 0 -> lines.remove(at);
      case 1 -> lines.add(random.nextInt(lines.size() + 1), line);
      case 2 -> lines.set(at, "  " + line);
      case 3 -> lines.set(at, line.strip());
      case 4 -> lines.add(at, line.replaceFirst("\\S.*", "&a [*a, *a]"));
      case 5 -> lines.set(at, line.replaceFirst(":.*", ": " + quoted(value())));
      case 6 -> lines.set(at, line.replaceFirst(": ", ": &a "));
      case 7 -> {
        return text.replace("\n", "\r\n");
      }
      default -> {
        return "\ufeff" + text;
      }
    }
    return String.join("\n", lines);
  }

  private static String quoted(String value) {
    return value.replace("\\", "\\\\").replace("$", "\\$");
  }

  private String value() {
    return random.nextInt(2) == 0 ? Nasty.number(random) : Nasty.text(random);
  }

  /** A word (a number, a name, a quoted text) is replaced by another, or by a nasty one. */
  private String words(String text) {
    List<int[]> words = new ArrayList<>();
    for (int i = 0; i < text.length(); i++) {
      int from = i;
      while (i < text.length() && isWordPart(text.charAt(i))) {
        i++;
      }
      if (i > from) {
        words.add(new int[] {from, i});
      }
    }
    if (words.isEmpty()) {
      return text;
    }
    int[] word = words.get(random.nextInt(words.size()));
    int[] other = words.get(random.nextInt(words.size()));
    String by = random.nextInt(3) == 0 ? text.substring(other[0], other[1]) : value();
    return text.substring(0, word[0]) + by + text.substring(word[1]);
  }

  private static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '.';
  }
}
