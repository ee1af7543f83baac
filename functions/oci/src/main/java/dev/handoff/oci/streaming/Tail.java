package dev.handoff.oci.streaming;

import dev.handoff.controller.port.CloudUnavailable;
import dev.handoff.oci.streaming.Partition.Batch;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The end of a partition. The service has no call for the newest message: one reads from some place
 * to the end. That place is where the last look stopped, as long as its cursor lives; else a minute
 * ago; else, for a node that was not heard for so long, a search that halves the time in between.
 */
final class Tail {

  /** A node that is alive has said something within this time, at whatever interval it beats. */
  static final Duration RECENT = Duration.ofMinutes(1);

  /** Cursors live for five minutes. */
  private static final Duration CURSOR_LIFE = Duration.ofMinutes(4);

  /** A stretch of time that is read through rather than halved again. */
  private static final Duration STRETCH = Duration.ofMinutes(2);

  private static final int PER_READ = 500;

  /** A minute's messages of a megabyte a second, the most that a stream takes, are 60 reads. */
  private static final int MOST_READS = 24;

  private final Partition partition;

  Tail(Partition partition) {
    this.partition = partition;
  }

  /**
   * What a look at the end has shown.
   *
   * @param stream its OCID
   * @param newest the newest message; null: none in the stretch that was looked at
   * @param whole whether the stretch reaches back to the last look, or to the oldest message
   * @param cursor where to read on; null: nowhere known
   * @param nanos when it was given out, on the monotonic clock
   */
  record Look(
      String stream, @Nullable Message newest, boolean whole, @Nullable String cursor, long nanos) {

    private boolean isAlive(long nanos) {
      return cursor != null && nanos - this.nanos < CURSOR_LIFE.toNanos();
    }
  }

  /**
   * Looks at what came since the last look, or within the last minute.
   *
   * @param last what the last look showed; null: this is the first
   */
  Look glance(@Nullable Look last, Instant now, long nanos) {
    Look known = last != null && last.stream().equals(partition.stream()) ? last : null;
    if (known != null && known.cursor() != null && known.isAlive(nanos)) {
      Optional<Batch> since = partition.resume(known.cursor(), PER_READ);
      if (since.isPresent()) {
        return look(since.get(), known, nanos);
      }
    }
    Look recent = look(begin(partition.at(now.minus(RECENT))), null, nanos);
    return recent.newest() != null || known == null
        ? recent
        : new Look(recent.stream(), known.newest(), false, recent.cursor(), nanos);
  }

  /**
   * Looks further back for a glance that was not whole.
   *
   * @param base a message that is known to have been there; null: none is
   */
  Look search(@Nullable Message base, Instant now, long nanos) {
    Optional<Batch> behind =
        base == null
            ? Optional.empty()
            : partition.after(base.offset()).flatMap(cursor -> partition.resume(cursor, PER_READ));
    Batch first = behind.orElseGet(() -> begin(partition.horizon()));
    Look floor = new Look(partition.stream(), base, true, null, nanos);
    if (first.isEmpty()) {
      return look(first, floor, nanos);
    }
    Batch nearest = first;
    Instant quietSince = now.minus(RECENT);
    while (Duration.between(nearest.last().at(), quietSince).compareTo(STRETCH) > 0) {
      Instant middle = middle(nearest.last().at(), quietSince);
      Batch later = begin(partition.at(middle));
      if (later.isEmpty()) {
        quietSince = middle;
      } else {
        nearest = later;
      }
    }
    return look(nearest, floor, nanos);
  }

  private static Instant middle(Instant from, Instant to) {
    return from.plus(Duration.between(from, to).dividedBy(2));
  }

  /** Reads on to the end. */
  private Look look(Batch from, @Nullable Look last, long nanos) {
    Message newest = last == null ? null : last.newest();
    Batch batch = from;
    for (int reads = 1; !batch.isEmpty(); reads++) {
      newest = batch.last();
      if (reads == MOST_READS) {
        throw new CloudUnavailable(
            partition + " has more to say than " + MOST_READS + " reads can take in");
      }
      batch = begin(batch.next());
    }
    boolean whole = last != null || newest != null;
    return new Look(partition.stream(), newest, whole, batch.next(), nanos);
  }

  private Batch begin(String cursor) {
    return partition.read(cursor, PER_READ);
  }
}
