package dev.handoff.oci.objectstorage;

import dev.handoff.controller.port.CloudUnavailable;
import dev.handoff.controller.port.Journal;
import dev.handoff.dispatch.Parallel;
import dev.handoff.events.JournalEntry;
import dev.handoff.events.json.Json;
import dev.handoff.events.json.MalformedEvent;
import dev.handoff.oci.objectstorage.Bucket.Stored;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One object for each entry, created and never replaced. Names run backwards in time, because a
 * listing begins with the smallest, and people ask for the newest.
 */
public final class ObjectStorageJournal implements Journal {

  private static final String PREFIX = "journal/";

  /** The largest of 13 digits: milliseconds until the year 2286. */
  private static final long LAST_MILLI = 9_999_999_999_999L;

  private static final long LAST_NUMBER = 9_999_999_999L;

  private static final Comparator<JournalEntry> OLDEST_FIRST =
      Comparator.comparingLong(JournalEntry::number).thenComparing(JournalEntry::at);

  private final Bucket bucket;

  public ObjectStorageJournal(Bucket bucket) {
    this.bucket = bucket;
  }

  @Override
  public List<JournalEntry> append(List<JournalEntry> entries) {
    return Parallel.map(entries, this::append).stream().flatMap(Optional::stream).toList();
  }

  /** Empty: it is there already, from an earlier evaluation or this call's lost first try. */
  private Optional<JournalEntry> append(JournalEntry entry) {
    return bucket.create(key(entry), Json.write(entry)).map(tag -> entry);
  }

  private static String key(JournalEntry entry) {
    return "%s%s/%013d-%010d"
        .formatted(
            PREFIX,
            entry.cluster(),
            LAST_MILLI - entry.at().toEpochMilli(),
            LAST_NUMBER - entry.number());
  }

  @Override
  public List<JournalEntry> newest(String cluster, int limit) {
    List<String> names =
        bucket.list(PREFIX + cluster + "/", limit).stream().map(Bucket.Listed::name).toList();
    return Parallel.map(names, this::read).stream()
        .flatMap(Optional::stream)
        .sorted(OLDEST_FIRST)
        .toList();
  }

  /** Empty: the lifecycle rule has removed it since it was listed. */
  private Optional<JournalEntry> read(String name) {
    Optional<Stored> stored = bucket.get(name);
    return stored.map(there -> parse(name, there.text()));
  }

  private JournalEntry parse(String name, String json) {
    try {
      return Json.read(json, JournalEntry.class);
    } catch (MalformedEvent e) {
      throw new CloudUnavailable(
          name + " in the bucket " + bucket.name() + ": " + e.getMessage(), e);
    }
  }
}
