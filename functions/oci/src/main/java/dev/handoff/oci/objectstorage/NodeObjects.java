package dev.handoff.oci.objectstorage;

import dev.handoff.oci.objectstorage.Bucket.Stored;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The objects of nodes. What was seen once is not fetched again as long as its ETag stays, which is
 * also how the node itself reads its orders and its plan. Only the controller may write them.
 */
public final class NodeObjects {

  private final Bucket bucket;
  private final Map<String, Stored> seen = new ConcurrentHashMap<>();

  public NodeObjects(Bucket bucket) {
    this.bucket = bucket;
  }

  /** Which of a node's objects. */
  public enum Kind {
    /** What the node is to do now. */
    ORDERS,
    /** What it runs and watches. */
    PLAN,
    /** Its newest beat, once that lies far back. */
    HEARD
  }

  /**
   * One object of one node.
   *
   * @param cluster that the node belongs to
   */
  public record ObjectKey(String cluster, String node, Kind kind) {

    /** The object's name in the bucket. */
    public String name() {
      return "nodes/" + cluster + "/" + node + "/" + kind.name().toLowerCase(Locale.ROOT);
    }
  }

  /** Reads an object as it is now; empty: there is none. */
  public Optional<Stored> get(ObjectKey key) {
    Optional<Stored> there = bucket.get(key.name(), seen.get(key.name()));
    there.ifPresentOrElse(stored -> seen.put(key.name(), stored), () -> seen.remove(key.name()));
    return there;
  }

  /** What an object was when last seen; it may be another by now. */
  public Optional<Stored> lastSeen(ObjectKey key) {
    return Optional.ofNullable(seen.get(key.name()));
  }

  /** Writes an object, whatever is there. */
  public void put(ObjectKey key, String text) {
    bucket.put(key.name(), text);
  }

  /**
   * Replaces what was seen, or creates what was not there.
   *
   * @param expected what it must be now; empty: nothing
   * @return false: it is something else by now, which after a lost reply may be this very text
   */
  public boolean replace(ObjectKey key, Optional<Stored> expected, String text) {
    Optional<String> etag =
        expected.isPresent()
            ? bucket.replace(key.name(), expected.get().etag(), text)
            : bucket.create(key.name(), text);
    etag.ifPresentOrElse(
        written -> seen.put(key.name(), new Stored(text, written)), () -> seen.remove(key.name()));
    return etag.isPresent();
  }

  /** Deletes an object, if there is one. */
  public void delete(ObjectKey key) {
    bucket.delete(key.name(), null);
    seen.remove(key.name());
  }
}
