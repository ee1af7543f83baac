package dev.handoff.simulation.replay;

import dev.handoff.events.Cause;
import dev.handoff.events.Happening;
import dev.handoff.events.JournalEntry;
import dev.handoff.events.OperatorCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the controller made of what befell the cluster: the entries of a journal that are outcomes,
 * each beside the occurrence that it answers.
 *
 * @param answers outcomes by the occurrence that they answer
 * @param unasked outcomes that answer nothing that befell the cluster, by their time: what had
 *     expired, for example
 */
record Outcomes(Map<Occurrence, List<JournalEntry>> answers, List<JournalEntry> unasked) {

  /** What names no cause answers what befell the cluster so short a time before. */
  private static final Duration PROMPT = Duration.ofMinutes(2);

  /** Attributes each outcome of a journal. */
  static Outcomes of(List<JournalEntry> entries, List<Occurrence> occurrences) {
    Map<Occurrence, List<JournalEntry>> answers = new HashMap<>();
    List<JournalEntry> unasked = new ArrayList<>();
    for (JournalEntry entry : outcomes(entries)) {
      Occurrence occurrence = asked(entry, occurrences);
      if (occurrence == null) {
        unasked.add(entry);
      } else {
        answers.computeIfAbsent(occurrence, o -> new ArrayList<>()).add(entry);
      }
    }
    return new Outcomes(answers, unasked);
  }

  List<JournalEntry> of(Occurrence occurrence) {
    return answers.getOrDefault(occurrence, List.of());
  }

  private static List<JournalEntry> outcomes(List<JournalEntry> entries) {
    Set<String> finished = new HashSet<>();
    for (JournalEntry entry : entries) {
      switch (entry.happening()) {
        case Happening.OwnerChanged h -> finished.add(h.group() + h.epoch());
        case Happening.GroupIncomplete h -> finished.add(h.group() + h.epoch());
        default -> {}
      }
    }
    List<JournalEntry> outcomes = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      JournalEntry entry = entries.get(i);
      boolean told =
          switch (entry.happening()) {
            case Happening.OwnerChanged _,
                Happening.GroupStopped _,
                Happening.GroupIncomplete _,
                Happening.Held _,
                Happening.HoldEnded _,
                Happening.ResourceRecovered _,
                Happening.StartFailed _ ->
                true;
            case Happening.HandoverBegun h ->
                h.to() != null && !finished.contains(h.group() + h.epoch());
            case Happening.ResourceFailed h ->
                !isAnswered(h, entries.subList(i + 1, entries.size()));
            case Happening.SpecApplied _,
                Happening.OperatorActed _,
                Happening.ClusterDestroyed _,
                Happening.NodeReturned _,
                Happening.NodeSilent _,
                Happening.NodeLeft _,
                Happening.WishExpires _,
                Happening.AddressStuck _,
                Happening.DriftFound _ ->
                false;
          };
      if (told) {
        outcomes.add(entry);
      }
    }
    return outcomes;
  }

  /** Whether what came of a failure is told by itself. */
  private static boolean isAnswered(Happening.ResourceFailed failed, List<JournalEntry> after) {
    for (JournalEntry entry : after) {
      switch (entry.happening()) {
        case Happening.ResourceFailed h when isOf(failed, h.resource(), h.node()) -> {
          return false;
        }
        case Happening.ResourceRecovered h when isOf(failed, h.resource(), h.node()) -> {
          return true;
        }
        case Happening.HandoverBegun h when isBecauseOf(h.cause(), failed) -> {
          return true;
        }
        case Happening.GroupStopped h when isBecauseOf(h.cause(), failed) -> {
          return true;
        }
        default -> {}
      }
    }
    return false;
  }

  private static boolean isOf(Happening.ResourceFailed failed, String resource, String node) {
    return failed.resource().equals(resource) && failed.node().equals(node);
  }

  private static boolean isBecauseOf(Cause cause, Happening.ResourceFailed failed) {
    return switch (cause) {
      case Cause.ServiceFailed c -> isOf(failed, c.resource(), c.node());
      case Cause.FailureDemands c -> isOf(failed, c.resource(), c.node());
      default -> false;
    };
  }

  /** The newest occurrence that the entry names as its cause, or else that it came right after. */
  private static @Nullable Occurrence asked(JournalEntry entry, List<Occurrence> occurrences) {
    Cause cause = cause(entry.happening());
    Occurrence newest = null;
    for (Occurrence occurrence : occurrences.reversed()) {
      if (occurrence.at().isAfter(entry.at())) {
        continue;
      }
      if (newest == null) {
        newest = occurrence;
      }
      if (cause == null ? isAbout(entry.happening(), occurrence) : isNamed(cause, occurrence)) {
        return occurrence;
      }
    }
    boolean prompt =
        newest != null && Duration.between(newest.at(), entry.at()).compareTo(PROMPT) < 0;
    return prompt ? newest : null;
  }

  private static @Nullable Cause cause(Happening happening) {
    return switch (happening) {
      case Happening.OwnerChanged h -> h.cause();
      case Happening.HandoverBegun h -> h.cause();
      case Happening.GroupStopped h -> h.cause();
      case Happening.GroupIncomplete h -> h.cause();
      default -> null;
    };
  }

  private static boolean isAbout(Happening happening, Occurrence occurrence) {
    return switch (happening) {
      case Happening.ResourceFailed h -> isFailure(occurrence, h.resource(), h.node());
      case Happening.ResourceRecovered h -> isFailure(occurrence, h.resource(), h.node());
      case Happening.StartFailed h ->
          occurrence instanceof Occurrence.StartFails o && o.node().equals(h.node());
      default -> false;
    };
  }

  private static boolean isFailure(Occurrence occurrence, String resource, String node) {
    return switch (occurrence) {
      case Occurrence.ServiceFails o -> o.resource().equals(resource) && o.node().equals(node);
      case Occurrence.StartFails o -> o.target().equals(resource) && o.node().equals(node);
      default -> false;
    };
  }

  private static boolean isNamed(Cause cause, Occurrence occurrence) {
    return switch (cause) {
      case Cause.ServiceFailed c -> isFailure(occurrence, c.resource(), c.node());
      case Cause.FailureDemands c -> isFailure(occurrence, c.resource(), c.node());
      case Cause.StartFailed c ->
          occurrence instanceof Occurrence.StartFails o && o.node().equals(c.node());
      case Cause.NodeSilent c -> goes(occurrence, c.node());
      case Cause.NodeLeft c -> goes(occurrence, c.node());
      case Cause.NodeRebooted c ->
          switch (occurrence) {
            case Occurrence.NodeComes o -> o.node().equals(c.node());
            case Occurrence.NodeReboots o -> o.node().equals(c.node());
            default -> false;
          };
      case Cause.NodeStandby c -> isCommand(occurrence, new OperatorCommand.Standby(c.node()));
      case Cause.Operator c ->
          occurrence instanceof Occurrence.Commanded o && o.command().inWords().equals(c.command());
      case Cause.Drift _ -> occurrence instanceof Occurrence.AddressStrays;
      case Cause.FirstStart _,
          Cause.BetterNode _,
          Cause.NodeEligible _,
          Cause.NoEligibleNode _,
          Cause.TargetRoleStopped _,
          Cause.StopAll _ ->
          false;
    };
  }

  private static boolean goes(Occurrence occurrence, String node) {
    return occurrence instanceof Occurrence.NodeGoes o && o.node().equals(node);
  }

  private static boolean isCommand(Occurrence occurrence, OperatorCommand command) {
    return occurrence instanceof Occurrence.Commanded o && o.command().equals(command);
  }
}
