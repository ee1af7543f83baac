package dev.handoff.events.rule;

import java.util.ArrayList;
import java.util.List;

/** Cuts the text of a rule into tokens. */
final class RuleLexer {

  /** What a token can be. */
  enum Kind {
    WORD,
    QUOTED,
    OPERATOR,
    OPEN,
    CLOSE,
    END
  }

  /** A token without its quotes, and where it begins. */
  record Token(Kind kind, String text, int index) {

    boolean is(String word) {
      return kind == Kind.WORD && text.equals(word);
    }

    /** As a message calls it where something else is needed. */
    String misplaced() {
      return kind == Kind.END ? "the rule ends here" : "'" + text + "' cannot stand in a rule here";
    }
  }

  static final int LONGEST = 1000;
  private static final String OPERATOR_CHARS = "<>=!";

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private RuleLexer(String text) {
    this.text = text;
  }

  /** The tokens of a text, the last of which is {@link Kind#END}. */
  static List<Token> tokens(String text) throws RuleMistake {
    if (text.length() > LONGEST) {
      String wrong = "a rule of " + text.length() + " characters";
      throw new RuleMistake(LONGEST, wrong, "at most " + LONGEST);
    }
    RuleLexer lexer = new RuleLexer(text);
    while (lexer.skipBlanks()) {
      lexer.token();
    }
    lexer.add(Kind.END, "", lexer.at);
    return lexer.tokens;
  }

  private boolean skipBlanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at < text.length();
  }

  private void token() throws RuleMistake {
    char c = text.charAt(at);
    if (c == '(' || c == ')') {
      add(c == '(' ? Kind.OPEN : Kind.CLOSE, String.valueOf(c), at++);
    } else if (c == '"' || c == '\'') {
      quoted(c);
    } else if (OPERATOR_CHARS.indexOf(c) >= 0) {
      int start = at;
      while (at < text.length() && OPERATOR_CHARS.indexOf(text.charAt(at)) >= 0) {
        at++;
      }
      add(Kind.OPERATOR, text.substring(start, at), start);
    } else {
      int start = at;
      while (at < text.length() && isWord(text.charAt(at))) {
        at++;
      }
      add(Kind.WORD, text.substring(start, at), start);
    }
  }

  private void quoted(char quote) throws RuleMistake {
    int start = at++;
    StringBuilder content = new StringBuilder();
    while (at < text.length() && text.charAt(at) != quote) {
      if (text.charAt(at) == '\\' && at + 1 < text.length()) {
        at++;
      }
      content.append(text.charAt(at++));
    }
    if (at == text.length()) {
      throw new RuleMistake(start, "a quote that is not closed", "the same quote at both ends");
    }
    at++;
    add(Kind.QUOTED, content.toString(), start);
  }

  static boolean isWord(char c) {
    return !Character.isWhitespace(c) && "()\"'".indexOf(c) < 0 && OPERATOR_CHARS.indexOf(c) < 0;
  }

  private void add(Kind kind, String content, int index) {
    tokens.add(new Token(kind, content, index));
  }
}
