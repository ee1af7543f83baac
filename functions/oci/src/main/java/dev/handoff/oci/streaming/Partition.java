package dev.handoff.oci.streaming;

import com.oracle.bmc.model.BmcException;
import com.oracle.bmc.streaming.Stream;
import com.oracle.bmc.streaming.model.CreateCursorDetails;
import com.oracle.bmc.streaming.requests.CreateCursorRequest;
import com.oracle.bmc.streaming.requests.GetMessagesRequest;
import com.oracle.bmc.streaming.responses.GetMessagesResponse;
import dev.handoff.oci.Calls;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;

/**
 * A stream's only partition. It may be read five times a second, by all who read it together, and a
 * cursor ends five minutes after it was given out.
 *
 * <p>Methods throw {@link dev.handoff.controller.port.CloudUnavailable} when the service refuses or
 * does not answer; what was throttled has been tried again by then.
 */
final class Partition {

  private static final String ONLY = "0";

  private final Stream client;
  private final String name;
  private final String stream;
  private final Calls calls;

  Partition(Stream client, String name, String stream, Calls calls) {
    this.client = client;
    this.name = name;
    this.stream = stream;
    this.calls = calls;
  }

  /**
   * What was read in one go.
   *
   * @param messages in the order in which they arrived; none: there were no more
   * @param next where to read on
   */
  record Batch(List<Message> messages, String next) {

    boolean isEmpty() {
      return messages.isEmpty();
    }

    /** The newest of them; there must be one. */
    Message last() {
      return messages.getLast();
    }
  }

  /** The stream's OCID. */
  String stream() {
    return stream;
  }

  /** A cursor to what arrived at this time or later. */
  String at(Instant time) {
    return made(cursor(CreateCursorDetails.Type.AtTime).time(Date.from(time)));
  }

  /** A cursor to the oldest message that is kept. */
  String horizon() {
    return made(cursor(CreateCursorDetails.Type.TrimHorizon));
  }

  /** A cursor behind a message; empty: that lies too far back. */
  Optional<String> after(long offset) {
    return create(cursor(CreateCursorDetails.Type.AfterOffset).offset(offset));
  }

  private static CreateCursorDetails.Builder cursor(CreateCursorDetails.Type type) {
    return CreateCursorDetails.builder().partition(ONLY).type(type);
  }

  private String made(CreateCursorDetails.Builder details) {
    return calls.make("making a cursor of " + this, () -> value(details));
  }

  private Optional<String> create(CreateCursorDetails.Builder details) {
    return calls.unless(Partition::isInvalid, "making a cursor of " + this, () -> value(details));
  }

  private String value(CreateCursorDetails.Builder details) {
    return client
        .createCursor(
            CreateCursorRequest.builder()
                .streamId(stream)
                .createCursorDetails(details.build())
                .build())
        .getCursor()
        .getValue();
  }

  /**
   * Reads from a cursor.
   *
   * @param most messages, 1 to 10,000
   */
  Batch read(String cursor, int most) {
    return calls.make("reading " + this, () -> get(cursor, most));
  }

  /** Reads from a cursor that may have ended, or point to what is no longer kept: then empty. */
  Optional<Batch> resume(String cursor, int most) {
    return calls.unless(Partition::isInvalid, "reading " + this, () -> get(cursor, most));
  }

  private Batch get(String cursor, int most) {
    GetMessagesResponse response =
        client.getMessages(
            GetMessagesRequest.builder().streamId(stream).cursor(cursor).limit(most).build());
    return new Batch(
        response.getItems().stream().map(Partition::message).toList(),
        Calls.required(response.getOpcNextCursor(), "opc-next-cursor"));
  }

  private static Message message(com.oracle.bmc.streaming.model.Message message) {
    return new Message(
        message.getOffset(),
        message.getTimestamp().toInstant(),
        new String(message.getValue(), StandardCharsets.UTF_8));
  }

  private static boolean isInvalid(BmcException refusal) {
    return refusal.getStatusCode() == 400;
  }

  @Override
  public String toString() {
    return "the stream " + name;
  }
}
