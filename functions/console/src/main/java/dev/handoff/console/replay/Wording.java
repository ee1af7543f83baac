package dev.handoff.console.replay;

import dev.handoff.console.scenario.Times;
import dev.handoff.events.Cause;
import dev.handoff.events.Happening;
import dev.handoff.events.JournalEntry;
import dev.handoff.events.ResourceReport;
import dev.handoff.simulation.replay.Comparison.Row;
import dev.handoff.simulation.replay.Comparison.Side;
import dev.handoff.simulation.replay.Occurrence;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says what befell a cluster and what came of it, in as few words as a column has room for. */
final class Wording {

  /** Simulated calls take up to half a second; less is no difference. */
  private static final Duration NOTABLE = Duration.ofSeconds(1);

  private Wording() {}

  static String befell(@Nullable Occurrence occurrence) {
    return switch (occurrence) {
      case null -> "(by itself)";
      case Occurrence.ServiceFails o -> o.resource() + " fails on " + o.node();
      case Occurrence.StartFails o -> o.target() + " does not start on " + o.node();
      case Occurrence.NodeGoes o ->
          switch (o.absence()) {
            case OFF -> o.node() + " is off";
            case CUT -> o.node() + " is not heard";
            case LEFT -> o.node() + " shuts down";
          };
      case Occurrence.NodeComes o ->
          o.gone() == null
              ? o.node() + " is heard"
              : o.gone().absence() == Occurrence.Absence.CUT
                  ? o.node() + " is heard again"
                  : o.node() + " boots";
      case Occurrence.NodeReboots o -> o.node() + " reboots";
      case Occurrence.Commanded o -> "handoff " + o.command().inWords();
      case Occurrence.AddressStrays o -> o.address() + " is led elsewhere";
    };
  }

  /** What came of it. */
  static String cameOf(Row row, Side side) {
    if (side.refusal() != null) {
      return "refused: " + side.refusal();
    }
    if (side.outcomes().isEmpty()) {
      return row.occurrence() instanceof Occurrence.ServiceFails fails
          ? fails.resource() + " does not run there"
          : "nothing moves";
    }
    return side.outcomes().stream()
        .map(entry -> outcome(row, entry))
        .distinct()
        .collect(Collectors.joining("; "));
  }

  /** What came of it under the other spec, which need not be said twice. */
  static String changed(Row row) {
    if (row.differs() || !row.changed().isAs(row.recorded())) {
      return cameOf(row, row.changed());
    }
    return later(row)
        .map(time ->
            "the same, %s %s"
                .formatted(Times.inWords(time.abs()), time.isNegative() ? "earlier" : "later"))
        .orElse("the same" + (row.control() == null ? after(row) : ""));
  }

  /** When a node's loss was answered in the simulation, whose calls take their own time. */
  private static String after(Row row) {
    Instant decided = decided(row.changed());
    return row.occurrence() instanceof Occurrence.NodeGoes && decided != null
        ? ", after " + Times.inWords(Duration.between(row.at(), decided))
        : "";
  }

  /**
   * By how much a node's loss is answered later than under the recorded spec; empty: as soon as
   * then, or that was not played.
   */
  static Optional<Duration> later(Row row) {
    Side control = row.control();
    if (control == null || !(row.occurrence() instanceof Occurrence.NodeGoes)) {
      return Optional.empty();
    }
    Instant was = decided(control);
    Instant is = decided(row.changed());
    if (was == null || is == null) {
      return Optional.empty();
    }
    Duration later = Duration.between(was, is);
    return later.abs().compareTo(NOTABLE) < 0 ? Optional.empty() : Optional.of(later);
  }

  private static @Nullable Instant decided(Side side) {
    return side.outcomes().stream()
        .filter(entry -> entry.happening() instanceof Happening.OwnerChanged)
        .map(Wording::decided)
        .findFirst()
        .orElse(null);
  }

  private static Instant decided(JournalEntry entry) {
    return entry.happening() instanceof Happening.OwnerChanged h
        ? entry.at().minus(h.serve())
        : entry.at();
  }

  private static String outcome(Row row, JournalEntry entry) {
    return switch (entry.happening()) {
      case Happening.OwnerChanged h -> changed(row, entry, h);
      case Happening.HandoverBegun h ->
          "%s leaves for %s%s; it does not arrive".formatted(h.group(), h.to(), why(h.cause()));
      case Happening.GroupStopped h -> h.group() + " stops" + why(h.cause());
      case Happening.GroupIncomplete h ->
          "%s in part on %s, without %s%s"
              .formatted(h.group(), h.node(), String.join(", ", h.stopped()), why(h.cause()));
      case Happening.Held h -> "hold: " + h.hold().inWords();
      case Happening.HoldEnded _ -> "the hold ends";
      case Happening.ResourceRecovered h ->
          "%s restarts in place (%s)"
              .formatted(h.resource(), counted(h.failCount(), h.threshold()));
      case Happening.ResourceFailed h ->
          "%s stays failed (%s)".formatted(h.resource(), counted(h.failCount(), h.threshold()));
      case Happening.StartFailed h -> h.group() + " does not start on " + h.node();
      default -> throw new IllegalArgumentException(entry + " is no outcome");
    };
  }

  private static String changed(Row row, JournalEntry entry, Happening.OwnerChanged h) {
    if (h.from() == null) {
      return h.group() + " starts on " + h.to() + why(h.cause());
    }
    if (h.from().equals(h.to())) {
      return h.group() + " starts again on " + h.to() + why(h.cause());
    }
    boolean timed = row.occurrence() instanceof Occurrence.NodeGoes;
    String after =
        timed ? " after " + Times.inWords(Duration.between(row.at(), decided(entry))) : "";
    return "%s moves %s -> %s%s%s".formatted(h.group(), h.from(), h.to(), after, why(h.cause()));
  }

  private static String why(Cause cause) {
    return " (" + cause.inWords() + ")";
  }

  private static String counted(int failures, int threshold) {
    if (failures >= ResourceReport.FATAL) {
      return "it did not start";
    }
    return threshold <= 0 || threshold >= ResourceReport.FATAL
        ? "failure " + failures
        : "failure " + failures + " of " + threshold;
  }
}
