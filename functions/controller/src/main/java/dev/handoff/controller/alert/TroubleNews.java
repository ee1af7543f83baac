package dev.handoff.controller.alert;

import static dev.handoff.controller.alert.Phrases.place;
import static dev.handoff.controller.alert.Phrases.span;

import dev.handoff.controller.alert.News.Command;
import dev.handoff.events.Happening;
import dev.handoff.events.Incident;
import dev.handoff.events.JournalEntry;
import dev.handoff.events.json.Kebab;
import dev.handoff.events.spec.Monitor.OnFail;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What people are told of services that fail, and of addresses that are not where they belong. */
final class TroubleNews {

  private static final String MAY_RUN_TWICE =
      "It may run on there, even if another node takes or has its group. ";

  private TroubleNews() {}

  static News startFailed(JournalEntry entry, Happening.StartFailed failed) {
    return News.of(
            Severity.WARNING,
            "%s: did not start on %s".formatted(place(entry, failed.group()), failed.node()),
            """
            The next best node is tried. %s may not have %s again before somebody has looked.\
            """
                .formatted(failed.node(), failed.group()),
            new Command(
                "cleanup " + failed.group() + " " + failed.node(),
                "once it is mended: " + failed.node() + " may have it again"))
        .about(failed.group(), failed.node())
        .because(List.of(failed.detail()));
  }

  static News stuck(JournalEntry entry, Happening.AddressStuck stuck) {
    return News.of(
            Severity.CRITICAL,
            "%s: %s cannot be moved".formatted(place(entry, stuck.group()), stuck.address()),
            """
            The cloud refuses, and it is tried again every minute. Clients are not served as long as
            that lasts, unless the address still leads to a node that serves.\
            """,
            new Command("doctor", "checks permissions, and says how to mend them"),
            new Command("status --watch", "to see whether it goes on"))
        .about(stuck.group(), null)
        .because(List.of("The cloud says: " + stuck.detail()));
  }

  static @Nullable News drifted(JournalEntry entry, Happening.DriftFound drift) {
    Incident incident = entry.incident();
    if (incident != null && !incident.isWorthTelling()) {
      return null;
    }
    String place = drift.foundAt() == null ? "nothing" : drift.foundAt();
    return News.of(
            Severity.WARNING,
            "%s: %s was found away from its owner"
                .formatted(place(entry, drift.group()), drift.address()),
            """
            Found: %s. It is being brought back, and another mail follows when it is. Somebody or
            something else moves it: a person at the console, or the next 'terraform apply'?\
            """
                .formatted(place),
            new Command("history --group " + drift.group(), "how often that has happened"))
        .about(drift.group(), null);
  }

  /** A failure that is answered by a restart is no news yet; one that waits for a person is. */
  static @Nullable News failed(JournalEntry entry, Happening.ResourceFailed failed) {
    OnFail onFail = failed.onFail();
    if (onFail == null) {
      return null;
    }
    String asked =
        switch (onFail) {
          case STOP -> "is to stay stopped";
          case STANDBY -> "has put " + failed.node() + " on standby";
          case BLOCK -> "is left as it is";
          case RESTART, IGNORE -> "has failed";
        };
    return News.of(
            Severity.CRITICAL,
            "%s: %s failed on %s and %s"
                .formatted(entry.cluster(), failed.resource(), failed.node(), asked),
            "That is what its on-fail: %s asks for. %sIt waits for you."
                .formatted(Kebab.of(onFail), onFail == OnFail.BLOCK ? MAY_RUN_TWICE : ""),
            new Command(
                "cleanup " + failed.resource() + " " + failed.node(), "once it is mended: ends it"))
        .about(null, failed.node())
        .because(List.of(failed.detail() == null ? "The node gave no reason." : failed.detail()));
  }

  static @Nullable News recovered(JournalEntry entry, Happening.ResourceRecovered recovered) {
    Incident incident = entry.incident();
    if (incident != null && !incident.isWorthTelling()) {
      return null;
    }
    String after = recovered.lasted().isZero() ? "at once" : "after " + span(recovered.lasted());
    String what = entry.cluster() + ": " + recovered.resource();
    if (recovered.failCount() == 0) {
      return News.of(
              Severity.INFO,
              what + " runs again on " + recovered.node() + " " + after + " (forgiven)",
              "It is over: no failure counts against the node any more.",
              new Command("status", "what is served, and by whom"))
          .about(null, recovered.node());
    }
    String failed = what + " failed on " + recovered.node() + " and runs again " + after;
    String counts = Counts.bare(recovered.failCount(), recovered.threshold());
    return News.of(
            Severity.INFO,
            failed + " (" + counts + ")",
            """
            It was started again where it was, and nothing moved. At its migration-threshold the
            group leaves the node.\
            """,
            new Command(
                "failcount " + recovered.resource(),
                "how often it failed, and when it is forgiven"),
            new Command("history --node " + recovered.node(), "what happened before"))
        .orShorter(failed)
        .about(null, recovered.node());
  }
}
