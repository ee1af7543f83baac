package dev.handoff.events.rule;

import dev.handoff.events.rule.RuleLexer.Kind;
import dev.handoff.events.rule.RuleLexer.Token;
import dev.handoff.events.spec.Rule;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Recursive descent over the grammar of {@link RuleText}. */
final class RuleParser {

  static final Pattern ATTRIBUTE = Pattern.compile("[A-Za-z_#][A-Za-z0-9_.#-]*");
  static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]+(\\.[0-9]+)?");
  static final Pattern VERSION = Pattern.compile("[0-9]+(\\.[0-9]+)*");

  /** A version that nobody can take for a number. */
  static final Pattern PLAIN_VERSION = Pattern.compile("[0-9]+(\\.[0-9]+){2,}");

  private static final int DEEPEST = 16;
  private static final Map<String, Rule.Operator> OPERATORS =
      Map.ofEntries(
          Map.entry("<", Rule.Operator.LT),
          Map.entry("lt", Rule.Operator.LT),
          Map.entry("<=", Rule.Operator.LTE),
          Map.entry("lte", Rule.Operator.LTE),
          Map.entry("=", Rule.Operator.EQ),
          Map.entry("==", Rule.Operator.EQ),
          Map.entry("eq", Rule.Operator.EQ),
          Map.entry("!=", Rule.Operator.NE),
          Map.entry("ne", Rule.Operator.NE),
          Map.entry(">=", Rule.Operator.GTE),
          Map.entry("gte", Rule.Operator.GTE),
          Map.entry(">", Rule.Operator.GT),
          Map.entry("gt", Rule.Operator.GT));
  private static final Map<String, Rule.Type> TYPES =
      Map.of(
          "number", Rule.Type.NUMBER,
          "integer", Rule.Type.NUMBER,
          "version", Rule.Type.VERSION,
          "string", Rule.Type.STRING);

  private static final Set<String> RESERVED =
      Set.of("and", "or", "not", "defined", "not_defined", "date", "in_range", "to");

  private final List<Token> tokens;
  private int next;
  private int depth;

  RuleParser(List<Token> tokens) {
    this.tokens = tokens;
  }

  Rule rule() throws RuleMistake {
    Rule rule = any();
    Token rest = peek();
    if (rest.kind() == Kind.CLOSE) {
      throw new RuleMistake(
          rest.index(), "a ')' without its '('", "as many of one as of the other");
    }
    if (rest.kind() != Kind.END) {
      throw expected("'and', 'or' or the end of the rule", rest);
    }
    return rule;
  }

  private Rule any() throws RuleMistake {
    List<Rule> rules = new ArrayList<>(List.of(all()));
    while (peek().is("or")) {
      next++;
      rules.add(all());
    }
    return rules.size() == 1 ? rules.getFirst() : new Rule.Any(rules);
  }

  private Rule all() throws RuleMistake {
    List<Rule> rules = new ArrayList<>(List.of(test()));
    while (peek().is("and")) {
      next++;
      rules.add(test());
    }
    return rules.size() == 1 ? rules.getFirst() : new Rule.All(rules);
  }

  private Rule test() throws RuleMistake {
    Token token = tokens.get(next++);
    if (token.kind() == Kind.OPEN) {
      return inner(token);
    }
    if (token.is("defined")) {
      return new Rule.Defined(attribute(tokens.get(next++)));
    }
    if (token.is("not_defined")) {
      return new Rule.NotDefined(attribute(tokens.get(next++)));
    }
    if (token.is("not")) {
      Token defined = tokens.get(next++);
      if (!defined.is("defined")) {
        throw expected("'defined': 'not' can turn nothing else around", defined);
      }
      return new Rule.NotDefined(attribute(tokens.get(next++)));
    }
    return token.is("date") ? date() : comparison(attribute(token));
  }

  private Rule inner(Token open) throws RuleMistake {
    if (++depth > DEEPEST) {
      throw new RuleMistake(open.index(), "parentheses too deep", "at most " + DEEPEST);
    }
    Rule rule = any();
    Token close = tokens.get(next++);
    if (close.kind() != Kind.CLOSE) {
      throw expected("'and', 'or' or ')'", close);
    }
    depth--;
    return rule;
  }

  private Rule comparison(String attribute) throws RuleMistake {
    Rule.Operator operator = operator();
    Token token = tokens.get(next++);
    Rule.Type type = token.kind() == Kind.WORD ? TYPES.get(token.text()) : null;
    if (type == null || !isValue(peek())) {
      String value = value(token);
      return new Rule.Compare(attribute, operator, value, guess(token));
    }
    Token typed = tokens.get(next++);
    String value = value(typed);
    boolean fits =
        switch (type) {
          case STRING -> true;
          case NUMBER -> NUMBER.matcher(value).matches();
          case VERSION -> VERSION.matcher(value).matches();
        };
    if (!fits) {
      throw expected(type == Rule.Type.NUMBER ? "a number" : "a version such as 10.2", typed);
    }
    return new Rule.Compare(attribute, operator, value, type);
  }

  private static Rule.Type guess(Token value) {
    if (value.kind() == Kind.WORD && NUMBER.matcher(value.text()).matches()) {
      return Rule.Type.NUMBER;
    }
    boolean version = value.kind() == Kind.WORD && PLAIN_VERSION.matcher(value.text()).matches();
    return version ? Rule.Type.VERSION : Rule.Type.STRING;
  }

  private Rule.Operator operator() throws RuleMistake {
    Token token = tokens.get(next++);
    boolean bare = token.kind() == Kind.OPERATOR || token.kind() == Kind.WORD;
    Rule.Operator operator = bare ? OPERATORS.get(token.text()) : null;
    if (operator == null) {
      throw expected("an operator: < <= = != >= > (or lt lte eq ne gte gt)", token);
    }
    return operator;
  }

  private Rule date() throws RuleMistake {
    if (peek().is("in_range")) {
      next++;
      Token begin = tokens.get(next++);
      Instant from = instant(begin);
      if (!tokens.get(next++).is("to")) {
        throw expected("'to' between two instants", tokens.get(next - 1));
      }
      Instant to = instant(tokens.get(next++));
      if (!from.isBefore(to)) {
        throw new RuleMistake(begin.index(), "a range that is empty", "the earlier instant first");
      }
      return new Rule.Between(from, to);
    }
    Token token = peek();
    return switch (operator()) {
      case LT -> new Rule.Between(Instant.MIN, instant(tokens.get(next++)));
      case LTE -> new Rule.Between(Instant.MIN, after(tokens.get(next++)));
      case GTE -> new Rule.Between(instant(tokens.get(next++)), Instant.MAX);
      case GT -> new Rule.Between(after(tokens.get(next++)), Instant.MAX);
      case EQ, NE -> throw expected("< <= > >= or in_range, as for any date", token);
    };
  }

  /** The first instant that is later. */
  private static Instant after(Token token) throws RuleMistake {
    Instant instant = instant(token);
    return instant.equals(Instant.MAX) ? instant : instant.plusNanos(1);
  }

  private static Instant instant(Token token) throws RuleMistake {
    try {
      return Instant.parse(token.text());
    } catch (DateTimeParseException e) {
      throw expected("a date with time and zone, for example 2026-12-01T00:00:00Z", token);
    }
  }

  private static String attribute(Token token) throws RuleMistake {
    boolean bare = token.kind() == Kind.WORD && !isKeyword(token.text());
    boolean quoted = token.kind() == Kind.QUOTED;
    if (!(bare || quoted) || !ATTRIBUTE.matcher(token.text()).matches()) {
      throw expected("a node attribute", token);
    }
    return token.text();
  }

  private static String value(Token token) throws RuleMistake {
    if (!isValue(token)) {
      throw expected("a value", token);
    }
    return token.text();
  }

  private static boolean isValue(Token token) {
    return token.kind() == Kind.QUOTED
        || (token.kind() == Kind.WORD && !token.is("and") && !token.is("or"));
  }

  /** Words that are an attribute or a string only in quotes. */
  static boolean isKeyword(String word) {
    return RESERVED.contains(word) || OPERATORS.containsKey(word) || TYPES.containsKey(word);
  }

  private Token peek() {
    return tokens.get(next);
  }

  private static RuleMistake expected(String what, Token found) {
    return new RuleMistake(found.index(), found.misplaced(), "expected " + what);
  }
}
