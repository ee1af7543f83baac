package dev.handoff.events.yaml;

import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Finds a character of a scalar's value in the file. Between the two lie quotes, escapes, and line
 * breaks that YAML folds; all of these only add, remove or alter blanks, so the characters that are
 * not blank correspond one to one.
 */
final class ScalarPlace {

  private final int[] source;
  private int at;

  private ScalarPlace(String source, int start) {
    this.source = source.codePoints().toArray();
    this.at = start;
  }

  /**
   * Where a character stands.
   *
   * @param index into the node's value; one past its end stands for the place behind it
   * @param source the whole text that the node was composed from
   */
  static Place of(ScalarNode node, int index, String source) {
    String value = node.getValue();
    long before = visible(value.substring(0, index));
    boolean onVisible = index < value.length() && !Character.isWhitespace(value.charAt(index));
    ScalarPlace walk = new ScalarPlace(source, node.getStartMark().getIndex());
    walk.enter(node);
    for (long i = 0; i < before; i++) {
      walk.skipBlanks(node);
      walk.at += walk.length(node);
    }
    if (onVisible) {
      walk.skipBlanks(node);
    }
    return walk.place(node);
  }

  private static long visible(String text) {
    return text.codePoints().filter(c -> !Character.isWhitespace(c)).count();
  }

  /** Passes anchor and tag, and the quote or the header of a block. */
  private void enter(ScalarNode node) {
    while (peek(0) == '&' || peek(0) == '!') {
      while (at < source.length && !Character.isWhitespace(source[at])) {
        at++;
      }
      while (at < source.length && Character.isWhitespace(source[at])) {
        at++;
      }
    }
    switch (node.getScalarStyle()) {
      case SINGLE_QUOTED, DOUBLE_QUOTED -> at++;
      case LITERAL, FOLDED -> {
        while (at < source.length && source[at] != '\n') {
          at++;
        }
      }
      case PLAIN, JSON_SCALAR_STYLE -> {}
    }
  }

  private void skipBlanks(ScalarNode node) {
    boolean blank = true;
    while (at < source.length && blank) {
      int length = length(node);
      blank = Character.isWhitespace(meaning(node));
      at += blank ? length : 0;
    }
  }

  /** How many characters of the file make the one character of the value that begins here. */
  private int length(ScalarNode node) {
    return switch (node.getScalarStyle()) {
      case SINGLE_QUOTED -> peek(0) == '\'' && peek(1) == '\'' ? 2 : 1;
      case DOUBLE_QUOTED -> peek(0) == '\\' ? 2 + digits(peek(1)) : 1;
      case PLAIN, LITERAL, FOLDED, JSON_SCALAR_STYLE -> 1;
    };
  }

  /** The character of the value that begins here; a space for any escape that means a blank. */
  private int meaning(ScalarNode node) {
    boolean escaped = length(node) > 1 && peek(0) == '\\';
    if (!escaped) {
      return peek(0);
    }
    int digits = digits(peek(1));
    if (digits > 0) {
      StringBuilder hex = new StringBuilder();
      for (int i = 0; i < digits; i++) {
        hex.appendCodePoint(peek(2 + i));
      }
      return Integer.parseInt(hex.toString(), 16);
    }
    return " tnrvf\n\r\t".indexOf(peek(1)) >= 0 ? ' ' : '\\';
  }

  private static int digits(int escape) {
    return switch (escape) {
      case 'x' -> 2;
      case 'u' -> 4;
      case 'U' -> 8;
      default -> 0;
    };
  }

  private int peek(int ahead) {
    return at + ahead < source.length ? source[at + ahead] : 0;
  }

  private Place place(ScalarNode node) {
    Place start = Place.of(node);
    int line = start.line();
    int column = start.column();
    for (int i = node.getStartMark().getIndex(); i < Math.min(at, source.length); i++) {
      line += source[i] == '\n' ? 1 : 0;
      column = source[i] == '\n' ? 1 : column + 1;
    }
    return new Place(line, column);
  }
}
