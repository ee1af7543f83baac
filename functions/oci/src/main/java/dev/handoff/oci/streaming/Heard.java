package dev.handoff.oci.streaming;

import dev.handoff.events.json.Json;
import dev.handoff.events.json.MalformedEvent;
import dev.handoff.oci.objectstorage.Bucket.Stored;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a node's newest message, outside of its stream: so that "never heard" and "not
 * heard for days" stay apart when the stream has forgotten, and so that no function searches for it
 * twice. Streams cannot be emptied; a node is forgotten by a mark that nothing up to it counts.
 *
 * @param stream OCID of the stream that said it
 * @param offset of the message there
 * @param at when it arrived, by the service's clock
 * @param text of the message; null: the node was forgotten after it
 */
record Heard(String stream, long offset, Instant at, @Nullable String text) {

  /** Keeps a message. */
  static Heard of(String stream, Message message) {
    return new Heard(stream, message.offset(), message.at(), message.text());
  }

  /** Forgets a message and all before it. */
  static Heard forgotten(String stream, Message message) {
    return new Heard(stream, message.offset(), message.at(), null);
  }

  /** What lies there; empty: nothing, or nothing of use, which is then written anew. */
  static Optional<Heard> read(Optional<Stored> stored) {
    try {
      return stored.isEmpty()
          ? Optional.empty()
          : Optional.of(Json.read(stored.get().text(), Heard.class));
    } catch (MalformedEvent e) {
      return Optional.empty();
    }
  }

  /** The message as the stream had it. */
  Message message() {
    return new Message(offset, at, text == null ? "" : text);
  }

  /** Whether this message of this stream does not count any more. */
  boolean forgets(String stream, Message message) {
    return text == null && stream.equals(this.stream) && message.offset() <= offset;
  }

  /** Whether this is just that message. */
  boolean keeps(String stream, Message message) {
    return text != null && stream.equals(this.stream) && message.offset() == offset;
  }
}
