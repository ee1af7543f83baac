package dev.handoff.console.replay;

import dev.handoff.console.scenario.Times;
import dev.handoff.console.status.Ago;
import dev.handoff.console.story.Paint;
import dev.handoff.console.story.Wrapping;
import dev.handoff.simulation.replay.Balance;
import dev.handoff.simulation.replay.Comparison;
import dev.handoff.simulation.replay.Comparison.Row;
import dev.handoff.simulation.replay.Past;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A comparison for people: a table of what befell the cluster, what came of it, and what would
 * have.
 *
 * @param then the recorded spec as people call it; empty: it was not given
 * @param now the other spec as people call it
 * @param onlyChanged whether rows are left out in which both specs do the same
 */
public record ComparisonText(
    Past past, Comparison comparison, String then, String now, boolean onlyChanged) {

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  private static final String DIFFERS = "! ";
  private static final String NOT_REPRODUCED = "? ";
  private static final String SAME = "  ";

  /** The lines, without line ends, no longer than that many columns. */
  public List<String> lines(int columns, Paint paint) {
    List<String> lines = new ArrayList<>();
    String head =
        "%s to %s: %s"
            .formatted(
                Ago.moment(past.from()),
                Ago.moment(past.to()),
                counted(past.occurrences().size(), "occurrence"));
    Wrapping.lines("", "  ", head, columns).forEach(line -> lines.add(paint.bold(line)));
    lines.add("");
    lines.addAll(rows(columns, paint));
    lines.add("");
    lines.addAll(sums(columns, paint));
    lines.add("");
    control().forEach(text -> lines.addAll(Wrapping.lines("", "  ", text, columns)));
    if (!comparison.gaps().isEmpty()) {
      lines.add("");
      lines.add(paint.bold("What the replay cannot know:"));
      comparison.gaps().forEach(gap -> lines.addAll(Wrapping.lines("- ", "  ", gap, columns)));
    }
    return lines;
  }

  private static String counted(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  private List<String> rows(int columns, Paint paint) {
    Table table = new Table("when (UTC)", "what befell it", "recorded", "with " + now);
    for (Row row : comparison.rows()) {
      if (onlyChanged && !isNotable(row)) {
        continue;
      }
      table.row(
          mark(row),
          moment(row.at()),
          Wording.befell(row.occurrence()),
          Wording.cameOf(row, row.recorded()),
          Wording.changed(row));
    }
    return table.isEmpty()
        ? List.of("With " + now + " everything would have been as it was.")
        : table.lines(columns, paint);
  }

  private static boolean isNotable(Row row) {
    return row.differs() || !row.isReproduced() || Wording.later(row).isPresent();
  }

  private static String mark(Row row) {
    if (!row.isReproduced()) {
      return NOT_REPRODUCED;
    }
    return row.differs() || Wording.later(row).isPresent() ? DIFFERS : SAME;
  }

  private static String moment(Instant at) {
    return MOMENT.format(at);
  }

  private List<String> sums(int columns, Paint paint) {
    Balance control = comparison.control();
    boolean checked = control != null;
    Table table =
        checked
            ? new Table("", "recorded", "replayed", "with " + now)
            : new Table("", "recorded", "with " + now);
    sum(table, "moves", balance -> String.valueOf(balance.moves()));
    sum(table, "restarts in place", balance -> String.valueOf(balance.restarts()));
    sum(table, "not served", ComparisonText::unserved);
    return table.lines(columns, paint);
  }

  private void sum(Table table, String name, Function<Balance, String> figure) {
    List<String> cells = new ArrayList<>(List.of(name));
    Stream.of(comparison.recorded(), comparison.control(), comparison.changed())
        .flatMap(Stream::ofNullable)
        .map(figure)
        .forEach(cells::add);
    table.row(SAME, cells.toArray(String[]::new));
  }

  private static String unserved(Balance balance) {
    return balance.down().isEmpty()
        ? Times.inWords(balance.allUnserved())
        : "%s (%s at the end)"
            .formatted(Times.inWords(balance.allUnserved()), String.join(", ", balance.down()));
  }

  /** Whether the replay can be believed. */
  private List<String> control() {
    if (then.isEmpty()) {
      return List.of(
          "Not checked whether the replay does what was recorded: --recorded-spec FILE, the spec"
              + " of that time, checks it.");
    }
    List<Row> wrong = comparison.rows().stream().filter(row -> !row.isReproduced()).toList();
    List<String> lines = new ArrayList<>();
    lines.add(
        "Under %s the replay does what was recorded in %d of %d rows%s"
            .formatted(
                then,
                comparison.rows().size() - wrong.size(),
                comparison.rows().size(),
                wrong.isEmpty() ? "." : ", and not in these, marked ?:"));
    for (Row row : wrong) {
      if (row.control() != null) {
        lines.add(
            "%s %s: recorded: %s; replayed: %s"
                .formatted(
                    moment(row.at()),
                    Wording.befell(row.occurrence()),
                    Wording.cameOf(row, row.recorded()),
                    Wording.cameOf(row, row.control())));
      }
    }
    return lines;
  }
}
