package dev.handoff.controller.port;

import dev.handoff.events.JournalEntry;
import java.util.List;

/** The append-only history of clusters. */
public interface Journal {

  /**
   * Appends entries; one whose number and time (to the millisecond) are there is left as it is.
   *
   * @return those that were not there before. One that was appended by a call that then failed, or
   *     whose reply was lost, is there before when that is repeated: this is for figures, no more
   * @throws CloudUnavailable if not all of them could be appended; to be repeated
   */
  List<JournalEntry> append(List<JournalEntry> entries);

  /**
   * Reads the newest entries of a cluster, oldest first.
   *
   * @param limit at most this many, 1 to 1,000
   * @throws CloudUnavailable if they cannot be read
   */
  List<JournalEntry> newest(String cluster, int limit);
}
