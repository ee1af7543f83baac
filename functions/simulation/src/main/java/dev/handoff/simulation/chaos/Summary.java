package dev.handoff.simulation.chaos;

import dev.handoff.simulation.fault.FaultKind;
import dev.handoff.simulation.promise.Tally;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** A report in lines that a person can read. */
public final class Summary {

  private Summary() {}

  /** The figures of a report: hours, failovers, faults by kind, violations. */
  public static List<String> lines(Report report) {
    Tally tally = report.tally();
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "worlds      %,d, seeds %d to %d",
            report.worlds(),
            report.first(),
            report.last()));
    lines.add(
        String.format(
            Locale.ROOT,
            "simulated   %,.1f hours (%,.1f hours of clusters)",
            report.hours(),
            Report.hours(report.clusterTime())));
    lines.add("histories   %s; who plays the same ones gets the same".formatted(digest(report)));
    lines.add(
        String.format(
            Locale.ROOT,
            "failovers   %,d, %.1f an hour",
            tally.failovers(),
            tally.failovers() / hours(report)));
    lines.add(
        String.format(
            Locale.ROOT,
            "functions   %,d runs, %.0f an hour; %,d of them died or were turned away",
            tally.evaluations(),
            tally.evaluations() / hours(report),
            tally.killed()));
    lines.add(
        String.format(
            Locale.ROOT,
            "calls       %,d to move an address; %,d commits; %,d alerts received",
            tally.calls(),
            tally.commits(),
            tally.alerts()));
    lines.add(
        String.format(
            Locale.ROOT,
            "faults      %,d of %d kinds",
            tally.faults().values().stream().mapToLong(Long::longValue).sum(),
            tally.faults().size()));
    tally
        .faults()
        .forEach((kind, count) ->
            lines.add(
                String.format(Locale.ROOT, "  %9d  %-20s %s", count, name(kind), kind.inWords())));
    lines.add(String.format(Locale.ROOT, "violations  %,d", report.violations().size()));
    return lines;
  }

  /** The digest of all histories as people write it. */
  public static String digest(Report report) {
    return HexFormat.of().toHexDigits(report.digest());
  }

  /** A kind of fault as people write it. */
  public static String name(FaultKind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static double hours(Report report) {
    return Math.max(report.hours(), Double.MIN_NORMAL);
  }
}
