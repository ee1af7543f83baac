package dev.handoff.controller.alert;

import static dev.handoff.controller.alert.Phrases.place;
import static dev.handoff.controller.alert.Phrases.span;

import dev.handoff.controller.alert.News.Command;
import dev.handoff.events.Happening;
import dev.handoff.events.Hold;
import dev.handoff.events.Incident;
import dev.handoff.events.JournalEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What people are told of nodes, of what holds the controller, and of the cluster as a whole. */
final class ClusterNews {

  private static final Command STATUS = new Command("status", "what is served, and by whom");

  private ClusterNews() {}

  /** Who was told that a node is silent is not told again when a hold has ended meanwhile. */
  static @Nullable News silent(JournalEntry entry, Happening.NodeSilent silent) {
    Incident incident = entry.incident();
    if (incident != null && !(incident.id().equals(entry.id()) && incident.isWorthTelling())) {
      return null;
    }
    return News.of(
            Severity.WARNING,
            "%s: %s is silent, no sign of life for %s"
                .formatted(entry.cluster(), silent.node(), span(silent.silentFor())),
            """
            What it served goes to another node, and a mail follows for each group when that is done,
            or why it cannot be. If it served nothing, only the reserve is smaller.\
            """,
            STATUS,
            new Command("history --node " + silent.node(), "what it said last"))
        .about(null, silent.node());
  }

  /** A node that comes back is news to whoever was told that it is silent. */
  static @Nullable News returned(JournalEntry entry, Happening.NodeReturned returned) {
    Incident incident = entry.incident();
    if (incident == null || !incident.isWorthTelling()) {
      return null;
    }
    Duration away = Duration.between(incident.since(), entry.at());
    return News.of(
            Severity.INFO,
            "%s: %s is back after %s".formatted(entry.cluster(), returned.node(), span(away)),
            "It is over: the node is heard again, and may have groups if its services are well.",
            STATUS)
        .about(null, returned.node());
  }

  static @Nullable News held(JournalEntry entry, Happening.Held held) {
    if (isRepeated(entry, held.group())) {
      return null;
    }
    String place = place(entry, held.group());
    Hold hold = held.hold();
    return News.of(
            Severity.CRITICAL,
            place + ": on hold, " + shortly(hold),
            held.group() == null
                ? "Nothing is moved until this is over; nodes go on with what they do."
                : held.group()
                    + " is not touched until this is over; nodes go on with what they do.",
            commands(held.group(), hold))
        .because(List.of(hold.inWords()))
        .orShorter(place + ": on hold")
        .about(held.group(), null);
  }

  static @Nullable News holdEnded(JournalEntry entry, Happening.HoldEnded ended) {
    if (isRepeated(entry, ended.group())) {
      return null;
    }
    Incident incident = entry.incident();
    String after =
        incident == null ? "" : " after " + span(Duration.between(incident.since(), entry.at()));
    return News.of(
            Severity.INFO,
            place(entry, ended.group()) + ": hold ended" + after,
            "It is over: what is to be moved is moved again.",
            STATUS)
        .because(List.of("it was held: " + ended.hold().inWords()))
        .about(ended.group(), null);
  }

  /** An incident about a group counts its failovers too, of which each is news. */
  private static boolean isRepeated(JournalEntry entry, @Nullable String group) {
    return group == null && entry.incident() != null && !entry.incident().isWorthTelling();
  }

  private static String shortly(Hold hold) {
    return switch (hold) {
      case Hold.AllSilent _ -> "every node is silent";
      case Hold.SelfPreservation h ->
          h.losing() + " of " + h.clusters() + " clusters lost a node at once";
      case Hold.Parked h ->
          "parked after %d %s until %s"
              .formatted(h.moves(), h.moves() == 1 ? "move" : "moves", Phrases.moment(h.until()));
      case Hold.StopFailed h -> h.node() + " could not stop it";
      case Hold.FenceRefused h -> h.node() + " could not be powered off";
      case Hold.RecordTooLarge _ -> "nothing can be written down";
      case Hold.Maintenance _ -> "maintenance is on";
    };
  }

  private static Command[] commands(@Nullable String group, Hold hold) {
    String named = group == null ? "GROUP" : group;
    return switch (hold) {
      case Hold.AllSilent _, Hold.SelfPreservation _ ->
          new Command[] {
            new Command("doctor", "checks whether beats can arrive at all"),
            new Command("status --watch", "shows when a node is heard again")
          };
      case Hold.Parked _ ->
          new Command[] {
            new Command("history --group " + named, "why it moved so often"),
            new Command("cleanup " + named, "forgives its failures, and lets it move again"),
            new Command("move " + named + " NODE", "moves it all the same")
          };
      case Hold.StopFailed h ->
          new Command[] {
            new Command("explain " + named, "what is waited for"),
            new Command("apply FILE", "with a spec without " + h.node() + ", if it is off for good")
          };
      case Hold.FenceRefused _ ->
          new Command[] {
            new Command("doctor", "checks the permission to power nodes off"),
            new Command("explain " + named, "what is waited for")
          };
      case Hold.RecordTooLarge _ ->
          new Command[] {new Command("history", "what there is so much to tell of")};
      case Hold.Maintenance _ -> new Command[] {new Command("maintenance off", "ends it")};
    };
  }

  static News expires(JournalEntry entry, Happening.WishExpires wish) {
    String place = place(entry, wish.group());
    String left = span(Duration.between(entry.at(), wish.until()));
    String then =
        wish.goesTo() == null ? "it stays where it is" : "it goes to " + wish.goesTo() + " then";
    String what = wish.ban() ? "ban from " + wish.node() : "move to " + wish.node();
    String verb = wish.ban() ? "ban " : "move ";
    return News.of(
            wish.goesTo() == null ? Severity.INFO : Severity.WARNING,
            "%s: %s ends in %s, %s".formatted(place, what, left, then),
            """
            An operator's %s is in force until %s.
            After that %s may have %s again by the rules of the spec: %s.\
            """
                .formatted(
                    what,
                    Phrases.moment(wish.until()),
                    wish.ban() ? wish.node() : "every node",
                    wish.group(),
                    then),
            new Command(verb + wish.group() + " " + wish.node() + " --lifetime 1h", "prolongs it"),
            new Command("clear " + wish.group() + " " + wish.node(), "ends it now"))
        .orShorter("%s: %s ends in %s".formatted(place, what, left))
        .about(wish.group(), wish.node());
  }

  static News destroyed(JournalEntry entry, Happening.ClusterDestroyed destroyed) {
    List<String> addresses = new ArrayList<>();
    destroyed.addresses().forEach((shown, where) -> addresses.add("- " + shown + ": " + where));
    return News.of(
            Severity.WARNING,
            entry.cluster() + ": destroyed, nobody watches it any more",
            "%s asked for it: %s."
                .formatted(
                    destroyed.by() == null ? "An operator" : destroyed.by(),
                    destroyed.disposal().inWords()),
            new Command("apply FILE", "creates it anew"))
        .because(addresses);
  }
}
