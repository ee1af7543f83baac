package dev.handoff.controller.record;

import dev.handoff.events.Cause;
import dev.handoff.events.Happening;
import dev.handoff.events.Incident;
import dev.handoff.events.JournalEntry;
import dev.handoff.events.OperatorCommand;
import dev.handoff.events.ResourceReport;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.GroupSpec;
import dev.handoff.events.spec.Resource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which incident a happening belongs to: the failover of a group from its beginning over every
 * obstacle to its end, a node from its silence to its return, and so on. Kept in the record, so
 * that whoever comes next tells the end of what another evaluation told the beginning of.
 */
public final class Incidents {

  /** The warning that an operator's wish ends comes so long before; shorter wishes get none. */
  public static final Duration AHEAD = Duration.ofMinutes(5);

  /** A record has to stay small; the oldest are forgotten first. */
  private static final int MOST = 100;

  private static final String CLUSTER = "cluster";

  private Incidents() {}

  /** An entry with its incident, and what is in trouble after it. */
  record Told(JournalEntry entry, List<Incident> incidents) {}

  private enum Role {
    BEGINS,
    GOES_ON,
    ENDS
  }

  private record Part(String about, Role role) {}

  /** What an incident about a group is called. */
  public static String ofGroup(String group) {
    return "group " + group;
  }

  /** What an incident about a node is called. */
  public static String ofNode(String node) {
    return "node " + node;
  }

  /** What an incident about a service on a node is called. */
  public static String ofResource(String resource, String node) {
    return "resource " + resource + " on " + node;
  }

  /** What the warning that a wish ends is called; a wish that is prolonged is another one. */
  public static String ofWish(String group, String node, @Nullable Instant until) {
    return "wish " + group + " on " + node + " until " + until;
  }

  /** Whether people have been told of something before, whether it is over or not. */
  public static boolean isKnown(ClusterRecord record, String about) {
    return record.incidents().stream().anyMatch(incident -> incident.about().equals(about));
  }

  static Told tell(ClusterRecord record, JournalEntry entry) {
    List<Incident> left = new ArrayList<>();
    for (Incident incident : record.incidents()) {
      if (!incident.isForgotten(entry.at()) && exists(record, incident.about())) {
        left.add(incident);
      }
    }
    dropWhatMovedAway(record, entry.happening(), left);
    addShortWishes(record, entry, left);
    Incident incident =
        part(entry.happening()).flatMap(part -> take(part, entry, left)).orElse(null);
    while (left.size() > MOST) {
      left.removeFirst();
    }
    return new Told(entry.of(incident), left);
  }

  /** What the entry makes of its incident; empty: it has none. */
  private static Optional<Incident> take(Part part, JournalEntry entry, List<Incident> all) {
    Incident before = null;
    for (Incident incident : all) {
      before = incident.about().equals(part.about()) ? incident : before;
    }
    if (before != null && before.isOpen()) {
      if (part.role() != Role.ENDS) {
        return Optional.of(before);
      }
      Incident ended = before.ended(entry.at());
      all.replaceAll(incident -> incident.about().equals(part.about()) ? ended : incident);
      return Optional.of(ended);
    }
    if (part.role() != Role.BEGINS) {
      return Optional.empty();
    }
    int times = !isTrouble(entry.happening()) ? 0 : before == null ? 1 : before.times() + 1;
    all.remove(before);
    Incident begun = new Incident(part.about(), entry.id(), entry.at(), times, null);
    all.add(begun);
    return Optional.of(begun);
  }

  private static boolean isTrouble(Happening happening) {
    return !(happening instanceof Happening.HandoverBegun begun) || begun.cause().isTrouble();
  }

