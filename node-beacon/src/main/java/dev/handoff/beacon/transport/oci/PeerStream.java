package dev.handoff.beacon.transport.oci;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.handoff.beacon.loop.PeerBeat;
import dev.handoff.beacon.transport.HttpCall;
import dev.handoff.beacon.transport.HttpCall.Answer;
import dev.handoff.beacon.transport.StoreUnavailable;
import dev.handoff.events.Beat;
import dev.handoff.events.json.Json;
import dev.handoff.events.json.MalformedEvent;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The newest beat of another node's stream, which has one partition.
 *
 * <p>A cursor is a place in the stream. It is made once, some seconds back, or further and further
 * back if nothing is there; after that each reading goes on where it stands, and it is moved on
 * after some messages, so that most readings are the same question ({@link RepeatedGet}). A service
 * forgets cursors after five minutes, and answers 400 to one that it does not know: then a new one
 * begins after the last message that was seen. A reading is one call as a rule, because all who
 * read a partition have five a second together. What has piled up beyond measure is skipped: only
 * the newest beat tells anything.
 */
final class PeerStream {

  /** Where a first cursor begins: so far back, or twice as far each time that nothing is found. */
  private static final Duration FIRST_BACK = Duration.ofSeconds(15);

  /** How often that is doubled: what is older than a quarter of an hour is no news. */
  private static final int DOUBLINGS = 6;

  /** A cursor that is older is not used: the beacon stood still. */
  static final Duration CURSOR_ENDS = Duration.ofMinutes(4);

  /** After so long a cursor is moved on even if it need not be. */
  static final Duration CURSOR_LASTS = Duration.ofMinutes(1);

  /** How many messages are read again before the cursor is moved on. */
  static final int READ_AGAIN = 4;

  /** So many messages fit into an answer unless beats are larger than 7 KB. */
  private static final int MOST_MESSAGES = 100;

  /** After so many calls a reading leaves the rest for the next one: others read, too. */
  private static final int MOST_CALLS = 2;

  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;

  private final OciCall call;
  private final URI url;
  private final String key;
  private final LongSupplier nanos;
  private final AtomicReference<Position> position = new AtomicReference<>(new Position());

  /**
   * How far the stream has been read.
   *
   * @param question the one to ask next; null: there is no cursor
   * @param since when that cursor was made or moved, in nanoseconds
   * @param offset of the newest message; -1: none has been seen
   * @param beat of that message; null: it cannot be read
   * @param searched how many places to begin have been tried
   */
  private record Position(
      @Nullable RepeatedGet question,
      long since,
      long offset,
      @Nullable PeerBeat beat,
      int searched) {

    Position() {
      this(null, 0, -1, null, 0);
    }

    Position at(RepeatedGet other, long now) {
      return new Position(other, now, offset, beat, searched);
    }

    Position withoutCursor() {
      return new Position(null, since, offset, beat, searched);
    }

    /** Nothing was found that far back. */
    Position searchedFurther() {
      boolean last = searched >= DOUBLINGS;
      return new Position(last ? question : null, since, offset, beat, searched + 1);
    }

    boolean isSearched() {
      return offset >= 0 || searched > DOUBLINGS;
    }
  }

  /** There is no such stream, or this node may not read it: the others can still be read. */
  static final class Inaccessible extends Exception {
    private static final long serialVersionUID = 1L;

    Inaccessible(String message) {
      super(message);
    }
  }

  /**
   * @param url of the stream, below which its messages and cursors are
   * @param key under which the plan names the peer
   * @param nanos a monotonic clock
   */
  PeerStream(OciCall call, URI url, String key, LongSupplier nanos) {
    this.call = call;
    this.url = url;
    this.key = key;
    this.nanos = nanos;
  }

  /**
   * Reads on to the end.
   *
   * @return the newest beat; null: there is none, or none that can be read
   * @throws StoreUnavailable if it cannot be said what it is
   * @throws Inaccessible if asking again would not help
   */
  @Nullable PeerBeat newest() throws StoreUnavailable, Inaccessible {
    try {
      return keep(read(position.get())).beat;
    } catch (IOException | JsonParseException | IllegalStateException e) {
      throw new StoreUnavailable("the beats of " + key + " at " + url + ": " + e, e);
    }
  }

  /** Of readings that run side by side the one that has seen more is kept. */
  private Position keep(Position read) {
    return position.accumulateAndGet(
        read, (known, fresh) -> known.offset > fresh.offset ? known : fresh);
  }

