package dev.handoff.controller.alert;

import dev.handoff.events.Alert;
import dev.handoff.events.Cause;
import dev.handoff.events.Happening;
import dev.handoff.events.JournalEntry;
import dev.handoff.events.json.Json;
import dev.handoff.events.json.Kebab;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.GroupSpec;
import dev.handoff.events.spec.Monitor.OnFail;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Turns an entry of the journal into what a person receives; most entries are not worth a mail. */
public final class Alerts {

  /** SNS refuses longer subjects, and anything but printable ASCII. */
  private static final int MAX_SUBJECT = 100;

  private Alerts() {}

  /** The alert of an entry, or nothing if nobody has to be told. */
  public static Optional<Alert> of(JournalEntry entry, ClusterSpec spec) {
    News news = news(entry.happening(), spec);
    if (news == null) {
      return Optional.empty();
    }
    Map<String, String> attributes = new TreeMap<>();
    attributes.put("cluster", entry.cluster());
    attributes.put("event", Kebab.of(entry.happening().getClass()));
    attributes.put("severity", news.severity.name().toLowerCase(Locale.ROOT));
    if (news.group != null) {
      attributes.put("group", news.group);
    }
    String text =
        """
        %s

        %s

        cluster: %s
        when:    %s
        alert:   %s
        """
            .formatted(news.subject, news.body, entry.cluster(), entry.at(), entry.id());
    return Optional.of(
        new Alert(
            entry.id(),
            entry.cluster(),
            subject(news.subject),
            text,
            Json.write(entry),
            attributes));
  }

  private enum Severity {
    INFO,
    WARNING,
    CRITICAL
  }

  private record News(Severity severity, @Nullable String group, String subject, String body) {}

  private static @Nullable News news(Happening happening, ClusterSpec spec) {
    return switch (happening) {
      case Happening.OwnerChanged changed -> moved(changed);
      case Happening.GroupStopped stopped -> stopped(stopped);
      case Happening.GroupIncomplete incomplete -> incomplete(incomplete);
      case Happening.StartFailed failed ->
          new News(
              Severity.WARNING,
              failed.group(),
              "%s: did not start on %s".formatted(failed.group(), failed.node()),
              """
              %s
              The next best node is tried. %s may have it again after:
                handoff cleanup %s %s\
              """
                  .formatted(failed.detail(), failed.node(), failed.group(), failed.node()));
      case Happening.AddressStuck stuck ->
          new News(
              Severity.CRITICAL,
              stuck.group(),
              "%s: %s cannot be moved".formatted(stuck.group(), stuck.address()),
              "The cloud says: %s\nIt is tried again every minute.".formatted(stuck.detail()));
      case Happening.DriftFound drift ->
          new News(
              Severity.WARNING,
              drift.group(),
              "%s: %s was found away from its owner".formatted(drift.group(), drift.address()),
              "It led to %s and is being brought back."
                  .formatted(drift.foundAt() == null ? "nothing" : drift.foundAt()));
      case Happening.ResourceFailed failed -> demanding(failed, spec);
      case Happening.NodeSilent silent -> silent(silent, spec);
      case Happening.Held held ->
          new News(
              Severity.CRITICAL,
              held.group(),
              (held.group() == null ? spec.cluster() : held.group()) + ": on hold",
              held.hold().inWords() + ".");
      case Happening.HoldEnded ended ->
          new News(
              Severity.INFO,
              ended.group(),
              (ended.group() == null ? spec.cluster() : ended.group()) + ": hold ended",
              "It was held because " + ended.hold().inWords() + ".");
      case Happening.ClusterDestroyed destroyed -> destroyed(destroyed, spec);
      case Happening.SpecApplied _,
          Happening.OperatorActed _,
          Happening.NodeReturned _,
          Happening.NodeLeft _,
          Happening.HandoverBegun _ ->
          null;
    };
  }

  private static News moved(Happening.OwnerChanged changed) {
    String what = changed.addresses().isEmpty() ? "" : " " + String.join(", ", changed.addresses());
    String from = changed.from();
    String way =
        from == null || from.equals(changed.to())
            ? "on " + changed.to()
            : "moved " + from + " -> " + changed.to();
    return new News(
        Severity.WARNING,
        changed.group(),
        "%s:%s %s in %s (%s)"
            .formatted(
                changed.group(), what, way, seconds(changed.serve()), changed.cause().inWords()),
        """
        cause:    %s
        detected: %s before the decision
        moved:    %s after it
        serving:  %s after it, on %s (epoch %d)%s\
        """
            .formatted(
                changed.cause().inWords(),
                seconds(changed.detect()),
                seconds(changed.move()),
                seconds(changed.serve()),
                changed.to(),
                changed.epoch(),
                inForce(changed.cause())));
  }

