package dev.handoff.events.yaml;

import dev.handoff.events.spec.Monitor.Check;
import dev.handoff.events.spec.Monitor.StatusRange;
import dev.handoff.events.spec.Monitor.Tls;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads the checks that have keys of their own: {@code http} and {@code process}. */
final class QuestionReader {

  private static final int LOWEST_STATUS = 100;
  private static final int HIGHEST_STATUS = 599;
  private static final int MOST_PROCESSES = 100_000;
  private static final Pattern STATUS = Pattern.compile("([1-5][0-9]{2})(?:-([1-5][0-9]{2}))?");
  private static final String STATUS_ALLOWED =
      "a status from 100 to 599, a range such as 200-299, or a list of these";

  private final Problems problems;
  private final Scalars scalars;
  private final Networks networks;

  QuestionReader(Problems problems, Networks networks) {
    this.problems = problems;
    this.scalars = new Scalars(problems);
    this.networks = networks;
  }

  /** The check {@code http}, a URL alone or a mapping; null if it is not there. */
  Check.@Nullable Http http(Fields monitor) {
    Node node = monitor.optional("http");
    if (node == null) {
      return null;
    }
    if (node instanceof ScalarNode) {
      return new Check.Http(networks.url(monitor, "http"));
    }
    Fields fields = Fields.of(node, "http", problems);
    String url = networks.url(fields, "url");
    Check.Http http =
        new Check.Http(
            url,
            status(fields),
            body(fields),
            fields.optionalText("host", Forms.HOST),
            tls(fields, url));
    fields.refuseUnknown();
    return http;
  }

  private List<StatusRange> status(Fields fields) {
    Node node = fields.optional("status");
    if (node == null) {
      return List.of();
    }
    List<Node> each =
        node instanceof SequenceNode ? fields.some(node, "status", "[200, 204]") : List.of(node);
    List<StatusRange> ranges = new ArrayList<>();
    for (Node one : each) {
      String text = scalars.argument(one, "a status of http");
      StatusRange range = range(text);
      if (range != null) {
        ranges.add(range);
      } else if (!text.isEmpty()) {
        String wrong = Problems.quoted(text) + " is not a status";
        problems.add(Place.of(one), wrong, STATUS_ALLOWED);
      }
    }
    return ranges;
  }

  private static @Nullable StatusRange range(String text) {
    Matcher matcher = STATUS.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    int from = Integer.parseInt(matcher.group(1));
    int to = matcher.group(2) == null ? from : Integer.parseInt(matcher.group(2));
    return from <= to ? new StatusRange(from, to) : null;
  }

  private @Nullable String body(Fields fields) {
    String body = fields.optionalText("body", Forms.ANY);
    String mistake = body == null ? null : Expressions.mistake(body);
    if (mistake != null) {
      problems.add(fields.placeOf("body"), mistake, Expressions.ALLOWED);
    }
    return body;
  }

  private @Nullable Tls tls(Fields http, String url) {
    Node node = http.optional("tls");
    if (node == null) {
      return null;
    }
    Fields fields = Fields.of(node, "tls of http", problems);
    Tls tls =
        new Tls(
            fields.truth("verify", true), fields.optionalText("server-name", Forms.SERVER_NAME));
    fields.refuseUnknown();
    if (url.startsWith("http:")) {
      problems.add(fields.place(), "tls of a URL without it", "https://… in 'url', or no 'tls'");
    }
    return tls;
  }

  /** The check {@code process}; null if it is not there. */
  @Nullable Check process(Fields monitor) {
    Node node = monitor.optional("process");
    if (node == null) {
      return null;
    }
    Fields fields = Fields.of(node, "process", problems);
    String file = fields.optionalText("pid-file", Forms.PATH);
    String name = fields.optionalText("name", Forms.PROCESS);
    Integer atLeast = fields.optionalWhole("at-least", 1, MOST_PROCESSES);
    fields.refuseUnknown();
    if (file != null && atLeast != null) {
      problems.add(
          fields.placeOf("at-least"),
          "'at-least' of process with a pid-file, which names one process",
          "'name' alone, to count the processes of that name");
    }
    if (file == null && name == null && fields.readable()) {
      problems.add(fields.place(), "process has neither 'pid-file' nor 'name'", "one of them");
    }
    return file != null
        ? new Check.PidFile(file, name)
        : new Check.Processes(name == null ? "" : name, atLeast == null ? 1 : atLeast);
  }

  /** What is wrong with a check that came another way, in words for people. */
  static List<String> mistakes(Check check) {
    List<String> wrong = new ArrayList<>();
    switch (check) {
      case Check.Http http -> mistakes(http, wrong);
      case Check.PidFile file -> {
        refuse(wrong, "the pid-file", file.file(), Forms.PATH);
        refuse(wrong, "the name of the process", file.name(), Forms.PROCESS);
      }
      case Check.Processes processes -> {
        refuse(wrong, "the name of the process", processes.name(), Forms.PROCESS);
        if (processes.atLeast() < 1 || processes.atLeast() > MOST_PROCESSES) {
          wrong.add("at least " + processes.atLeast() + " processes cannot be asked for");
        }
      }
      case Check.Tcp _, Check.Command _, Check.Own _ -> {}
    }
    return wrong;
  }

  private static void mistakes(Check.Http http, List<String> wrong) {
    for (StatusRange range : http.status()) {
      if (range.from() < LOWEST_STATUS
          || range.to() > HIGHEST_STATUS
          || range.from() > range.to()) {
        wrong.add(range.from() + "-" + range.to() + " is no status (" + STATUS_ALLOWED + ")");
      }
    }
    refuse(wrong, "the host", http.host(), Forms.HOST);
    String mistake = http.body() == null ? null : Expressions.mistake(http.body());
    if (mistake != null) {
      wrong.add(mistake + " (" + Expressions.ALLOWED + ")");
    }
    if (http.tls() != null) {
      refuse(wrong, "the server-name", http.tls().serverName(), Forms.SERVER_NAME);
    }
  }

  private static void refuse(List<String> wrong, String what, @Nullable String text, Forms form) {
    if (text != null && !form.matches(text)) {
      wrong.add(what + " cannot be " + Problems.quoted(text) + " (" + form.allowed() + ")");
    }
  }
}