  private Position read(Position from) throws IOException, StoreUnavailable, Inaccessible {
    boolean old = nanos.getAsLong() - from.since > CURSOR_ENDS.toNanos();
    Position now = old ? from.withoutCursor() : from;
    boolean fresh = false;
    for (int i = 0; i < MOST_CALLS; i++) {
      RepeatedGet question = now.question;
      if (question == null) {
        question = cursor(now);
        fresh = true;
        now = now.at(question, nanos.getAsLong());
      }
      Answer answer;
      try {
        answer = call.ask(question, Map.of());
      } catch (HttpCall.TooLarge _) {
        return now.at(cursor("LATEST", null, null), nanos.getAsLong());
      }
      if (mayBeForgotten(answer) && !fresh) {
        now = now.withoutCursor();
        continue;
      }
      JsonArray messages = JsonParser.parseString(checked(answer)).getAsJsonArray();
      now = taken(now, messages, answer.header("opc-next-cursor"));
      if (messages.size() < MOST_MESSAGES) {
        now = now.isSearched() ? now : now.searchedFurther();
        if (now.isSearched()) {
          return now;
        }
      }
      keep(now);
    }
    return now;
  }

  /** Whether another cursor may help: 400 is usual, and what else it could be nobody promises. */
  private static boolean mayBeForgotten(Answer answer) {
    int status = answer.status();
    return status >= BAD_REQUEST && status < 500 && status != 401 && status != 429;
  }

  /** Makes a cursor: after what has been seen, or else some time back. */
  private RepeatedGet cursor(Position from) throws IOException, StoreUnavailable, Inaccessible {
    if (from.offset >= 0) {
      return cursor("AFTER_OFFSET", from.offset, null);
    }
    Duration back = FIRST_BACK.multipliedBy(1L << Math.min(from.searched, DOUBLINGS));
    Instant time = call.clock().instant().minus(back).truncatedTo(ChronoUnit.MILLIS);
    return cursor("AT_TIME", null, time);
  }

  private RepeatedGet cursor(String type, @Nullable Long offset, @Nullable Instant time)
      throws IOException, StoreUnavailable, Inaccessible {
    JsonObject input = new JsonObject();
    input.addProperty("partition", "0");
    input.addProperty("type", type);
    if (offset != null) {
      input.addProperty("offset", offset);
    }
    if (time != null) {
      input.addProperty("time", time.toString());
    }
    Answer answer = call.send(OciRequest.post(URI.create(url + "/cursors"), input.toString()));
    if (answer.status() == BAD_REQUEST && offset != null) {
      return cursor("LATEST", null, null); // That message is older than all that is kept.
    }
    JsonObject output = JsonParser.parseString(checked(answer)).getAsJsonObject();
    return question(output.get("value").getAsString());
  }

  private RepeatedGet question(String cursor) {
    String value = URLEncoder.encode(cursor, StandardCharsets.UTF_8);
    return new RepeatedGet(
        URI.create(url + "/messages?cursor=" + value + "&limit=" + MOST_MESSAGES));
  }

  private Position taken(Position before, JsonArray messages, @Nullable String next) {
    long offset = before.offset;
    PeerBeat beat = before.beat;
    if (!messages.isEmpty()) {
      JsonObject newest = messages.get(messages.size() - 1).getAsJsonObject();
      long found = newest.get("offset").getAsLong();
      if (found > offset) {
        offset = found;
        beat = beat(newest.get("value").getAsString());
      }
    }
    Position after = new Position(before.question, before.since, offset, beat, before.searched);
    long now = nanos.getAsLong();
    boolean stays = messages.size() < READ_AGAIN && now - before.since < CURSOR_LASTS.toNanos();
    return stays || next == null ? after : after.at(question(next), now);
  }

  private @Nullable PeerBeat beat(String value) {
    try {
      String json = new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
      Beat beat = Json.read(json, Beat.class);
      return new PeerBeat(key, beat.boot(), beat.sequence());
    } catch (IllegalArgumentException | MalformedEvent _) {
      return null; // No evidence.
    }
  }

  private String checked(Answer answer) throws StoreUnavailable, Inaccessible {
    if (answer.isOk()) {
      return answer.body();
    }
    String why = "the beats of " + key + " cannot be read: " + OciCall.refusal(answer);
    if (answer.status() == NOT_FOUND) {
      throw new Inaccessible(why);
    }
    throw new StoreUnavailable(why);
  }
}
