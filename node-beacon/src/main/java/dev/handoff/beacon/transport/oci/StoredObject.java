package dev.handoff.beacon.transport.oci;

import dev.handoff.beacon.transport.HttpCall.Answer;
import dev.handoff.beacon.transport.StoreUnavailable;
import dev.handoff.events.json.Json;
import dev.handoff.events.json.MalformedEvent;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An object that somebody else writes and this node reads, again and again: its content comes only
 * when it has changed. Readings may run side by side; none brings anything older than what an
 * earlier one has brought.
 */
final class StoredObject<T> {

  private static final int NOT_MODIFIED = 304;
  private static final int NOT_FOUND = 404;

  private final OciCall call;
  private final RepeatedGet question;
  private final Class<T> type;
  private long readings;
  private Held<T> held = new Held<>(0, null, null);

  /**
   * What a reading found.
   *
   * @param reading its number: they are counted as they begin
   * @param tag the object's ETag; null: there is none
   */
  private record Held<T>(long reading, @Nullable String tag, @Nullable T value) {}

  StoredObject(OciCall call, URI url, Class<T> type) {
    this.call = call;
    this.question = new RepeatedGet(url);
    this.type = type;
  }

  /**
   * Reads it.
   *
   * @return its content; null: there is no such object
   * @throws StoreUnavailable if it cannot be said what it is
   */
  @Nullable T read() throws StoreUnavailable {
    Held<T> before = begin();
    Map<String, String> condition =
        before.tag == null ? Map.of() : Map.of("If-None-Match", before.tag);
    try {
      Answer answer = call.ask(question, condition);
      if (answer.isOk()) {
        T value = Json.read(answer.body(), type);
        return end(new Held<>(before.reading, answer.header("etag"), value));
      }
      if (answer.status() == NOT_MODIFIED) {
        return end(before);
      }
      if (answer.status() == NOT_FOUND && OciCall.code(answer).equals("ObjectNotFound")) {
        return end(new Held<>(before.reading, null, null));
      }
      throw new StoreUnavailable(this + " cannot be read: " + OciCall.refusal(answer));
    } catch (IOException e) {
      throw new StoreUnavailable(this + ": " + e, e);
    } catch (MalformedEvent e) {
      throw new StoreUnavailable(this + " makes no sense: " + e.getMessage(), e);
    }
  }

  /** What is held now, under the number of the reading that begins. */
  private synchronized Held<T> begin() {
    return new Held<>(++readings, held.tag, held.value);
  }

  private synchronized @Nullable T end(Held<T> found) {
    if (found.reading > held.reading) {
      held = found;
    }
    return held.value;
  }

  @Override
  public String toString() {
    return question.request().url().toString();
  }
}
