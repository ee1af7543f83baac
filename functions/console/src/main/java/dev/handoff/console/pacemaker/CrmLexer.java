package dev.handoff.console.pacemaker;

import java.util.ArrayList;
import java.util.List;

/** Cuts the text of {@code crm configure show} into statements, and these into words. */
final class CrmLexer {

  /** A word without its quotes, and where it begins; {@code quoted} if it begins with one. */
  record Word(String text, int line, int column, boolean quoted) {

    boolean is(String other) {
      return !quoted && text.equalsIgnoreCase(other);
    }

    Malformed misplaced(String expected) {
      return new Malformed(
          line, column, "'" + Texts.shortened(text) + "' where " + expected + " is expected");
    }
  }

  private final String text;
  private final List<List<Word>> statements = new ArrayList<>();
  private List<Word> statement = new ArrayList<>();
  private int at;
  private int line = 1;
  private int lineStart;

  private CrmLexer(String text) {
    this.text = text;
  }

  /** The statements of a text, none of them empty. */
  static List<List<Word>> statements(String text) throws Malformed {
    CrmLexer lexer = new CrmLexer(text);
    while (lexer.at < text.length()) {
      lexer.next();
    }
    lexer.end();
    return lexer.statements;
  }

  private void next() throws Malformed {
    char c = text.charAt(at);
    if (c == '\n') {
      newLine();
      end();
    } else if (c == '\\' && isAtEndOfLine(at + 1)) {
      while (at < text.length() && text.charAt(at) != '\n') {
        at++;
      }
      if (at == text.length()) {
        throw new Malformed(line, column(at), "the text ends where a line is to be continued");
      }
      newLine();
    } else if (Character.isWhitespace(c)) {
      at++;
    } else if (c == '#' && statement.isEmpty()) {
      while (at < text.length() && text.charAt(at) != '\n') {
        at++;
      }
    } else {
      word();
    }
  }

  private boolean isAtEndOfLine(int index) {
    int i = index;
    while (i < text.length() && text.charAt(i) != '\n' && Character.isWhitespace(text.charAt(i))) {
      i++;
    }
    return i == text.length() || text.charAt(i) == '\n';
  }

  private void newLine() {
    at++;
    line++;
    lineStart = at;
  }

  private void end() {
    if (!statement.isEmpty()) {
      statements.add(statement);
      statement = new ArrayList<>();
    }
  }

  private int column(int index) {
    return index - lineStart + 1;
  }

  private void word() throws Malformed {
    int startColumn = column(at);
    int startLine = line;
    boolean quoted = isQuote(text.charAt(at));
    StringBuilder content = new StringBuilder();
    while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
      char c = text.charAt(at);
      // A quote opens at the beginning of a word or of a value; elsewhere it is a character.
      boolean opens = content.isEmpty() || text.charAt(at - 1) == '=';
      if (isQuote(c) && opens) {
        quotation(c, content);
      } else {
        content.append(c);
        at++;
      }
    }
    statement.add(new Word(content.toString(), startLine, startColumn, quoted));
  }

  private static boolean isQuote(char c) {
    return c == '"' || c == '\'';
  }

  private void quotation(char quote, StringBuilder content) throws Malformed {
    int openLine = line;
    int openColumn = column(at);
    at++;
    while (at < text.length() && text.charAt(at) != quote) {
      char c = text.charAt(at);
      if (c == '\\' && at + 1 < text.length() && isEscapable(text.charAt(at + 1))) {
        content.append(text.charAt(at + 1));
        at += 2;
      } else {
        if (c == '\n') {
          line++;
          lineStart = at + 1;
        }
        content.append(c);
        at++;
      }
    }
    if (at >= text.length()) {
      throw new Malformed(openLine, openColumn, "a quote that is not closed");
    }
    at++;
  }

  private static boolean isEscapable(char c) {
    return isQuote(c) || c == '\\';
  }
}
