package dev.handoff.console.story;

import dev.handoff.console.scenario.Times;
import dev.handoff.events.Happening;
import dev.handoff.events.ResourceReport;
import org.jspecify.annotations.Nullable;

/** Says what happened to somebody who has never seen a cluster. */
public final class News {

  private News() {}

  /** One line, without its end. */
  public static String of(Happening happening) {
    return switch (happening) {
      case Happening.SpecApplied h ->
          "the spec is stored"
              + (h.by() == null ? "" : " by " + h.by())
              + ": "
              + String.join(", ", h.changes());
      case Happening.OperatorActed h ->
          (h.by() == null ? "the operator" : h.by()) + " asked for: " + h.command().inWords();
      case Happening.ClusterDestroyed h ->
          "the cluster is forgotten: " + h.disposal().inWords() + addresses(h);
      case Happening.NodeReturned h -> h.node() + " is heard";
      case Happening.NodeSilent h ->
          h.node() + " is lost: no sign of life for " + Times.inWords(h.silentFor());
      case Happening.NodeLeft h -> h.node() + " says goodbye: it shuts down on purpose";
      case Happening.ResourceFailed h ->
          h.resource() + " failed on " + h.node() + because(h.detail()) + counted(h);
      case Happening.ResourceRecovered h -> recovered(h);
      case Happening.WishExpires h -> expires(h);
      case Happening.HandoverBegun h -> begun(h);
      case Happening.OwnerChanged h -> changed(h);
      case Happening.GroupStopped h ->
          h.group() + " is stopped (" + h.cause().inWords() + ")" + reasons(h);
      case Happening.GroupIncomplete h ->
          "%s: %s on %s, %s stopped (%s): %s"
              .formatted(
                  h.group(),
                  String.join(", ", h.running()),
                  h.node(),
                  String.join(", ", h.stopped()),
                  h.cause().inWords(),
                  String.join("; ", h.reasons()));
      case Happening.StartFailed h ->
          h.group() + " did not start on " + h.node() + ": " + h.detail();
      case Happening.AddressStuck h ->
          h.address() + " does not move, and is tried again: " + h.detail();
      case Happening.DriftFound h ->
          h.address()
              + " was found "
              + (h.foundAt() == null ? "nowhere" : h.foundAt())
              + " and is brought back";
      case Happening.Held h -> about(h.group()) + "on hold: " + h.hold().inWords();
      case Happening.HoldEnded h -> about(h.group()) + "no longer on hold: " + h.hold().inWords();
    };
  }

  private static String recovered(Happening.ResourceRecovered h) {
    String after = h.lasted().isZero() ? "" : " after " + Times.inWords(h.lasted());
    return h.resource() + " runs on " + h.node() + " again" + after;
  }

  private static String expires(Happening.WishExpires h) {
    String wish = h.ban() ? "the ban of " : "the move of ";
    String where = h.ban() ? " from " : " to ";
    String then = h.goesTo() == null ? "it stays" : "it goes to " + h.goesTo() + " then";
    return wish + h.group() + where + h.node() + " ends at " + Moments.iso(h.until()) + "; " + then;
  }

  private static String begun(Happening.HandoverBegun h) {
    String why = " (" + h.cause().inWords() + ")";
    if (h.to() == null) {
      return h.group() + " has to stop" + why;
    }
    return h.from() == null
        ? h.group() + " goes to " + h.to() + why
        : h.group() + " leaves " + h.from() + " and goes to " + h.to() + why;
  }

  private static String changed(Happening.OwnerChanged h) {
    String addresses = h.addresses().isEmpty() ? "" : " with " + String.join(", ", h.addresses());
    return "%s runs on %s%s; noticed after %s, address moved in %s, serving in %s"
        .formatted(
            h.group(),
            h.to(),
            addresses,
            Times.inWords(h.detect()),
            Times.inWords(h.move()),
            Times.inWords(h.serve()));
  }

  private static String because(@Nullable String detail) {
    return detail == null ? "" : " (" + detail + ")";
  }

  private static String counted(Happening.ResourceFailed h) {
    if (h.onFail() != null) {
      return switch (h.onFail()) {
        case STOP -> ": it is to stay stopped until cleanup";
        case STANDBY -> ": " + h.node() + " is on standby until cleanup";
        case BLOCK -> ": it is left as it is until cleanup";
        case RESTART, IGNORE -> "";
      };
    }
    if (h.failCount() >= ResourceReport.FATAL) {
      return ": it may not run there until cleanup";
    }
    if (h.threshold() <= 0 || h.threshold() >= ResourceReport.FATAL) {
      return ": failure " + h.failCount();
    }
    return h.failCount() >= h.threshold()
        ? ": failure " + h.failCount() + " of " + h.threshold() + ", so it has to leave"
        : ": failure " + h.failCount() + " of " + h.threshold() + ", so it is started again there";
  }

  private static String reasons(Happening.GroupStopped h) {
    return h.reasons().isEmpty() ? "" : ": " + String.join("; ", h.reasons());
  }

  private static String about(@Nullable String group) {
    return group == null ? "the cluster is " : group + " is ";
  }

  private static String addresses(Happening.ClusterDestroyed h) {
    StringBuilder words = new StringBuilder();
    h.addresses()
        .forEach((shown, where) -> words.append("; ").append(shown).append(" ").append(where));
    return words.toString();
  }
}
