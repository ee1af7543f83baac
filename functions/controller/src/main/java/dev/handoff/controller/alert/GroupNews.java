package dev.handoff.controller.alert;

import static dev.handoff.controller.alert.Phrases.place;
import static dev.handoff.controller.alert.Phrases.span;

import dev.handoff.controller.alert.News.Command;
import dev.handoff.events.Cause;
import dev.handoff.events.Happening;
import dev.handoff.events.Incident;
import dev.handoff.events.JournalEntry;
import dev.handoff.events.ResourceReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What people are told of where a group runs. */
final class GroupNews {

  private GroupNews() {}

  /**
   * That a failover has begun, where nothing else tells so: a silent node, a failed start, and a
   * failure that asks for a person are alerts of their own.
   */
  static @Nullable News begun(JournalEntry entry, Happening.HandoverBegun begun) {
    boolean speaks =
        switch (begun.cause()) {
          case Cause.NodeLeft _, Cause.NodeRebooted _ -> true;
          case Cause.ServiceFailed failed -> failed.failCount() < ResourceReport.FATAL;
          default -> false;
        };
    if (!speaks || begun.from() == null || begun.to() == null) {
      return null;
    }
    String way = begun.from() + " -> " + begun.to();
    String why = " (" + begun.cause().inWords() + ")";
    return News.of(
            Severity.WARNING,
            place(entry, begun.group()) + ": failing over " + way + why,
            """
            %s is on its way to %s. Nothing is to be done: another mail follows when it is served
            again, or when it cannot be.\
            """
                .formatted(begun.group(), begun.to()),
            new Command("status --watch", "to see it arrive"))
        .orShorter(begun.group() + ": failing over " + way + why, begun.group() + ": " + way + why)
        .about(begun.group(), null)
        .because(List.of(cause(begun.cause())));
  }

  static @Nullable News moved(JournalEntry entry, Happening.OwnerChanged changed) {
    Incident incident = entry.incident();
    if (changed.cause() instanceof Cause.Drift && incident != null && !incident.isWorthTelling()) {
      return null;
    }
    boolean trouble = changed.cause().isTrouble();
    String what =
        switch (changed.addresses().size()) {
          case 0 -> "";
          case 1, 2 -> " " + String.join(", ", changed.addresses());
          default -> " " + changed.addresses().size() + " addresses";
        };
    String way = way(changed) + span(total(entry, changed));
    String why = " (" + changed.cause().inWords() + ")";
    String group = changed.group();
    return News.of(
            trouble ? Severity.WARNING : Severity.INFO,
            place(entry, group) + ":" + what + way + why,
            summary(changed),
            commands(changed))
        .orShorter(
            group + ":" + what + way + why,
            place(entry, group) + ":" + way + why,
            group + ":" + way + why,
            group + ":" + way)
        .about(group, changed.to())
        .because(because(changed))
        .when(timeline(entry, changed));
  }

  private static String way(Happening.OwnerChanged changed) {
    String from = changed.from();
    return switch (changed.cause()) {
      case Cause.Drift _ -> " back at " + changed.to() + " after ";
      case Cause.NodeEligible _ when from == null || from.equals(changed.to()) ->
          " again on " + changed.to() + " after ";
      case Cause _ when from == null || from.equals(changed.to()) -> " on " + changed.to() + " in ";
      default -> " moved " + from + " -> " + changed.to() + " in ";
    };
  }

  /** From the failure, as far as it is known when that was, or from the wish. */
  private static Duration total(JournalEntry entry, Happening.OwnerChanged changed) {
    Duration own =
        changed.cause().isTrouble() ? changed.detect().plus(changed.serve()) : changed.serve();
    Incident incident = entry.incident();
    Duration whole =
        incident == null ? Duration.ZERO : Duration.between(incident.since(), entry.at());
    return whole.compareTo(own) > 0 ? whole : own;
  }

  private static String summary(Happening.OwnerChanged changed) {
    return "%s%s serves %s (epoch %d)."
        .formatted(
            changed.cause().isTrouble() ? "It is over: " : "",
            changed.to(),
            changed.group(),
            changed.epoch());
  }

  private static List<String> because(Happening.OwnerChanged changed) {
    List<String> why = new ArrayList<>(List.of(cause(changed.cause())));
    if (!changed.addresses().isEmpty()) {
      why.add("addresses: " + String.join(", ", changed.addresses()));
    }
    if (changed.cause() instanceof Cause.Operator(String _, Instant until, String lift)
        && lift != null) {
      why.add(
          "in force: "
              + (until == null ? "until it is lifted" : "until " + until)
              + "; lifted by: "
              + lift);
    }
    return why;
  }

