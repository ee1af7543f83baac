package dev.handoff.oci.local;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;

/**
 * One stream of one partition: an append-only log with a retention. Source of the numbers: Limits
 * on Streaming Resources, see {@link LocalStreaming}. Guarded by the service's lock.
 */
final class LocalStream {

  /** "The maximum number of messages to return. You can specify any value up to 10000." */
  static final int PER_READ = 10_000;

  /** "The maximum size of any single request is 1 MB", keys and values after decoding. */
  private static final long MOST_BYTES = 1 << 20;

  /** "5 GET requests per second per consumer group"; who reads without a group shares these. */
  private static final int READS_PER_SECOND = 5;

  /** CreateCursor: "Cursors expire five minutes after you receive them from the service." */
  private static final Duration CURSOR_LIFE = Duration.ofMinutes(5);

  private static final Duration SECOND = Duration.ofSeconds(1);

  @SuppressWarnings("ArrayRecordComponent") // Messages are bytes, and nobody compares them.
  record Message(long offset, Instant at, byte[] key, byte[] value) {}

  private record Written(Instant at, long bytes) {}

  private final String ocid;
  private final String name;
  private final Duration retention;
  private final Instant usable;
  private final InstantSource clock;
  private final List<Message> messages = new ArrayList<>();
  private final Deque<Instant> reads = new ArrayDeque<>();
  private final Deque<Written> writes = new ArrayDeque<>();

  LocalStream(String ocid, String name, Duration retention, Instant usable, InstantSource clock) {
    this.ocid = ocid;
    this.name = name;
    this.retention = retention;
    this.usable = usable;
    this.clock = clock;
  }

  String ocid() {
    return ocid;
  }

  String name() {
    return name;
  }

  Duration retention() {
    return retention;
  }

  /** When it is, or was, ready. */
  Instant usable() {
    return usable;
  }

  /** CREATING, and ACTIVE after a while (…/streaming/20180418/Stream, lifecycleState). */
  String state() {
    return clock.instant().isBefore(usable) ? "CREATING" : "ACTIVE";
  }

  /** Holds a request against what may be written at once, and in a second. */
  void admit(long bytes) {
    if (bytes > MOST_BYTES) {
      throw new OciRefusal(400, "InvalidParameter", "a request of " + bytes + " bytes, over 1 MB");
    }
    Instant now = clock.instant();
    writes.removeIf(write -> !write.at().plus(SECOND).isAfter(now));
    long already = writes.stream().mapToLong(Written::bytes).sum();
    if (already + bytes > MOST_BYTES) {
      throw new OciRefusal(429, "TooManyRequests", "more than 1 MB a second");
    }
    writes.add(new Written(now, bytes));
  }

  /** Appends a message and stamps it with the service's own time. */
  Message append(byte[] key, byte[] value) {
    Message message = new Message(end(), clock.instant(), key, value);
    messages.add(message);
    return message;
  }

  /** Holds a read against how many may be made in a second. */
  void admitRead() {
    Instant now = clock.instant();
    reads.removeIf(read -> !read.plus(SECOND).isAfter(now));
    if (reads.size() >= READS_PER_SECOND) {
      throw new OciRefusal(429, "TooManyRequests", "more than 5 reads of a partition a second");
    }
    reads.add(now);
  }

  /** The offset of what comes next. */
  long end() {
    return messages.size();
  }

  /** The oldest offset within the retention, or the end. */
  long horizon() {
    return first(clock.instant().minus(retention));
  }

  /**
   * The offset of the first message that arrived at this time or later, and is kept; or the end.
   */
  long first(Instant time) {
    Instant horizon = clock.instant().minus(retention);
    Instant from = time.isBefore(horizon) ? horizon : time;
    return messages.stream()
        .filter(message -> !message.at().isBefore(from))
        .findFirst()
        .map(Message::offset)
        .orElse(end());
  }

  /**
   * An offset that a cursor may be made of.
   *
   * @throws OciRefusal with status 400 if it is no longer, or not yet, there
   */
  long kept(long offset) {
    if (offset < horizon() || offset >= end()) {
      throw new OciRefusal(
          400,
          "InvalidParameter",
          "offset " + offset + " is not within " + horizon() + ".." + end());
    }
    return offset;
  }

  /** A cursor: its position and when it was given out, in a form that nobody should read. */
  String cursor(long position) {
    String text = ocid + " " + position + " " + clock.instant().toEpochMilli();
    return Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The position of a cursor.
   *
   * @throws OciRefusal with status 400 if it is none, has expired, or lies before the horizon, as
   *     Troubleshooting Streaming says
   *     (docs.oracle.com/en-us/iaas/Content/Streaming/Reference/troubleshootingstreaming.htm)
   */
  long position(String cursor) {
    String[] parts;
    try {
      parts =
          new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split(" ", -1);
    } catch (IllegalArgumentException e) {
      throw new OciRefusal(400, "InvalidParameter", "'" + cursor + "' is no cursor");
    }
    if (parts.length != 3 || !parts[0].equals(ocid)) {
      throw new OciRefusal(400, "InvalidParameter", "'" + cursor + "' is no cursor of " + name);
    }
    Instant issued = Instant.ofEpochMilli(Long.parseLong(parts[2]));
    if (!clock.instant().isBefore(issued.plus(CURSOR_LIFE))) {
      throw new OciRefusal(400, "InvalidParameter", "The cursor has expired");
    }
    long position = Long.parseLong(parts[1]);
    if (position < horizon()) {
      throw new OciRefusal(400, "InvalidParameter", "The cursor is older than what is kept");
    }
    return position;
  }

  /** Messages from a position, as many as fit into an answer, and at least one if there is one. */
  List<Message> from(long position, int most) {
    List<Message> read = new ArrayList<>();
    long bytes = 0;
    for (Message message : messages.subList((int) Math.min(position, end()), messages.size())) {
      bytes += message.key().length + message.value().length;
      if (read.size() == most || (bytes > MOST_BYTES && !read.isEmpty())) {
        break;
      }
      read.add(message);
    }
    return read;
  }
}
