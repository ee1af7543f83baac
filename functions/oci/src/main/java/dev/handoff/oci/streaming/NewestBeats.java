package dev.handoff.oci.streaming;

import com.oracle.bmc.model.BmcException;
import dev.handoff.controller.port.CloudUnavailable;
import dev.handoff.controller.port.Time;
import dev.handoff.dispatch.Parallel;
import dev.handoff.dispatch.Parallel.Both;
import dev.handoff.events.json.Json;
import dev.handoff.oci.objectstorage.Bucket.Stored;
import dev.handoff.oci.objectstorage.NodeObjects;
import dev.handoff.oci.objectstorage.NodeObjects.Kind;
import dev.handoff.oci.objectstorage.NodeObjects.ObjectKey;
import dev.handoff.oci.streaming.Tail.Look;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The newest message of each node: out of its stream, or out of what is kept of it. A function that
 * stays warm goes on from where it stopped, which is one read for each node.
 */
final class NewestBeats {

  private final Streams streams;
  private final NodeObjects objects;
  private final Time time;
  private final Map<String, Look> looks = new ConcurrentHashMap<>();

  NewestBeats(Streams streams, NodeObjects objects, Time time) {
    this.streams = streams;
    this.objects = objects;
    this.time = time;
  }

  /**
   * Reads a node's newest message.
   *
   * @return empty: it never said anything, or was forgotten since
   * @throws CloudUnavailable if that cannot be told, also because it has no stream
   */
  Optional<Message> read(String cluster, String node) {
    String name = streams.name(cluster, node);
    Partition partition =
        streams
            .find(name)
            .orElseThrow(() ->
                new CloudUnavailable(
                    "node %s has no stream %s, or it may not be seen; create it and allow it"
                        .formatted(node, name)));
    ObjectKey key = new ObjectKey(cluster, node, Kind.HEARD);
    Instant now = time.now();
    try {
      Both<Optional<Stored>, Look> both =
          Parallel.both(() -> objects.get(key), () -> glance(partition, name, now));
      Optional<Heard> heard = Heard.read(both.first());
      Look look = whole(partition, name, both.second(), heard, now);
      return newest(key, partition, look, both.first(), heard, now);
    } catch (CloudUnavailable e) {
      if (e.getCause() instanceof BmcException refusal && isOver(refusal.getStatusCode())) {
        // The stream was deleted and perhaps made anew, or the cursor is none: begin from the
        // start.
        streams.forget(name);
        looks.remove(name);
      }
      throw e;
    }
  }

  private static boolean isOver(int status) {
    return status >= 400 && status < 500 && status != 429;
  }

  private Look glance(Partition partition, String name, Instant now) {
    return new Tail(partition).glance(looks.get(name), now, time.nanos());
  }

  private Look whole(
      Partition partition, String name, Look glance, Optional<Heard> heard, Instant now) {
    Look look =
        glance.whole()
            ? glance
            : new Tail(partition)
                .search(base(partition, glance.newest(), heard), now, time.nanos());
    looks.put(name, look);
    return look;
  }

  /** The newest message that is known to have been in this stream. */
  private static @Nullable Message base(
      Partition partition, @Nullable Message seen, Optional<Heard> heard) {
    Message kept =
        heard
            .filter(known -> known.stream().equals(partition.stream()))
            .map(Heard::message)
            .orElse(null);
    return kept == null || (seen != null && seen.offset() >= kept.offset()) ? seen : kept;
  }

  private Optional<Message> newest(
      ObjectKey key,
      Partition partition,
      Look look,
      Optional<Stored> stored,
      Optional<Heard> heard,
      Instant now) {
    Message newest = look.newest();
    if (newest == null) {
      // A stream that was made anew is empty; what its node said in the former one still holds.
      return heard.filter(known -> known.text() != null).map(Heard::message);
    }
    if (heard.isPresent() && heard.get().forgets(partition.stream(), newest)) {
      return Optional.empty();
    }
    boolean far = Duration.between(newest.at(), now).compareTo(Tail.RECENT) > 0;
    if (far && (heard.isEmpty() || !heard.get().keeps(partition.stream(), newest))) {
      keep(key, stored, Heard.of(partition.stream(), newest));
    }
    return Optional.of(newest);
  }

  /** Somebody else may keep it, or forget the node, at the same time: that is as good. */
  private void keep(ObjectKey key, Optional<Stored> stored, Heard heard) {
    String json = Json.write(heard);
    if (json.length() > Json.MAX_CHARS) {
      return; // It could not be read back.
    }
    try {
      objects.replace(key, stored, json);
    } catch (CloudUnavailable e) {
      // What was read is as true without it, and the next look finds the same and tries again.
    }
  }

  /**
   * Forgets whatever a node has said up to now.
   *
   * @throws CloudUnavailable if it may not be forgotten
   */
  void forget(String cluster, String node) {
    ObjectKey key = new ObjectKey(cluster, node, Kind.HEARD);
    String name = streams.name(cluster, node);
    Optional<Partition> partition = streams.find(name);
    if (partition.isPresent()) {
      Instant now = time.now();
      Optional<Heard> heard = Heard.read(objects.get(key));
      Look look = whole(partition.get(), name, glance(partition.get(), name, now), heard, now);
      if (look.newest() != null) {
        objects.put(key, Json.write(Heard.forgotten(partition.get().stream(), look.newest())));
        return;
      }
    }
    objects.delete(key);
  }
}
