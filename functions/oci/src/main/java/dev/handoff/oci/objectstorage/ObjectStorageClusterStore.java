package dev.handoff.oci.objectstorage;

import dev.handoff.controller.port.CloudUnavailable;
import dev.handoff.controller.port.ClusterStore;
import dev.handoff.controller.port.Time;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.events.json.Json;
import dev.handoff.events.json.MalformedEvent;
import dev.handoff.oci.objectstorage.Bucket.Stored;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One object for each cluster, replaced on condition of its ETag. Which ETag a version has, a read
 * has told before, so that a commit costs one call. Every commit carries an id of its own: when its
 * reply was lost, the next try is refused, and what lies there tells an earlier self from somebody
 * else.
 */
public final class ObjectStorageClusterStore implements ClusterStore {

  private static final String PREFIX = "clusters/";
  private static final String SUFFIX = "/record";

  /** What is stored. */
  private record Versioned(long version, String writer, ClusterRecord record) {}

  /** Which content a version is. */
  private record Known(long version, String etag) {}

  private final Bucket bucket;
  private final Time time;
  private final Map<String, Known> newest = new ConcurrentHashMap<>();

  /** Makes a store; {@code time} gives versions. */
  public ObjectStorageClusterStore(Bucket bucket, Time time) {
    this.bucket = bucket;
    this.time = time;
  }

  @Override
  public Reading read(String cluster) {
    try {
      return reading(cluster, bucket.get(key(cluster)));
    } catch (CloudUnavailable e) {
      return new Reading.Unreadable(sentence(e));
    }
  }

  private Reading reading(String cluster, Optional<Stored> stored) {
    if (stored.isEmpty()) {
      newest.remove(cluster);
      return new Reading.Absent();
    }
    Versioned parsed;
    try {
      parsed = parse(stored.get());
    } catch (MalformedEvent e) {
      return new Reading.Unreadable("the record of cluster " + cluster + ": " + e.getMessage());
    }
    String named = parsed.record().spec().cluster();
    if (!named.equals(cluster)) {
      return new Reading.Unreadable("the record of cluster " + cluster + " is that of " + named);
    }
    newest.put(cluster, new Known(parsed.version(), stored.get().etag()));
    return new Reading.Found(parsed.version(), parsed.record());
  }

  private static Versioned parse(Stored stored) throws MalformedEvent {
    Versioned parsed = Json.read(stored.text(), Versioned.class);
    if (parsed.version() < 1) {
      throw new MalformedEvent("its version is " + parsed.version());
    }
    return parsed;
  }

  @Override
  public Commit commit(String cluster, long expected, ClusterRecord next) {
    long version = ClusterStore.versionAfter(expected, time.now());
    String writer = UUID.randomUUID().toString();
    String json = Json.write(new Versioned(version, writer, next));
    if (json.length() > Json.MAX_CHARS) {
      return new Commit.TooLarge(
          "the record of cluster %s has %d characters; no more than %d can be read back"
              .formatted(cluster, json.length(), Json.MAX_CHARS));
    }
    try {
      Optional<String> etag = write(cluster, expected, json);
      if (etag.isEmpty() && !isOurs(cluster, writer)) {
        newest.remove(cluster);
        return new Commit.Conflict();
      }
      etag.ifPresent(known -> newest.put(cluster, new Known(version, known)));
      return new Commit.Committed(version);
    } catch (CloudUnavailable e) {
      newest.remove(cluster);
      return new Commit.Unknown(sentence(e));
    }
  }

  /** Returns the new ETag; empty: what was expected is not there. */
  private Optional<String> write(String cluster, long expected, String json) {
    if (expected == 0) {
      return bucket.create(key(cluster), json);
    }
    String etag = etag(cluster, expected);
    return etag == null ? Optional.empty() : bucket.replace(key(cluster), etag, json);
  }

  /** The ETag of a version; null: this version is not there. */
  private @Nullable String etag(String cluster, long version) {
    Known known = newest.get(cluster);
    if (known == null || known.version() != version) {
      reading(cluster, bucket.get(key(cluster)));
      known = newest.get(cluster);
    }
    return known != null && known.version() == version ? known.etag() : null;
  }

  private boolean isOurs(String cluster, String writer) {
    Optional<Stored> there = bucket.get(key(cluster));
    try {
      return there.isPresent() && parse(there.get()).writer().equals(writer);
    } catch (MalformedEvent e) {
      return false;
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>A removal whose reply was lost and that was repeated looks like a conflict: what is gone
   * cannot say who removed it. The caller finds the cluster absent.
   */
  @Override
  public Commit remove(String cluster, long expected) {
    try {
      String etag = etag(cluster, expected);
      boolean removed = etag != null && bucket.delete(key(cluster), etag);
      return removed ? new Commit.Committed(expected + 1) : new Commit.Conflict();
    } catch (CloudUnavailable e) {
      return new Commit.Unknown(sentence(e));
    } finally {
      newest.remove(cluster);
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>A thousand a call. This is why journals lie elsewhere: a listing cannot leave them out.
   */
  @Override
  public List<String> clusters() {
    return bucket.list(PREFIX, Integer.MAX_VALUE).stream()
        .map(Bucket.Listed::name)
        .filter(name -> name.endsWith(SUFFIX))
        .map(name -> name.substring(PREFIX.length(), name.length() - SUFFIX.length()))
        .toList();
  }

  private static String key(String cluster) {
    return PREFIX + cluster + SUFFIX;
  }

  private static String sentence(CloudUnavailable e) {
    return String.valueOf(e.getMessage());
  }
}
