package dev.handoff.simulation.port;

import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.events.json.Json;
import dev.handoff.events.json.MalformedEvent;
import dev.handoff.simulation.promise.Fact;
import dev.handoff.simulation.promise.History;
import dev.handoff.simulation.world.Agenda;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The table of cluster records. A record goes through its text on the way in. */
public final class RecordStore {

  /** A record and its version, as the table holds them. */
  public record Row(long version, ClusterRecord record) {}

  /** Backups are kept of so many versions. */
  private static final int BACKUPS = 200;

  /** Of records that differ only in their sightings, one of so many goes through its text. */
  private static final int WRITTEN_OUT = 64;

  private final Map<String, Row> rows = new TreeMap<>();
  private final Map<String, List<Row>> backups = new TreeMap<>();
  private final History history;
  private final Agenda agenda;
  private final boolean swapsBlindly;
  private long routines;

  /**
   * Creates an empty table.
   *
   * @param swapsBlindly a canary: versions are not compared
   */
  public RecordStore(History history, Agenda agenda, boolean swapsBlindly) {
    this.history = history;
    this.agenda = agenda;
    this.swapsBlindly = swapsBlindly;
  }

  public @Nullable Row row(String cluster) {
    return rows.get(cluster);
  }

  public List<String> clusters() {
    return List.copyOf(rows.keySet());
  }

  /** Replaces a record on condition of its version; whether it did. */
  boolean swap(String cluster, long expected, long version, ClusterRecord next, long function) {
    Row before = rows.get(cluster);
    boolean matches = before == null ? expected == 0 : before.version == expected;
    if (!matches && !(swapsBlindly && before != null)) {
      return false;
    }
    Row row = new Row(version, taken(next, before == null ? null : before.record));
    rows.put(cluster, row);
    backUp(cluster, row);
    history.tell(
        new Fact.Committed(
            cluster, row.version, before == null ? null : before.record, row.record, function));
    return true;
  }

  boolean remove(String cluster, long expected, long function) {
    Row before = rows.get(cluster);
    if (before == null || before.version != expected) {
      return false;
    }
    rows.remove(cluster);
    backups.remove(cluster); // Nobody takes a destroyed cluster for one that lives.
    history.tell(new Fact.Committed(cluster, expected, before.record, null, function));
    return true;
  }

  /**
   * A person puts an older version of the record in the place of the present one.
   *
   * @param back which of those that were kept, from zero (the oldest) to one (the newest)
   */
  public void restore(String cluster, double back) {
    List<Row> kept = backups.getOrDefault(cluster, List.of());
    Row before = rows.get(cluster);
    if (kept.isEmpty() || before == null || before.record.closing() != null) {
      return; // Nobody restores what is being destroyed: its nodes may be forgotten already.
    }
    Row old = kept.get((int) (back * (kept.size() - 1)));
    rows.put(cluster, old);
    history.tell(new Fact.Committed(cluster, old.version, before.record, old.record, 0));
  }

  /**
   * A record as it comes out again. One that differs from the last only in its sightings is not
   * written out each time: its text would differ in a few digits.
   */
  private ClusterRecord taken(ClusterRecord next, @Nullable ClusterRecord before) {
    boolean routine = before != null && next.sameButForSightings(before);
    if (routine && ++routines % WRITTEN_OUT != 0) {
      return next;
    }
    String text = Json.write(next);
    agenda.note(text.hashCode());
    ClusterRecord parsed = parsed(text);
    if (!parsed.equals(next)) {
      throw new IllegalStateException("a record changes in its text: " + text);
    }
    return parsed;
  }

  private void backUp(String cluster, Row row) {
    List<Row> kept = backups.computeIfAbsent(cluster, c -> new ArrayList<>());
    kept.add(row);
    if (kept.size() > BACKUPS) {
      kept.subList(0, BACKUPS / 2).clear();
    }
  }

  private static ClusterRecord parsed(String text) {
    try {
      return Json.read(text, ClusterRecord.class);
    } catch (MalformedEvent e) {
      throw new IllegalStateException("a record that was written cannot be read: " + text, e);
    }
  }
}