  private static List<String> timeline(JournalEntry entry, Happening.OwnerChanged changed) {
    Instant decided = entry.at().minus(changed.serve());
    Instant failed = decided.minus(changed.detect());
    Incident incident = entry.incident();
    Timeline timeline = new Timeline();
    if (incident != null && incident.since().isBefore(failed)) {
      timeline.add(incident.since(), "it began");
    }
    if (changed.cause().isTrouble() && changed.detect().isPositive()) {
      timeline.add(failed, "last known to be well");
    }
    timeline.add(decided, "decided");
    if (!changed.addresses().isEmpty()) {
      timeline.add(
          decided.plus(changed.move()),
          changed.addresses().size() == 1 ? "address moved" : "addresses moved");
    }
    timeline.add(entry.at(), "served by " + changed.to());
    return timeline.lines();
  }

  private static Command[] commands(Happening.OwnerChanged changed) {
    Command explain =
        new Command("explain " + changed.group(), "why it is there, and what would move it");
    return changed.cause() instanceof Cause.ServiceFailed failed
        ? new Command[] {
          explain,
          new Command(
              "cleanup " + failed.resource() + " " + failed.node(),
              "once it is mended: " + failed.node() + " may have it again")
        }
        : new Command[] {explain};
  }

  static News stopped(JournalEntry entry, Happening.GroupStopped stopped) {
    String group = stopped.group();
    String why = " (" + stopped.cause().inWords() + ")";
    String subject = place(entry, group) + ": stopped" + why;
    if (stopped.cause().isWantedStop()) {
      return News.of(
              Severity.INFO,
              subject,
              "It was asked for: " + stopped.cause().inWords() + ".",
              new Command("explain " + group, "what would start it"))
          .about(group, null);
    }
    List<String> reasons =
        stopped.reasons().isEmpty() ? List.of("nobody may run it") : stopped.reasons();
    String nobody = place(entry, group) + ": stopped, no node may run it" + why;
    return News.of(
            Severity.CRITICAL,
            stopped.cause() instanceof Cause.NoEligibleNode ? subject : nobody,
            """
            Nobody serves %s. It starts by itself as soon as a node may run it; below is what keeps
            each node from that, and the command that ends it, where there is one.\
            """
                .formatted(group),
            new Command("explain " + group, "what would start it, with the scores"),
            new Command("cleanup " + group, "forgives its failures, once they are mended"))
        .orShorter(subject, group + ": stopped" + why)
        .about(group, null)
        .because(dashed(reasons));
  }

  static News incomplete(JournalEntry entry, Happening.GroupIncomplete incomplete) {
    String group = incomplete.group();
    boolean wanted = incomplete.cause() instanceof Cause.TargetRoleStopped;
    String parts =
        "%s on %s, %s stopped"
            .formatted(
                String.join(", ", incomplete.running()),
                incomplete.node(),
                String.join(", ", incomplete.stopped()));
    String why = " (" + incomplete.cause().inWords() + ")";
    News news =
        wanted
            ? News.of(
                Severity.INFO,
                place(entry, group) + ": " + parts + why,
                "Its target-role in the spec is stopped.")
            : News.of(
                Severity.CRITICAL,
                place(entry, group) + ": " + parts + why,
                """
                %s is served in part: no node may run the whole of it. It goes on by itself as soon
                as one may.\
                """
                    .formatted(group),
                new Command("cleanup " + group, "when the reason is mended"),
                new Command("explain " + group, "what else would help"));
    return news.orShorter(group + ": " + parts + why, group + ": served in part" + why)
        .about(group, incomplete.node())
        .because(dashed(incomplete.reasons()));
  }

  static List<String> dashed(List<String> lines) {
    return lines.stream().map(line -> "- " + line).toList();
  }

  /** The cause with its place. */
  static String cause(Cause cause) {
    return switch (cause) {
      case Cause.ServiceFailed failed -> cause.inWords() + " on " + failed.node();
      case Cause.NodeRebooted rebooted ->
          rebooted.node() + " rebooted, and nothing runs there after that before it is told to";
      case Cause.NodeLeft left -> left.node() + " said that it shuts down";
      case Cause.Drift _ -> "somebody else had led the address elsewhere";
      default -> cause.inWords();
    };
  }
}