  private static Optional<Part> part(Happening happening) {
    return switch (happening) {
      case Happening.HandoverBegun h -> part(ofGroup(h.group()), Role.BEGINS);
      case Happening.OwnerChanged h -> part(ofGroup(h.group()), Role.ENDS);
      case Happening.GroupStopped h ->
          part(ofGroup(h.group()), h.cause().isWantedStop() ? Role.ENDS : Role.BEGINS);
      case Happening.GroupIncomplete h ->
          part(
              ofGroup(h.group()),
              h.cause() instanceof Cause.TargetRoleStopped ? Role.ENDS : Role.BEGINS);
      case Happening.StartFailed h -> part(ofGroup(h.group()), Role.BEGINS);
      case Happening.AddressStuck h -> part(ofGroup(h.group()), Role.BEGINS);
      case Happening.DriftFound h -> part(ofGroup(h.group()), Role.BEGINS);
      case Happening.Held h -> part(about(h.group()), Role.BEGINS);
      case Happening.HoldEnded h -> part(about(h.group()), Role.ENDS);
      case Happening.NodeSilent h -> part(ofNode(h.node()), Role.BEGINS);
      case Happening.NodeReturned h -> part(ofNode(h.node()), Role.ENDS);
      case Happening.ResourceFailed h ->
          part(ofResource(h.resource(), h.node()), waits(h) ? Role.BEGINS : Role.GOES_ON);
      case Happening.ResourceRecovered h -> part(ofResource(h.resource(), h.node()), Role.ENDS);
      case Happening.WishExpires h -> part(ofWish(h.group(), h.node(), h.until()), Role.BEGINS);
      case Happening.SpecApplied _,
          Happening.OperatorActed _,
          Happening.ClusterDestroyed _,
          Happening.NodeLeft _ ->
          Optional.empty();
    };
  }

  private static Optional<Part> part(String about, Role role) {
    return Optional.of(new Part(about, role));
  }

  private static String about(@Nullable String group) {
    return group == null ? CLUSTER : ofGroup(group);
  }

  /**
   * Whether the service stays where it is, and is to run again there. At its threshold the group
   * leaves, which is another story.
   */
  public static boolean waits(Happening.ResourceFailed failed) {
    boolean leaves = failed.threshold() > 0 && failed.failCount() >= failed.threshold();
    boolean given = failed.failCount() >= ResourceReport.FATAL;
    return failed.onFail() != null || (!leaves && !given);
  }

  /** Where a service is stopped because its group left, nobody waits for it to run again. */
  private static void dropWhatMovedAway(
      ClusterRecord record, Happening happening, List<Incident> left) {
    String to =
        switch (happening) {
          case Happening.OwnerChanged changed -> changed.to();
          case Happening.GroupStopped _ -> "";
          default -> null;
        };
    if (to == null) {
      return;
    }
    String name =
        happening instanceof Happening.OwnerChanged changed
            ? changed.group()
            : ((Happening.GroupStopped) happening).group();
    for (GroupSpec group : record.spec().groups()) {
      if (group.name().equals(name)) {
        left.removeIf(incident -> isOfServiceElsewhere(record, group, to, incident));
      }
    }
  }

  private static boolean isOfServiceElsewhere(
      ClusterRecord record, GroupSpec group, String owner, Incident incident) {
    for (Resource resource : group.resources()) {
      String start = ofResource(resource.name(), "");
      if (incident.isOpen() && incident.about().startsWith(start)) {
        String node = incident.about().substring(start.length());
        return !node.equals(owner) && record.node(node).failures(resource.name()).demand() == null;
      }
    }
    return false;
  }

  /** A wish for a few minutes needs no warning that it ends: whoever said it knows. */
  private static void addShortWishes(
      ClusterRecord record, JournalEntry entry, List<Incident> left) {
    String group =
        entry.happening() instanceof Happening.OperatorActed acted
            ? switch (acted.command()) {
              case OperatorCommand.Ban ban -> ban.group();
              case OperatorCommand.Move move -> move.group();
              default -> null;
            }
            : null;
    String known =
        group == null ? null : record.spec().groupOf(group).map(GroupSpec::name).orElse(null);
    for (Bias bias : record.biases()) {
      Instant until = bias.until();
      boolean isShort = until != null && !until.isAfter(entry.at().plus(AHEAD));
      String about = ofWish(bias.group(), bias.node(), until);
      if (isShort
          && bias.group().equals(known)
          && left.stream().noneMatch(i -> i.about().equals(about))) {
        left.add(new Incident(about, entry.id(), entry.at(), 1, null));
      }
    }
  }

  /** Whether the cluster still has what an incident is about. */
  private static boolean exists(ClusterRecord record, String about) {
    String[] words = about.split(" ", -1);
    ClusterSpec spec = record.spec();
    return switch (words[0]) {
      case "group" -> spec.group(words[1]).isPresent();
      case "node" -> spec.node(words[1]).isPresent();
      case "resource" -> spec.groupOf(words[1]).isPresent() && spec.node(words[3]).isPresent();
      case "wish" ->
          record.biases().stream()
              .anyMatch(bias -> about.equals(ofWish(bias.group(), bias.node(), bias.until())));
      default -> true;
    };
  }
}