  /** Until when an operator's wish goes on deciding, and what takes it back. */
  private static String inForce(Cause cause) {
    if (!(cause instanceof Cause.Operator(String _, Instant until, String lift)) || lift == null) {
      return "";
    }
    return "\nin force: "
        + (until == null ? "until it is lifted" : "until " + until)
        + "; lifted by: "
        + lift;
  }

  private static News stopped(Happening.GroupStopped stopped) {
    List<String> reasons =
        stopped.reasons().isEmpty() ? List.of("nobody may run it") : stopped.reasons();
    boolean asked = isAsked(stopped.cause());
    return new News(
        asked ? Severity.INFO : Severity.CRITICAL,
        stopped.group(),
        "%s: stopped (%s)".formatted(stopped.group(), stopped.cause().inWords()),
        asked
            ? "It was asked for: " + stopped.cause().inWords() + "."
            : """
            Why each node may not run it, and what ends that, where a command can:
            - %s
            More: handoff explain %s\
            """
                .formatted(String.join("\n- ", reasons), stopped.group()));
  }

  /** Whether somebody wanted the group stopped, and not only something that led to it. */
  private static boolean isAsked(Cause cause) {
    return cause instanceof Cause.TargetRoleStopped
        || (cause instanceof Cause.Operator operator && operator.lift() == null);
  }

  private static News destroyed(Happening.ClusterDestroyed destroyed, ClusterSpec spec) {
    StringBuilder addresses = new StringBuilder();
    destroyed
        .addresses()
        .forEach(
            (shown, where) -> addresses.append("\n- ").append(shown).append(": ").append(where));
    return new News(
        Severity.WARNING,
        null,
        spec.cluster() + ": destroyed, nobody watches it any more",
        "%s asked for it: %s.%s"
            .formatted(
                destroyed.by() == null ? "An operator" : destroyed.by(),
                destroyed.disposal().inWords(),
                addresses));
  }

  /** A failure that is answered by a restart is no news; one that waits for a person is. */
  private static @Nullable News demanding(Happening.ResourceFailed failed, ClusterSpec spec) {
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
    return new News(
        Severity.CRITICAL,
        spec.groupOf(failed.resource()).map(GroupSpec::name).orElse(null),
        "%s failed on %s and %s".formatted(failed.resource(), failed.node(), asked),
        """
        %s
        That is what its on-fail: %s asks for. It ends with:
          handoff cleanup %s %s\
        """
            .formatted(
                failed.detail() == null ? "The node gave no reason." : failed.detail(),
                Kebab.of(onFail),
                failed.resource(),
                failed.node()));
  }

  private static News incomplete(Happening.GroupIncomplete incomplete) {
    boolean wanted = incomplete.cause() instanceof Cause.TargetRoleStopped;
    return new News(
        wanted ? Severity.INFO : Severity.CRITICAL,
        incomplete.group(),
        "%s: %s on %s, %s stopped (%s)"
            .formatted(
                incomplete.group(),
                String.join(", ", incomplete.running()),
                incomplete.node(),
                String.join(", ", incomplete.stopped()),
                incomplete.cause().inWords()),
        wanted
            ? "Its target-role in the spec is stopped."
            : """
            %s
            When the reason is mended:
              handoff cleanup %s\
            """
                .formatted("- " + String.join("\n- ", incomplete.reasons()), incomplete.group()));
  }

  private static News silent(Happening.NodeSilent silent, ClusterSpec spec) {
    return new News(
        Severity.WARNING,
        null,
        "%s: %s is silent".formatted(spec.cluster(), silent.node()),
        "No beat for %s. What it had is given to another node."
            .formatted(seconds(silent.silentFor())));
  }

  private static String seconds(Duration duration) {
    return String.format(
        Locale.ROOT, "%.1f s", duration.toSeconds() + duration.toMillisPart() / 1000.0);
  }

  private static String subject(String text) {
    String ascii =
        new String(text.getBytes(StandardCharsets.US_ASCII), StandardCharsets.US_ASCII)
            .replaceAll("\\p{Cntrl}", " ");
    return ascii.length() < MAX_SUBJECT ? ascii : ascii.substring(0, MAX_SUBJECT - 4) + "...";
  }
}
