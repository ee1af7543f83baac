package dev.handoff.controller.memory;

import dev.handoff.controller.port.CloudUnavailable;
import dev.handoff.controller.port.ClusterStore;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.events.json.Json;
import dev.handoff.events.json.MalformedEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Records as JSON text, so that every test of the shell also tests the codec. */
public final class MemoryClusterStore implements ClusterStore {

  private final Map<String, Item> items = new TreeMap<>();
  private final Deque<Fault> faults = new ArrayDeque<>();
  private @Nullable String outage;
  private long commits;

  /** Counts on, whatever becomes of the items: no version ever comes again. */
  private long version;

  private int limit = Integer.MAX_VALUE;

  /** What can go wrong with one commit or removal. */
  public enum Fault {
    /** The write happens; the caller is told that nobody knows. */
    REPLY_LOST,
    /** The write does not happen; the caller is told that nobody knows. */
    REQUEST_LOST
  }

  private record Item(long version, String text) {}

  @Override
  public synchronized Reading read(String cluster) {
    if (outage != null) {
      return new Reading.Unreadable(outage);
    }
    Item item = items.get(cluster);
    if (item == null) {
      return new Reading.Absent();
    }
    try {
      ClusterRecord record = Json.read(item.text, ClusterRecord.class);
      String named = record.spec().cluster();
      return named.equals(cluster)
          ? new Reading.Found(item.version, record)
          : new Reading.Unreadable("the record of cluster " + cluster + " is that of " + named);
    } catch (MalformedEvent e) {
      return new Reading.Unreadable("record of cluster " + cluster + ": " + e.getMessage());
    }
  }

  @Override
  public synchronized Commit commit(String cluster, long expected, ClusterRecord next) {
    Item item = new Item(++version, Json.write(next));
    return item.text.length() > limit
        ? new Commit.TooLarge(cluster + " has " + item.text.length() + " characters")
        : swap(cluster, expected, item);
  }

  @Override
  public synchronized Commit remove(String cluster, long expected) {
    return items.containsKey(cluster) ? swap(cluster, expected, null) : new Commit.Conflict();
  }

  private Commit swap(String cluster, long expected, @Nullable Item next) {
    Fault fault = faults.poll();
    if (outage != null || fault == Fault.REQUEST_LOST) {
      return new Commit.Unknown(outage != null ? outage : "scripted: the request was lost");
    }
    Item present = items.get(cluster);
    if ((present == null ? 0 : present.version) != expected) {
      return new Commit.Conflict();
    }
    if (next == null) {
      items.remove(cluster);
    } else {
      items.put(cluster, next);
    }
    commits++;
    return fault == Fault.REPLY_LOST
        ? new Commit.Unknown("scripted: the reply was lost")
        : new Commit.Committed(next == null ? expected : next.version);
  }

  @Override
  public synchronized List<String> clusters() {
    if (outage != null) {
      throw new CloudUnavailable(outage, new IllegalStateException("scripted"));
    }
    return List.copyOf(items.keySet());
  }

  /** Lets the next writes go wrong, one fault each. */
  public synchronized void failNext(Fault... next) {
    faults.addAll(List.of(next));
  }

  /** From now on nothing is answered, with this reason; null: everything is again. */
  public synchronized void outage(@Nullable String reason) {
    outage = reason;
  }

  /** Puts a text in the record's place, as a broken writer would. */
  public synchronized void poison(String cluster, String text) {
    Item present = items.get(cluster);
    items.put(cluster, new Item(present == null ? 1 : present.version + 1, text));
  }

  /** From now on a record with more characters does not fit. */
  public synchronized void limit(int characters) {
    limit = characters;
  }

  /** How many writes took effect. */
  public synchronized long commits() {
    return commits;
  }

  /** From now on nothing goes wrong that has not gone wrong yet. */
  public synchronized void heal() {
    faults.clear();
    outage = null;
  }

  /** What is still to go wrong. */
  @Override
  public synchronized String toString() {
    return "faults " + faults;
  }
}
