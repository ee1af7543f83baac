package dev.handoff.console.pacemaker;

import dev.handoff.console.pacemaker.Settings.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The small print of pcs: {@code name=value} and remarks in parentheses. */
final class PcsPairs {

  private static final Pattern REMARK =
      Pattern.compile("\\(([a-zA-Z][a-zA-Z0-9-]*)[:=] ?([^()]*)\\)");

  /** A text without its remarks, and these: {@code (score:50) (id:x)}. */
  record Remarked(String text, Settings remarks) {}

  private PcsPairs() {}

  static Remarked remarked(String text, int line) {
    Map<String, Setting> remarks = new LinkedHashMap<>();
    Matcher matcher = REMARK.matcher(text);
    StringBuilder rest = new StringBuilder();
    while (matcher.find()) {
      remarks.putIfAbsent(matcher.group(1), new Setting(matcher.group(2).strip(), line));
      matcher.appendReplacement(rest, "");
    }
    matcher.appendTail(rest);
    return new Remarked(rest.toString().strip(), new Settings(remarks));
  }

  /** The words of a text; quotes keep blanks. */
  static List<String> words(String text, PcsLine line) throws Malformed {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    char quote = 0;
    boolean begun = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean escaped = quote == '"' && c == '\\' && i + 1 < text.length();
      if (escaped) {
        word.append(text.charAt(++i));
      } else if (quote != 0 ? c == quote : isOpening(text, i)) {
        quote = quote == 0 ? c : 0;
        begun = true;
      } else if (quote == 0 && Character.isWhitespace(c)) {
        if (begun || !word.isEmpty()) {
          words.add(word.toString());
        }
        word.setLength(0);
        begun = false;
      } else {
        word.append(c);
      }
    }
    if (quote != 0) {
      throw new Malformed(line.line(), line.indent() + 1, "a quote that is not closed");
    }
    if (begun || !word.isEmpty()) {
      words.add(word.toString());
    }
    return words;
  }

  /** A quote in the middle of a value is a character of it. */
  private static boolean isOpening(String text, int index) {
    char c = text.charAt(index);
    if (c != '"' && c != '\'') {
      return false;
    }
    char before = index == 0 ? ' ' : text.charAt(index - 1);
    return before == '=' || Character.isWhitespace(before);
  }

  /**
   * The pairs of a text. Older versions print a value with blanks without quotes, so a word that is
   * no pair belongs to the value before it.
   */
  static void collect(String text, PcsLine line, Map<String, Setting> into) throws Malformed {
    String last = "";
    for (String word : words(text, line)) {
      int equals = word.indexOf('=');
      Setting before = into.get(last);
      if (equals > 0) {
        last = word.substring(0, equals);
        into.putIfAbsent(last, new Setting(word.substring(equals + 1), line.line()));
      } else if (before != null) {
        into.put(last, new Setting(before.value() + " " + word, before.line()));
      } else {
        throw line.misplaced("name=value");
      }
    }
  }

  /**
   * The pairs of {@code Attributes: a=b c=d}, or of the lines below {@code Attributes: id}.
   *
   * @param draft told of what depends on a rule
   */
  static Settings settings(PcsLine line, Draft draft) throws Malformed {
    Map<String, Setting> settings = new LinkedHashMap<>();
    if (line.children().isEmpty() || line.rest().indexOf('=') > 0) {
      String rest = line.rest();
      if (line.children().isEmpty() && rest.indexOf('=') < 0) {
        return Settings.NONE;
      }
      boolean named = rest.indexOf('=') > rest.indexOf(' ') && rest.indexOf(' ') > 0;
      collect(named ? rest.substring(rest.indexOf(' ')) : rest, line, settings);
    }
    for (PcsLine child : line.children()) {
      if (child.text().startsWith("Rule")) {
        draft.unread(child.line(), line.label() + " that depend on a rule", "settings hold always");
        return Settings.NONE;
      }
      collect(child.text(), child, settings);
    }
    return new Settings(settings);
  }
}
