package dev.handoff.console.command;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.handoff.console.ExitCode;
import dev.handoff.console.command.Connection.NoController;
import dev.handoff.console.operator.OperatorVerb.BadInput;
import dev.handoff.console.remote.Contact;
import dev.handoff.console.remote.Failure;
import dev.handoff.console.status.ClusterView.GroupView;
import dev.handoff.console.status.HistoryText;
import dev.handoff.console.status.JournalFilter;
import dev.handoff.console.story.Moments;
import dev.handoff.events.Happening;
import dev.handoff.events.JournalEntry;
import dev.handoff.events.json.Json;
import dev.handoff.events.yaml.Durations;
import dev.handoff.events.yaml.Suggestion;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the journal. */
@Command(
    name = "history",
    description = {
      "Show the journal: what happened, when, and why.",
      "Marks: + well again, ~ on the move, ! look at it, x broken."
    })
final class HistoryCommand implements Callable<Integer> {

  private static final int MOST_ENTRIES = 1_000;

  @Mixin private final Connection connection;

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "NUMBER",
      defaultValue = "100",
      description = "at most so many of the newest entries; default: ${DEFAULT-VALUE}")
  private int limit;

  @Option(
      names = "--group",
      paramLabel = "GROUP",
      description = "only what is about this group, or a resource of it")
  private @Nullable String group;

  @Option(names = "--node", paramLabel = "NODE", description = "only what is about this node")
  private @Nullable String node;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      split = ",",
      completionCandidates = Kinds.class,
      description = {"only entries of these kinds, for example", "owner-changed,node-silent"})
  private List<String> kinds = List.of();

  @Option(
      names = "--since",
      paramLabel = "WHEN",
      description = {
        "only what is no older: 30m, 12h, 7d,",
        "or a moment such as 2026-01-31T12:00:00Z"
      })
  private @Nullable String since;

  @Option(names = "--json", description = "as one JSON object a line")
  private boolean json;

  /** What {@code --kind} may be, for shells that complete it. */
  static final class Kinds implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return JournalFilter.allKinds().iterator();
    }
  }

  @Spec private CommandSpec command = CommandSpec.create();

  @Mixin private final Looks looks;

  HistoryCommand(Connection connection, Looks looks) {
    this.connection = connection;
    this.looks = looks;
  }

  @Override
  public Integer call() throws NoController, Failure, BadInput {
    Instant now = Instant.now();
    List<JournalEntry> wanted;
    try (Contact controller = connection.open()) {
      JournalFilter filter = filter(controller, now);
      List<JournalEntry> found = controller.history(filter.isEmpty() ? limit : MOST_ENTRIES);
      List<JournalEntry> admitted = found.stream().filter(filter::admits).toList();
      wanted = admitted.subList(Math.max(0, admitted.size() - limit), admitted.size());
      boolean cut = !filter.isEmpty() && found.size() >= MOST_ENTRIES && wanted.size() < limit;
      if (cut && (filter.since() == null || found.getFirst().at().isAfter(filter.since()))) {
        command
            .commandLine()
            .getErr()
            .println("only the newest " + MOST_ENTRIES + " entries were looked at");
      }
    }
    PrintWriter out = command.commandLine().getOut();
    if (json) {
      wanted.forEach(entry -> out.println(line(entry)));
    } else {
      HistoryText.lines(wanted, now, looks.columns(), looks.paint()).forEach(out::println);
    }
    return ExitCode.DONE;
  }

  private JournalFilter filter(Contact controller, Instant now) throws Failure, BadInput {
    if (limit < 1) {
      throw new BadInput("--limit " + limit + ": at least 1");
    }
    for (String kind : kinds) {
      if (!JournalFilter.allKinds().contains(kind)) {
        throw new BadInput(
            "nothing of kind '%s' happens: %s"
                .formatted(kind, Suggestion.instead(kind, JournalFilter.allKinds())));
      }
    }
    return new JournalFilter(
        names(controller), node, Set.copyOf(kinds), since == null ? null : moment(since, now));
  }

  /** The group and its members; what is gone from the spec is still in the journal by its name. */
  private Set<String> names(Contact controller) throws Failure {
    if (group == null) {
      return Set.of();
    }
    Set<String> names = new HashSet<>(Set.of(group));
    for (GroupView view : controller.status().groups()) {
      if (view.name().equals(group)) {
        names.addAll(view.members());
      }
    }
    return names;
  }

  private static Instant moment(String said, Instant now) throws BadInput {
    Duration ago = Durations.parse(said);
    if (ago != null) {
      return now.minus(ago);
    }
    try {
      return Instant.parse(said);
    } catch (DateTimeParseException e) {
      throw new BadInput(
          "--since %s: %s; or a moment in UTC such as 2026-01-31T12:00:00Z"
              .formatted(said, Durations.ALLOWED));
    }
  }

  private static JsonObject line(JournalEntry entry) {
    JsonObject line = new JsonObject();
    line.addProperty("at", Moments.iso(entry.at()));
    JsonObject happening =
        JsonParser.parseString(Json.write(entry.happening(), Happening.class)).getAsJsonObject();
    line.add("event", happening.remove("type"));
    line.addProperty("number", entry.number());
    line.addProperty("cluster", entry.cluster());
    happening.entrySet().forEach(member -> line.add(member.getKey(), member.getValue()));
    return line;
  }
}
