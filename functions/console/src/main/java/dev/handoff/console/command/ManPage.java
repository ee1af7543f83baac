package dev.handoff.console.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * A page of the manual of one command, made of what {@code --help} tells, in the language of man.
 */
final class ManPage {

  private final CommandSpec command;
  private final String name;
  private final List<String> lines = new ArrayList<>();

  private ManPage(CommandSpec command) {
    this.command = command;
    this.name = command.qualifiedName("-");
  }

  static String of(CommandSpec command) {
    return new ManPage(command).page();
  }

  private String page() {
    String version = String.join(" ", command.root().version());
    lines.add(
        ".TH \"%s\" 1 \"\" \"%s\" \"Handoff\""
            .formatted(escaped(name.toUpperCase(Locale.ROOT)), escaped(version)));
    List<String> description = List.of(command.usageMessage().description());
    section("NAME");
    text(name + " - " + (description.isEmpty() ? "" : description.getFirst()));
    section("SYNOPSIS");
    text(command.commandLine().getHelp().synopsis(0).strip().replaceAll("\\s+", " "));
    section("DESCRIPTION");
    description.forEach(line -> {
      text(line);
      lines.add(".br");
    });
    arguments();
    options();
    commands();
    section("EXIT STATUS");
    text("0: done. 1: it did not come about. 2: bad input. 3: refused, or out of reach.");
    seeAlso();
    return String.join("\n", lines) + "\n";
  }

  private void section(String title) {
    lines.add(".SH " + title);
  }

  private void text(String text) {
    String line = escaped(text);
    lines.add(line.startsWith(".") || line.startsWith("'") ? "\\&" + line : line);
  }

  private void entry(String term, List<String> words) {
    lines.add(".TP");
    lines.add("\\fB" + escaped(term) + "\\fR");
    text(String.join(" ", words));
  }

  private void arguments() {
    List<PositionalParamSpec> all =
        command.positionalParameters().stream().filter(p -> !p.hidden()).toList();
    if (!all.isEmpty()) {
      section("ARGUMENTS");
      all.forEach(argument -> entry(argument.paramLabel(), words(argument)));
    }
  }

  private void options() {
    List<OptionSpec> all = command.options().stream().filter(o -> !o.hidden()).toList();
    if (!all.isEmpty()) {
      section("OPTIONS");
      for (OptionSpec option : all) {
        String value = option.arity().max() > 0 ? "=" + option.paramLabel() : "";
        entry(String.join(", ", option.names()) + value, words(option));
      }
    }
  }

  private static List<String> words(ArgSpec argument) {
    return List.of(argument.description()).stream()
        .map(line -> line.replace("${DEFAULT-VALUE}", String.valueOf(argument.defaultValue())))
        .toList();
  }

  private void commands() {
    if (!command.subcommands().isEmpty()) {
      section("COMMANDS");
      command
          .subcommands()
          .forEach((sub, line) -> {
            String[] words = line.getCommandSpec().usageMessage().description();
            entry(sub, words.length == 0 ? List.of("") : List.of(words[0]));
          });
    }
  }

  private void seeAlso() {
    section("SEE ALSO");
    CommandSpec root = command.root();
    text(
        command.parent() == null
            ? "Each command has a page of its own, such as handoff-status(1)."
            : root.name() + "(1)");
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\e").replace("-", "\\-");
  }
}
