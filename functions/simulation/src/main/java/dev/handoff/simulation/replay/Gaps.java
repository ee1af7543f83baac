package dev.handoff.simulation.replay;

import dev.handoff.events.Happening;
import dev.handoff.events.Hold;
import dev.handoff.events.JournalEntry;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a journal does not hold, said once each. */
final class Gaps {

  /** More gaps than these, and the journal was filtered. */
  private static final int MOST_NAMED = 3;

  private final Set<String> words = new LinkedHashSet<>();

  List<String> words() {
    return List.copyOf(words);
  }

  /** Entries are numbered without gaps; an export that has some was filtered or cut. */
  void numbers(List<JournalEntry> entries) {
    int missing = 0;
    for (int i = 1; i < entries.size(); i++) {
      long before = entries.get(i - 1).number();
      long number = entries.get(i).number();
      if (number > before + 1) {
        missing++;
        if (missing <= MOST_NAMED) {
          words.add(
              "entries %d to %d of the journal are missing: was it exported with a filter?"
                  .formatted(before + 1, number - 1));
        }
      }
    }
    if (missing > MOST_NAMED) {
      words.add("and %d more gaps of the same kind".formatted(missing - MOST_NAMED));
    }
  }

  void earlierLife(JournalEntry next) {
    words.add(
        "the cluster was destroyed and created anew: what came before entry %d is left out"
            .formatted(next.number()));
  }

  void specChanged(Instant at, List<String> changes) {
    words.add(
        "the spec was changed at %s (%s): the journal does not hold what it was before and after,"
                .formatted(at.truncatedTo(ChronoUnit.SECONDS), String.join(", ", changes))
            + " so one spec is played throughout");
  }

  void appeared(String node, Instant at) {
    words.add(
        "%s was first heard at %s: before that it is taken to have been off"
            .formatted(node, at.truncatedTo(ChronoUnit.SECONDS)));
  }

  void takenForCut(String node) {
    words.add(
        "%s was silent for less than %d s, and is taken to have been cut off: machines do not"
                .formatted(node, Silence.BOOT.toSeconds())
            + " boot that fast (--silence off plays it without power)");
  }

  void takenForOff(String node) {
    words.add(
        node
            + " was silent for long, and is taken to have been off; it may have run, and not have"
            + " been heard (--silence cut plays it that way)");
  }

  void failedBefore(Happening.ResourceFailed failed) {
    words.add(
        "%s had failed on %s before the journal begins (its first entry counts %d): those"
                .formatted(failed.resource(), failed.node(), failed.failCount())
            + " failures are not played");
  }

  void refusedByCloud() {
    words.add("the cloud refused to move addresses, or was slow: here it moves them at once");
  }

  void heldBy(Hold hold) {
    words.add("what led to a hold is not played (" + hold.inWords() + ")");
  }
}
