package dev.handoff.console.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Reads an operator's line, such as {@code cleanup front srv-lb01}. */
public final class OperatorLine {

  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

  private OperatorLine() {}

  /** What came of reading a line. */
  public sealed interface Result {

    record Understood(OperatorVerb verb) implements Result {}

    /** Not a line of the grammar; the message says what would be. */
    record NotUnderstood(String why) implements Result {}
  }

  @Command(name = "handoff")
  private static final class Root {}

  /** Reads a line as a shell would split it: words, with quotes around those that hold spaces. */
  public static Result read(String line) {
    List<String> words = words(line);
    CommandLine grammar = new CommandLine(new Root());
    OperatorVerbs.all().forEach(grammar::addSubcommand);
    if (words.isEmpty()) {
      return new Result.NotUnderstood("no command; allowed: " + names(grammar));
    }
    if (!grammar.getSubcommands().containsKey(words.getFirst())) {
      return new Result.NotUnderstood(
          "unknown command '" + words.getFirst() + "'; allowed: " + names(grammar));
    }
    try {
      ParseResult parsed = grammar.parseArgs(words.toArray(String[]::new));
      Object leaf = parsed.subcommand().commandSpec().userObject();
      return new Result.Understood((OperatorVerb) leaf);
    } catch (ParameterException e) {
      String synopsis = e.getCommandLine().getHelp().synopsis(0).strip();
      return new Result.NotUnderstood(e.getMessage() + "; usage: " + synopsis);
    }
  }

  private static String names(CommandLine grammar) {
    return String.join(", ", grammar.getSubcommands().keySet());
  }

  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(line);
    while (matcher.find()) {
      for (int group = 1; group <= matcher.groupCount(); group++) {
        String word = matcher.group(group);
        if (word != null) {
          words.add(word);
        }
      }
    }
    return words;
  }
}
